"""Approvals: each office of a request's route decides by its day; the last decision gives the slip.

A decision is made by the person logged in or recorded from the paper of the office that made it.
Lends nothing downwards; uses the steps of trips (stages, states, scans) and papers (numbers, issuing).
"""
