"""Passports in custody: safes and places, and every movement of a booklet with both its parties."""
