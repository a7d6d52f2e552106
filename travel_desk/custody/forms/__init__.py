"""The papers of custody: the receipt of a handover, and the list of an opening inventory."""

from travel_desk.custody.forms.inventory import Counters, inventory_content, render_inventory
from travel_desk.custody.forms.receipt import Signers, content, render

__all__ = ["Counters", "Signers", "content", "inventory_content", "render", "render_inventory"]
