"""The duty of papers: issued with a number, signed, stored, printed, checked, voided.

Papers lends its steps to approvals and custody: they issue a paper within their own deed. A paper
that is signed on the screen goes issue → sign → print, so that nothing is locked while a person
looks for a card or a password; one that is signed in ink is rendered and stored within the deed.
A stored paper never changes: a reprint gives the same bytes.
"""
