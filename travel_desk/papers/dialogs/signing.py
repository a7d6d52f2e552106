"""Signing one paper or all that wait: the certificate password is asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import screen_language, tr, trn
from travel_desk.papers import actions, queries
from travel_desk.papers.actions import Signed
from travel_desk.papers.dialogs.memory import OpenedCertificate
from travel_desk.papers.queries import PaperRow
from travel_desk.papers.rules import CertificateFacts
from travel_desk.shell.buttons import label
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Facts, MessageLine, RowLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Level, PasswordField, labelled

_SHOWN = 6  # papers named one by one; the rest is counted


class SignDialog(DeedDialog):
    """Sign papers with the desk's certificate. papers: what is to be signed, at least one.

    Each paper is a deed of its own, one after another, so that others may work meanwhile; what is
    refused is said, and stays in the dialog.
    """

    def __init__(self, context: Context, papers: Sequence[PaperRow], parent: QWidget) -> None:
        count = len(papers)
        title = trn("Sign {count} Paper", "Sign {count} Papers", count) if count > 1 else tr("Sign Paper")
        super().__init__(
            context,
            title,
            primary=title,
            secondary=tr("Leave Unsigned"),
            parent=parent,
            width=520,
            height=300 + 44 * min(count, _SHOWN),
        )
        self.papers = list(papers)
        self._waiting: list[PaperRow] = []
        self._left: list[str] = []
        self._memory = OpenedCertificate.of(context)
        for row in self.papers[:_SHOWN]:
            self.body.addWidget(RowLine(row.number, tr(row.kind.label), row.native or row.latin))
        if count > _SHOWN:
            more = count - _SHOWN
            self.body.addWidget(label(trn("and {count} more", "and {count} more", more), "muted"))
        self.password = PasswordField()
        self._ask = labelled(
            tr("Certificate password"), self.password, help=tr("Kept in memory until the desk is locked.")
        )
        self.body.addWidget(self.field("certificate_password", self._ask))
        self._ask.setVisible(self._memory.signer is None)
        self.body.addStretch(1)
        if self._memory.signer is not None:
            self.footnote(tr("The certificate is open until the desk is locked"), "key", "muted")
        context.read(queries.certificate_facts, done=self._show_certificate, owner=self)

    def submit(self) -> None:
        """Open the certificate where that is still to do, then sign one paper after another."""
        if self._memory.signer is not None:
            self._start(self._memory.signer)
            return
        if not self.password.value():
            self.problem(tr("Type the certificate password."), "certificate_password")
            return
        self.clear_problem()
        self.set_busy(True)
        self.context.read(
            actions.open_certificate,
            self.password.value(),
            done=self._start,
            failed=self._refused,
            owner=self,
        )

    def _show_certificate(self, facts: CertificateFacts | None) -> None:
        if facts is None:
            text = tr("This desk has no certificate yet. Make or load one under Papers, Certificate.")
            self.body.insertWidget(0, MessageLine(text, Level.WARNING))
            self.do.setEnabled(False)
            return
        until = facts.valid_until.astimezone().date()
        known = [(tr("Certificate"), facts.subject), (tr("Valid until"), screen_language().day(until))]
        self.body.insertWidget(self.body.indexOf(self._ask), Facts(known))
        if until < self.context.clock.today():
            text = tr("The certificate has ended. Replace it under Papers, Certificate.")
            self.body.insertWidget(0, MessageLine(text, Level.ERROR))
        if self._ask.isVisible():
            self.password.setFocus()

    def _start(self, signer: Any) -> None:
        self._memory.signer = signer
        self._waiting, self._left = list(self.papers), []
        self.set_busy(True)
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        row = self._waiting.pop(0)
        done = len(self.papers) - len(self._waiting)
        self.footnote(tr("Signing {done} of {count}", done=done, count=len(self.papers)), "sign", "muted")
        self.context.run(
            actions.sign_papers,
            [(row.id, row.version)],
            self._memory.signer,
            done=self._signed,
            refused=self._failed,
            owner=self,
        )

    def _signed(self, value: Signed) -> None:
        self._left += [tr("{number}: {why}", number=number, why=why) for number, why in value.left]
        self._next()

    def _failed(self, error: Any) -> None:
        self._left.append(tr(error.message))
        self._waiting = []
        self._end()

    def _end(self) -> None:
        self.set_busy(False)
        signed = len(self.papers) - len(self._left)
        self.footnote("")
        if self._left:
            self._memory.forget()
            self._ask.setVisible(True)
            self.problem("\n".join(self._left))
            self.do.setEnabled(False)
            return
        self.context.toast(trn("{count} paper signed", "{count} papers signed", signed))
        self.deed_done.emit([row.id for row in self.papers])
        self.accept()
