"""The deeds with papers: sign, print, save, void; letterhead and certificate; and checking a paper."""

from travel_desk.papers.actions.certificate import renew_revocations, replace_certificate
from travel_desk.papers.actions.checking import PaperCheck, check_paper, preview, sample_sheet
from travel_desk.papers.actions.output import Layout, print_paper, save_paper, set_letterhead, void_paper
from travel_desk.papers.actions.signing import Signed, open_certificate, sign_paper, sign_papers

__all__ = [
    "Layout",
    "PaperCheck",
    "Signed",
    "check_paper",
    "open_certificate",
    "preview",
    "print_paper",
    "renew_revocations",
    "replace_certificate",
    "sample_sheet",
    "save_paper",
    "set_letterhead",
    "sign_paper",
    "sign_papers",
    "void_paper",
]
