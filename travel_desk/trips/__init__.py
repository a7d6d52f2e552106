"""Trips: one event abroad, its legs and travellers, and one request a traveller that the desk decides.

`reading` holds the reads that the write side and the read side share; `steps` is what approvals and
custody borrow to move a request along its route.
"""
