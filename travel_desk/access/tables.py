"""The tables of users: they lie in `desk.tables`, since every deed reads them; this duty writes them."""

from travel_desk.desk.tables import recovery_slot, setting, user, user_role

__all__ = ["recovery_slot", "setting", "user", "user_role"]
