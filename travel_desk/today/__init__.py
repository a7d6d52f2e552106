"""Today: what waits for the desk on this day, each line with the one deed that settles it.

Mostly reads; its one deed prints the daily sheet, which carries the journal's head out of the machine.
"""
