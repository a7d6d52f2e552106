"""What officials lend to higher duties: no deed of their own."""

from travel_desk.officials.steps.about import about, about_facts

__all__ = ["about", "about_facts"]
