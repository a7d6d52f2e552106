"""Duplicates: two entries that are one person are found, merged, and split again."""
