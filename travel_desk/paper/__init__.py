"""What all papers share: fonts, text in every script, letterhead, parts, check code, signing, checking.

The room knows no duty and no window. reportlab, pyhanko and fontTools are imported by its modules, so
these modules are imported only when a paper is made.
"""
