"""Backups of the desk: made on demand and daily, checked, and put back."""
