"""Journal: reading what was done at the desk, and verifying that its chain stands."""
