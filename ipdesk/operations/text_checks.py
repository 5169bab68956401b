"""The text check of all files under review, for the annex of the review form: run when it is printed, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.checked_files import CheckedFile, CopyRisk, Settled, TextCheck
from ipdesk.exporting.dossiers import Cited, Dossier
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import option_label
from ipdesk.model.record import marking_of
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.contents import linked_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.holdings import SECRETS, holdings
from ipdesk.operations.lexicons import family_labels
from ipdesk.operations.marked_copies import named_records, numbered
from ipdesk.operations.reviews import PAPERS, Review, check_attached, said_unread
from ipdesk.registers import REGISTERS
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.registers.paper_manifest import under_review
from ipdesk.screening.risk_labels import kind_label
from ipdesk.screening.risks import Risk
from ipdesk.store import attachments, records

NOT_ATTACHED: Final = N_("This file is not attached to the review, so it was not checked.")
ANSWERED: Final = N_("{answer}: {reason} ({by}, {day})")


def with_text_check(desk: Desk, paper: Any, dossier: object, translator: Translator) -> Dossier:
    """Return the dossier of a review with what the check finds now in its files, and with the records that are named there."""
    desk.require("read")
    assert isinstance(dossier, Dossier)  # a programming error, never data: no other document is checked
    reviews = dict(checked_files(desk, paper))
    found = [risk for each in reviews.values() if isinstance(each, Review) for risk in each.risks]
    whole = all(isinstance(each, Review) for each in reviews.values())
    cited = {each.linked.record.id for each in dossier.cited} | {paper.id}
    named = [each for each in named_records(desk, found) if each.id not in cited]
    check = TextCheck(
        files=tuple(_file(desk, paper, row, reviews[row], translator) for row in reviews),
        settled=tuple(_settled(desk, paper, found, translator)) if whole else (),
        not_compared=tuple((each.number, each.reason) for each in holdings(desk).uncompared),
    )
    more = tuple(Cited(linked_of(desk, _register_of(each), each), {}) for each in named)
    return replace(dossier, cited=(*dossier.cited, *more), text_check=check)


def checked_files(desk: Desk, paper: Any) -> Iterator[tuple[Any, Review | Message]]:
    """Yield the rows of the files under review, each with what its check finds, or why there is none."""
    entry = records.entry_id(desk.workspace.db, PAPERS, paper.number)
    names = {each.sha256: each.name for each in attachments.listed(desk.workspace.db, entry)}
    for row in under_review(paper):
        if (name := names.get(row.sha256.strip().lower())) is None:
            yield row, Message(NOT_ATTACHED)
            continue
        try:
            yield row, check_attached(desk, paper.number, name)
        except Refused as refused:
            yield row, refused.what


def _file(desk: Desk, paper: Any, row: Any, review: Review | Message, translator: Translator) -> CheckedFile:
    if not isinstance(review, Review):
        return CheckedFile(name=row.name, sha256=row.sha256, refused=review)
    marked = next((each for each in review.risks if each.kind == "state-marking"), None)
    if marked is not None:  # nothing of it may be quoted
        return CheckedFile(name=row.name, sha256=review.manuscript.sha256, refused=marked.reason)
    rows = {each.key: each for each in paper.handled if each.answer}
    return CheckedFile(
        name=row.name,
        sha256=review.manuscript.sha256,
        risks=tuple(_quotable(desk, each, rows, translator) for each in numbered(desk, review, translator)),
        compared=review.compared,
        unread=tuple(said_unread(review, each) for each in review.unread),
    )


def _quotable(desk: Desk, each: CopyRisk, rows: Mapping[str, Any], translator: Translator) -> CopyRisk:
    """Return a risk as the form may tell it: no passage of a record, and none in common with a technical secret."""
    risk = each.risk
    named = named_records(desk, [risk])
    closed = risk.register == SECRETS.name or any(marking_of(of).handling.startswith("trade") for of in named)
    answer = rows.get(risk.key)
    return replace(
        each,
        risk=replace(risk, text="") if closed else risk,
        theirs="",
        decided=_answered(answer, translator) if answer is not None else "",
    )


def _answered(row: Any, translator: Translator) -> str:
    """Return how a finding was answered: what, why, by whom and when."""
    answer = Message(option_label(HANDLINGS, row.answer))
    told = {"answer": answer, "reason": row.reason, "by": row.by, "day": row.on or "—"}
    return translator.say(Message(ANSWERED, **told))


def _settled(desk: Desk, paper: Any, found: list[Risk], translator: Translator) -> Iterator[Settled]:
    keys, families = {each.key for each in found}, family_labels(desk)
    for row in paper.handled:
        if row.answer and row.key not in keys:
            kind = translator.say(kind_label(row.kind, families))
            yield Settled(kind=kind, answer=row.answer, reason=row.reason, by=row.by, on=row.on)


def _register_of(record: Any) -> Any:
    return next(each for each in REGISTERS if isinstance(record, each.record))
