"""The dialogs of papers: signing, voiding, letterhead, certificate."""

from travel_desk.papers.dialogs.certificate import CertificateDialog
from travel_desk.papers.dialogs.letterhead import LetterheadDialog
from travel_desk.papers.dialogs.memory import OpenedCertificate
from travel_desk.papers.dialogs.signing import SignDialog
from travel_desk.papers.dialogs.voiding import VoidDialog

__all__ = ["CertificateDialog", "LetterheadDialog", "OpenedCertificate", "SignDialog", "VoidDialog"]
