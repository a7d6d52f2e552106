"""The desk's certificate: what it is, renewing its revocation list, making or loading another."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from travel_desk.base.language import screen_language, tr
from travel_desk.base.message import Refused
from travel_desk.papers import actions, queries, rules
from travel_desk.papers.dialogs.memory import OpenedCertificate
from travel_desk.papers.rules import Brought, CertificateFacts, HeadLines, MadeHere
from travel_desk.shell.context import Context
from travel_desk.shell.detail import Facts, MessageLine
from travel_desk.shell.dialog import DeedDialog
from travel_desk.shell.fields import Choice, FilesField, Level, PasswordField, labelled
from travel_desk.shell.fields.note import Labelled

RENEW, NEXT, FRESH, BROUGHT = "renew", "next", "fresh", "brought"


class CertificateDialog(DeedDialog):
    """Look after the certificate with which papers are signed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(
            context,
            tr("Certificate"),
            primary=tr("Renew Revocation List"),
            secondary=tr("Leave as It Is"),
            parent=parent,
            width=560,
            height=600,
        )
        self._organisation = ""
        self.what = Choice(
            [
                (RENEW, tr("Renew the revocation list")),
                (NEXT, tr("Make the next certificate under the same root")),
                (FRESH, tr("Make a new root and certificate (password lost)")),
                (BROUGHT, tr("Load a certificate made by another authority")),
            ],
            RENEW,
        )
        self.what.setAccessibleName(tr("What to do"))
        self.password, self.again = PasswordField(), PasswordField()
        kinds = tr("Certificates (*.p12 *.pfx *.pem *.crt *.cer *.der *.crl)")
        self.pkcs12 = FilesField(context, tr("Choose Certificate…"), kinds)
        self.root = FilesField(context, tr("Choose Root…"), kinds)
        self.crl = FilesField(context, tr("Choose List…"), kinds)
        self._rows: dict[str, Labelled] = {}
        self.body.addWidget(labelled(tr("What to do"), self.what))
        self._row("pkcs12", labelled(tr("Certificate with its key (.p12)"), self.pkcs12))
        self._row("root", labelled(tr("Root certificate of the authority"), self.root))
        self._row("crl", labelled(tr("Revocation list of the authority"), self.crl))
        self._row("certificate_password", labelled(tr("Certificate password"), self.password))
        self._row("again", labelled(tr("The same password again"), self.again))
        self.body.addStretch(1)
        self.what.changed.connect(self._chosen)
        self._chosen()
        self.what.setFocus()
        context.read(queries.certificate_facts, done=self._show, owner=self)
        context.read(queries.head_lines, done=self._keep_organisation, owner=self)

    def submit(self) -> None:
        """Do what is chosen."""
        what, password = self.what.value(), self.password.value()
        self.clear_problem()
        if not password:
            self.problem(tr("Type the certificate password."), "certificate_password")
        elif what == RENEW:
            self.run(actions.renew_revocations, password, done=self._done_with)
        elif what == BROUGHT:
            self._load(password)
        else:
            self._make(password, fresh=what == FRESH)

    def _make(self, password: str, *, fresh: bool) -> None:
        if fresh:
            try:
                rules.check_new_password(password, self.again.value())
            except Refused as error:
                self.problem(error.message, error.field)
                return
        order = MadeHere(password, self._organisation, fresh)
        self.run(actions.replace_certificate, order, done=self._done_with)

    def _load(self, password: str) -> None:
        contents = []
        for name, field in (("pkcs12", self.pkcs12), ("root", self.root), ("crl", self.crl)):
            files = field.value()
            if not files:
                self.problem(tr("Choose this file: all three belong together."), name)
                return
            contents.append(files[-1].content)
        pkcs12, root, crl = contents
        order = Brought(pkcs12, password, root, crl)
        self.run(actions.replace_certificate, order, done=self._done_with)

    def _done_with(self, _value: object) -> None:
        OpenedCertificate.of(self.context).forget()
        self.context.toast(tr("The certificate is in order"))

    def _row(self, name: str, row: Labelled) -> None:
        self._rows[name] = row
        self.body.addWidget(self.field(name, row))

    def _chosen(self) -> None:
        what = self.what.value()
        for name in ("pkcs12", "root", "crl"):
            self._rows[name].setVisible(what == BROUGHT)
        self._rows["again"].setVisible(what == FRESH)
        texts = {
            RENEW: tr("Renew Revocation List"),
            NEXT: tr("Make Certificate"),
            FRESH: tr("Make Root and Certificate"),
            BROUGHT: tr("Load Certificate"),
        }
        self.do.setText(texts[what or RENEW])

    def _keep_organisation(self, lines: HeadLines) -> None:
        self._organisation = lines.organisation or lines.desk or "Travel Desk"

    def _show(self, facts: CertificateFacts | None) -> None:
        for at, warning in enumerate(rules.warnings(facts, self.context.clock.today())):
            self.body.insertWidget(at, MessageLine(tr(warning), Level.WARNING))
        if facts is None:
            self.what.set_value(FRESH)
            return
        day = screen_language().day
        known = [
            (tr("Issued to"), facts.subject),
            (tr("Serial"), facts.serial),
            (tr("Valid until"), day(facts.valid_until.astimezone().date())),
            (tr("Revocation list until"), day(facts.crl_until.astimezone().date())),
            (tr("Authority"), tr("This desk's own root") if facts.own else tr("Another authority")),
        ]
        self.body.insertWidget(0, Facts(known))
        if not facts.own:
            self.what.set_value(BROUGHT)
