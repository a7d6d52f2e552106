"""The papers of the approvals: the approval slip and the refusal letter.

`register` gives papers their renderers; the modules that draw are imported when a paper is made.
"""
