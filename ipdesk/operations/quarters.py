"""Closed quarters and years: what each told, its stamp, and its corrections.

A closed period keeps all that it told, in both languages, under one stamp, and is written again from that alone. What was
entered late stands beside it until somebody takes it over as a numbered correction with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.quarter_content import (
    COUNTS,
    Correction,
    QuarterContent,
    Version,
    plain_head,
    plain_rows,
    read_content,
)
from ipdesk.exporting.quarter_corrections import differences
from ipdesk.model.collecting import uncollected
from ipdesk.model.errors import Incomplete, NotFound, Refused, Stale
from ipdesk.model.progress import Step, no_step
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import stamp_kept
from ipdesk.operations.period_content import content_now
from ipdesk.operations.quarter_sheets import EXCEPTIONS
from ipdesk.store import exports
from ipdesk.store import quarters as store
from ipdesk.store.quarters import Closing

LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Closed:
    """A version of a closed period: what it told, but for what is gone by now, and the stamp it bears while nothing is."""

    content: QuarterContent
    stamp: Stamp
    closing: Closing

    @property
    def gone(self) -> int:
        """How many rows and words of it were erased or are withheld by now."""
        return self.content.gone


def closings(desk: Desk, period: ReportPeriod | None = None) -> list[Closing]:
    """Return the versions of a period in their order, or of all closed periods, the latest first."""
    desk.require("read")
    return store.closings(desk.workspace.db, period.code if period else "")


@uncollected()
def close_period(desk: Desk, period: ReportPeriod, reason: str = "", step: Step = no_step) -> Closed:
    """Close a period that is over, or close it again as a numbered correction with a reason.

    Raises Refused for a period that is not over, or one in which nothing changed, Incomplete for a correction without a reason,
    and Stale where it was closed by somebody else meanwhile.
    """
    desk.require("export")
    if not period.is_over(desk.today()):
        raise Refused(
            Message(N_("{period} is not over yet."), period=period.name()),
            Message(N_("Close it after its last day; until then its figures are told live.")),
        )
    before = store.closings(desk.workspace.db, period.code)
    if before and not reason.strip():
        raise Incomplete(
            Message(N_("A correction needs a reason.")),
            Message(N_("Say why the figures differ from those that were handed in.")),
        )
    found = {language: content_now(desk, period, language, step=step) for language in LANGUAGES}
    changes = {language: _changes(desk, before, made) for language, made in found.items()}
    if before and not any(changes.values()):
        raise Refused(
            Message(N_("No figure of {period} has changed since it was closed."), period=period.name()),
            Message(N_("What was handed in still holds; no correction is needed.")),
        )
    return _keep(desk, period, found, changes, before, reason.strip())


def _keep(
    desk: Desk,
    period: ReportPeriod,
    found: Mapping[str, QuarterContent],
    changes: Mapping[str, tuple[Correction, ...]],
    before: Sequence[Closing],
    reason: str,
) -> Closed:
    entries = tuple(sorted({row.entry for sheet in found["zh"].sheets for row in sheet.rows if row.entry}))
    leaving = exports.Leaving(
        kind="quarter", register="", file=period.code, document="quarter", entries=entries
    )
    with desk.workspace.write() as writing:
        if store.closings(writing.db, period.code) != list(before):
            raise Stale(
                Message(N_("{period} was closed by somebody else meanwhile."), period=period.name()),
                Message(
                    N_("Look at what was kept; close it again with a reason if the figures have changed.")
                ),
            )
        logged = exports.log(writing, leaving)
        stamp = f"{desk.workspace.profile.code}-{logged.serial:06}"
        day = datetime.fromisoformat(writing.at).astimezone().date().isoformat()
        made = {}
        for language, content in found.items():
            version = Version(
                number=len(before),
                reason=reason,
                by=writing.actor,
                day=day,
                serial=stamp,
                changes=changes[language],
            )
            made[language] = replace(content, versions=(*_versions(desk, before, language), version))
        closing = store.close(
            writing,
            period.code,
            reason,
            logged.serial,
            {language: plain_head(content) for language, content in made.items()},
            ((language, *row) for language, content in made.items() for row in plain_rows(content)),
        )
    return closed(desk, period, closing.number)


def _versions(desk: Desk, before: Sequence[Closing], language: str) -> tuple[Version, ...]:
    return _head(desk, before[-1], language).versions if before else ()


def _changes(desk: Desk, before: Sequence[Closing], made: QuarterContent) -> tuple[Correction, ...]:
    if not before:
        return ()
    translator = desk.translator.to(made.language)
    words = {name: translator.label(label) for name, label in (made.spans | COUNTS).items()}
    return differences(_head(desk, before[-1], made.language), made, words, translator)


def closed(
    desk: Desk, period: ReportPeriod, number: int | None = None, language: str = "zh", *, rows: bool = True
) -> Closed:
    """Return a version of a closed period, by default the last one; without `rows`, of these the exceptions alone. Raises NotFound."""
    desk.require("read")
    held = store.closings(desk.workspace.db, period.code)
    chosen = [each for each in held if number is None or each.number == number]
    if not chosen:
        raise NotFound(
            Message(N_("{period} was not closed."), period=period.name())
            if number is None or not held
            else Message(N_("{period} has no correction {number}."), period=period.name(), number=number),
            Message(N_("“ipdesk report closed” lists what was closed, with its corrections.")),
        )
    return _read(desk, chosen[-1], language, "" if rows else EXCEPTIONS)


def _head(desk: Desk, closing: Closing, language: str) -> QuarterContent:
    """Return what a version told but for its rows."""
    head = store.head_of(desk.workspace.db, closing.id, language)
    assert head is not None  # both languages are kept
    return read_content(head, ())


def _read(desk: Desk, closing: Closing, language: str, only: str) -> Closed:
    db = desk.workspace.db
    head = store.head_of(db, closing.id, language)
    assert head is not None
    rows, gone = store.rows_of(db, closing.id, language, only)
    content = read_content(head, rows)
    content = replace(content, gone=content.gone + gone)
    return Closed(content, stamp_kept(desk, closing.serial), closing)


def late_changes(
    desk: Desk, period: ReportPeriod, language: str = "zh", step: Step = no_step
) -> tuple[Correction, ...]:
    """Return which figures of a closed period are others by now, so that a correction may be due; none of one still open."""
    desk.require("read")
    before = store.closings(desk.workspace.db, period.code)
    return (
        _changes(desk, before, content_now(desk, period, language, step=step, rows=False)) if before else ()
    )


def is_closed(desk: Desk, period: ReportPeriod) -> bool:
    """Say whether a period was closed."""
    desk.require("read")
    return bool(store.closings(desk.workspace.db, period.code))
