"""The audit log: the head of its chain now, whether the chain is whole, and a head noted earlier to compare."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, dress, spread, wrapped_label
from ipdesk.gui.theme import MARKS, Tone
from ipdesk.model.text import N_, Message
from ipdesk.operations.audits import Head, Verdict

SEQ_WIDTH: Final = 140
LONGEST_HASH: Final = 64


class AuditCard(Card):
    """Emits `verify_asked` with the head to compare, None for none, and `export_asked`."""

    verify_asked = Signal(object)
    export_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Audit log")))
        self._context = context
        label = context.label
        self.now = wrapped_label("")
        self.last = wrapped_label("", muted=True)
        self.verdict = wrapped_label("")
        self.verdict.hide()
        self.seq, self.hash = QLineEdit(), QLineEdit()
        self.seq.setValidator(QIntValidator(1, 2_147_483_647, self.seq))
        self.hash.setMaxLength(LONGEST_HASH)
        self._seq_row = FieldRow(label(N_("Entry to compare")), self.seq)
        self._seq_row.setFixedWidth(SEQ_WIDTH)
        self._hash_row = FieldRow(label(N_("Hash to compare")), self.hash,
            label(N_("From a backup receipt, or the footer of a document, which shows the first 12 digits. Leave both empty to check the chain alone.")),
        )  # fmt: skip
        self.verify = QPushButton(label(N_("Verify now")))
        self.export = QPushButton(label(N_("Export the log…")))
        for widget in (self.now, self.last, self.verdict):
            self.body.addWidget(widget)
        fields = spread()
        fields.addWidget(self._seq_row, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self._hash_row, 1)
        self.body.addLayout(fields)
        self.body.addLayout(spread(self.verify, self.export, 1))
        self.verify.clicked.connect(self._ask)
        self.export.clicked.connect(self.export_asked)
        for line in (self.seq, self.hash):
            line.textEdited.connect(lambda _text: self._hash_row.restore())

    def show_head(self, head: Head, verified: datetime | None) -> None:
        """Show the head of the chain now, and when it was verified by itself."""
        self.now.setText(
            self._context.say(Message(N_("Now: entry {seq}, head {hash}"), seq=head.seq, hash=head.hash))
        )
        whole = N_("Checked by itself on {at}: the chain is whole.")
        not_yet = N_("Not verified by itself yet; that happens once a day after unlocking.")
        if verified is None:
            self.last.setText(self._context.label(not_yet))
        else:
            said = self._context.say(Message(whole, at=f"{verified:%Y-%m-%d %H:%M}"))
            self.last.setText(f"{MARKS['ok']} {said}")

    def show_verdict(self, verdict: Verdict, noted: Head | None) -> None:
        """Show what verifying found, with everything that is wrong."""
        say = self._context.say
        lines = [
            say(Message(N_("{count} entries, head {hash}"), count=verdict.entries, hash=verdict.head.hash))
        ]
        if noted and verdict.whole:
            lines.append(say(Message(N_("It passes through entry {seq} as noted."), seq=noted.seq)))
        if verdict.purged:
            purged = Message(N_("{count} entries lost their values to purges."), count=verdict.purged)
            lines.append(say(purged))
        lines += [say(each) for each in verdict.problems]
        tone: Tone = "ok" if verdict.whole else "block"
        said = verdict_sentence(verdict)
        dress(self.verdict, "verdict", tone)
        self.verdict.setText("\n".join([f"{MARKS[tone]} {self._context.label(said)}", *lines]))
        self.verdict.show()

    def _ask(self) -> None:
        seq, noted = self.seq.text().strip(), self.hash.text().strip().lower()
        if bool(seq) != bool(noted):
            self._hash_row.tell(
                self._context.label(N_("To compare, give both the entry and its hash.")), "block"
            )
            (self.hash if seq else self.seq).setFocus()
            return
        self.verify_asked.emit(Head(int(seq), noted) if seq else None)


def verdict_sentence(verdict: Verdict) -> str:
    """Return what a verdict comes to, to be put into the reader's language."""
    if verdict.whole:
        return N_("The chain is whole.")
    return N_("The chain is NOT whole. Tell the security auditor.")
