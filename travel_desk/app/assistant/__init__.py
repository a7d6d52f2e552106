"""The first-start assistant: open the example desk, make a desk of one's own, or find one that exists."""

from travel_desk.app.assistant.window import Assistant

__all__ = ["Assistant"]
