"""The review form with an annex (审查表附页): what the text check finds in the files under review, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ipdesk.exporting.checked_files import CheckedFile, Settled, TextCheck
from ipdesk.exporting.documents.list_columns import DAY, TEXT, Told, cells_of, columns_of
from ipdesk.exporting.documents.marked_copy import left_out, risks_grid
from ipdesk.exporting.documents.papers import review_form
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import Document, Entry, Grid, Pairs, Prose, Section
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.paper_choices import HANDLINGS

CAUTION: Final = N_(
    "The check finds risks and clears nothing; people decide. It was made when this form was printed, against the records of then. Passages in common with technical secrets are not quoted here."
)
NO_FILE: Final = N_("No file is under review.")
NONE: Final = N_("No risk was found in this file by the check.")


def form_with_findings(
    register: Register, record: Record, findings: Sequence[Finding], translator: Translator, dossier: Dossier
) -> Document:
    """Return the review form with the findings of the text check as an annex on pages of its own."""
    form = review_form(register, record, findings, translator, dossier)
    check = dossier.text_check or TextCheck()
    manifest = str(getattr(record, "manifest", ""))
    return replace(form, sections=(*form.sections, *_annex(check, manifest, translator)))


def _annex(check: TextCheck, manifest: str, translator: Translator) -> Iterator[Section]:
    label = translator.label
    title = label(N_("Annex: findings of the text check"))
    yield Prose(title=title, text=label(CAUTION), fresh=True)
    if manifest:
        entry = Entry(label(N_("Digest of the files under review")), manifest)
        yield Pairs(title="", entries=(entry,), columns=1)
    if not check.files:
        yield Prose(title="", text=label(NO_FILE), lines=0)
    for number, each in enumerate(check.files, 1):
        yield from _file(number, each, translator)
    if check.settled:
        yield _settled(check.settled, translator)
    unread = tuple(
        Message(N_("{file}: {what}"), file=each.name, what=left)
        for each in check.files
        for left in each.unread
    )
    title = label(N_("Not read, and not compared"))
    yield from left_out(title, unread, check.not_compared, translator)


def _file(number: int, file: CheckedFile, translator: Translator) -> Iterator[Section]:
    """Yield a file under review with its digest and its risks, or why it was not checked."""
    label, say = translator.label, translator.say
    title = say(Message(N_("File {number}: {name}"), number=number, name=file.name))
    compared = say(Message(N_("{count} protected texts"), count=file.compared))
    entries = [Entry(label(N_("SHA-256")), file.sha256 or "—")]
    if file.refused is None:
        entries.append(Entry(label(N_("Compared with")), compared))
    yield Pairs(title=title, entries=tuple(entries), columns=1)
    if file.refused is not None:
        yield Prose(title="", text=say(file.refused), lines=0)
    elif file.risks:
        yield risks_grid("", file.risks, translator)
    else:
        yield Prose(title="", text=label(NONE), lines=0)


def _settled(rows: Sequence[Settled], translator: Translator) -> Grid:
    told: tuple[Told[Settled], ...] = (
        Told(N_("Kind of the finding"), lambda row: row.kind, replace(TEXT, least=14)),
        Told(N_("What is done about it"), lambda row: translator.label(option_label(HANDLINGS, row.answer))),
        Told(N_("Reason"), lambda row: row.reason, replace(TEXT, form="prose", least=20)),
        Told(N_("Decided by"), lambda row: row.by),
        Told(N_("Handled on"), lambda row: row.on, DAY),
    )
    title = translator.label(N_("Decided before, and not found any more"))
    return Grid(title=title, columns=columns_of(told, translator), rows=cells_of(rows, told))
