"""What follows from the decision on an assessment: linked drafts are opened, and the disclosure closes with its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ipdesk.model.changes import Changes
from ipdesk.model.errors import Incomplete
from ipdesk.model.record import MARKING_FIELDS
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only, require_within
from ipdesk.operations.records import move_within, read_values
from ipdesk.registers import register
from ipdesk.registers.assessments import Assessment
from ipdesk.registers.disclosures import Disclosure
from ipdesk.store.writing import Held, Writing

ASSESSMENTS: Final = register("assessments")
DISCLOSURES: Final = register("disclosures")
# How a disclosure is said to have ended, by the outcome of its assessment.
ENDS: Final = {
    "file-cn": "patent",
    "file-pct": "patent",
    "defence-patent": "patent",
    "secret-patent": "patent",
    "technical-secret": "secret",
    "register": "registered",
    "publish": "published",
    "release": "released",
    "none": "none",
}
_KINDS: Final = {"defence-patent": "defence", "secret-patent": "secret"}
_PATENTS: Final = ("invention", "utility-model", "design")
_DECLARED: Final = ("declaration_type", "declaration_programme", "declaration_number")
_REGISTERED: Final = ("software", "layout", "variety")


def carry_out(desk: Desk, number: str, *, hand_over: bool = False) -> list[Changes]:
    """Carry out a decision, all in one transaction: open what follows as drafts, close the disclosure, move on.

    A filing order, a technical secret or a release is opened, and with `hand_over` a hand-over to operation. A return
    for a supplement takes the disclosure back to where supplements are added. Raises Incomplete for what is lacking.
    """
    desk.require("add")
    desk.require("move")
    with desk.workspace.write() as writing:
        held = writing.held(ASSESSMENTS, number)
        record = held.record
        assert isinstance(record, Assessment)
        if record.state != "decided":
            raise Incomplete(
                Message(N_("{number} is not decided, or was carried out already."), number=number),
                Message(N_("Record the decision first.")),
            )
        # What a ledger tells was decided before this desk opens nothing: what followed then is linked, or it is decided again.
        opens = record.disclosure if record.checklist else ()
        found = [writing.held(DISCLOSURES, each) for each in opens]
        made = [
            writing.add(register(name), _draft(desk, name, values, record))
            for each in found
            for name, values in _drafts(desk, record, each.record, hand_over=hand_over).items()
        ]
        for each in found:
            made += _end(desk, writing, each, record)
        dated = replace(record, carried_out_on=record.carried_out_on or desk.today())
        if (change := writing.change(ASSESSMENTS, held, dated)) is not None:
            made.append(change)
        made.append(move_within(desk, writing, ASSESSMENTS, writing.held(ASSESSMENTS, number), "carried-out"))
        return made


def follow_ups(record: Assessment) -> tuple[str, ...]:
    """Return the registers in which carrying out a decision opens a draft, a hand-over apart."""
    match record.outcome:
        case "file-cn" | "file-pct" | "defence-patent" | "secret-patent" | "register":
            return ("patents",)
        case "technical-secret":
            return ("secrets",)
        case "release":
            return ("releases",)
        case _:
            return ()


def _drafts(
    desk: Desk, record: Assessment, disclosure: Any, *, hand_over: bool
) -> dict[str, Mapping[str, object]]:
    """Return the values of each draft by its register."""
    makers = {"patents": _filing_order, "secrets": _secret, "releases": _release}
    drafts = {name: makers[name](desk, record, disclosure) for name in follow_ups(record)}
    if hand_over:
        drafts["handovers"] = {}
    return drafts


def _draft(desk: Desk, name: str, values: Mapping[str, object], record: Assessment) -> Any:
    """Return a draft that links to the assessment and its disclosure, under their level; above the limit metadata only."""
    own = register(name)
    common: dict[str, object] = {
        "title": record.title,
        "disclosure": list(record.disclosure),
        "assessment": [record.number],
        **{each: getattr(record, each) for each in MARKING_FIELDS},
    }
    draft = read_values(desk, own, {**common, **values})
    if draft.kept_out:
        named = Message(N_("Defence patent ({number})"), number=record.number)  # its title tells nothing
        common["title"] = desk.translator.say(named)
    if is_metadata_only(draft, desk.workspace.profile.limit):
        draft = read_values(desk, own, common | {each: values[each] for each in ("kind",) if each in values})
    require_within(desk.workspace.profile.limit, draft)
    return draft


def _filing_order(desk: Desk, record: Assessment, disclosure: Disclosure) -> Mapping[str, object]:
    kinds = _REGISTERED if record.outcome == "register" else _PATENTS
    wanted = [each for each in kinds if each in disclosure.types]
    kind = _KINDS.get(record.outcome) or next(iter(wanted), "invention" if kinds is _PATENTS else "software")
    return {
        "kind": kind,
        "projects": list(disclosure.projects),
        "ordered_on": desk.today(),
        "urgent_by": disclosure.urgent_by,
        "countries": disclosure.countries,
        **(_declaration(disclosure) if kind in _PATENTS else {}),
        "applicants": [{"party": row.party, "share": row.share} for row in record.owners],
        "inventors": [
            {"name": row.name, "unit": row.unit, "share": row.share} for row in disclosure.inventors
        ],
    }


def _declaration(disclosure: Disclosure) -> dict[str, object]:
    """Return what is declared of the project that paid, as the disclosure has it."""
    return {
        "funded": disclosure.declaration_needed,
        **{each: getattr(disclosure, each) for each in _DECLARED},
    }


def _secret(desk: Desk, record: Assessment, disclosure: Disclosure) -> Mapping[str, object]:
    # A name that reveals nothing is for people to choose; until they do, the number stands for it.
    return {
        "title": f"{disclosure.number}",
        "unit": disclosure.unit,
        "projects": list(disclosure.projects),
        "since": desk.today(),
        "level": "trade",
        "grade": record.grade or "general",
        "creators": [{"name": row.name, "unit": row.unit} for row in disclosure.inventors],
    }


def _release(desk: Desk, _record: Assessment, disclosure: Disclosure) -> Mapping[str, object]:
    return {
        "transferor": desk.workspace.profile.name,
        "right": "apply",
        "filed": False,
        "transferees": [
            {"name": row.name, "unit": row.unit, "nationality": row.nationality, "share": row.share}
            for row in disclosure.inventors
        ],
    }


def _end(desk: Desk, writing: Writing, held: Held, record: Assessment) -> list[Changes]:
    """Close a disclosure with its outcome, or take it back for a supplement; one that is closed already stays."""
    disclosure = held.record
    assert isinstance(disclosure, Disclosure)
    if disclosure.state != "assessment":
        return []
    if record.outcome == "supplement":
        reason = record.decision_reason or desk.translator.label(N_("To be supplemented"))
        return [move_within(desk, writing, DISCLOSURES, held, "accepted", reason)]
    outcome = "classified" if disclosure.secrecy_result == "classified" else ENDS[record.outcome]
    after = replace(disclosure, outcome=outcome, closed_on=desk.today())
    made = [each for each in (writing.change(DISCLOSURES, held, after),) if each is not None]
    again = writing.held(DISCLOSURES, disclosure.number)
    return [*made, move_within(desk, writing, DISCLOSURES, again, "closed")]
