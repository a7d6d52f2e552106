"""Policy: the travel rules, each with its legal basis and dates, and what they decide about a request.

Every rule is data.  `rules.judge` finds the rule in force on a request's own day and the route it asks
for; `reading` turns the tables into records for the write side and the read side alike.
"""
