"""Officials: organisations, persons with their posts, categories and clearances, and their passports.

A person is anyone in the register; an official is a person whose travel the desk decides. Everything
dated is a half-open row: it counts from `from_day` up to the day before `until_day`.
"""
