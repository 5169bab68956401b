"""A workspace of random records in every register that figures are counted from, with the gaps and contradictions that real ones have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register

FIRST: Final = date(2024, 11, 20)
SPAN: Final = 560  # days, up to some weeks after the day on which the tests stand
EDGES: Final = tuple(map(date.fromisoformat, (
    "2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01", "2025-06-30", "2025-12-31", "2026-01-01", "2026-03-05",
)))  # fmt: skip
UNITS: Final = ("", "一室", "二室", "三室")
STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "projects": ("planned", "running", "suspended", "closing", "closed"),
    "disclosures": ("draft", "submitted", "accepted", "assessment", "closed"),
    "patents": ("ordered", "filed", "granted", "granted", "granted", "ended", "dropped"),
    "people": ("active", "active", "active", "away", "left"),
    "movements": ("open", "closed", "cancelled"),
    "agreements": ("drafted", "sent", "in-force", "in-force", "in-force", "ended"),
    "secrets": ("proposed", "recognised", "released"),
    "papers": ("review", "approved", "published"),
    "assessments": ("scoring", "decided"),
}
EVENTS: Final = (
    "licence", "licence-recorded", "transferred", "equity", "open-licence", "implemented", "first-used", "posted", "entrusted",
    "kept-for-reason", "posted", "restored", "fee-paid", "award-paid", "outbound-reviewed", "exam-requested",
)  # fmt: skip


class Source:
    """Draws values for records from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def day(self, missing: float = 0.2, since: date = FIRST, span: int = SPAN) -> str | None:
        """Return a day as text, at times the edge of a quarter, or None."""
        if self.random.random() < missing:
            return None
        if self.random.random() < 0.2:
            return self.random.choice(EDGES).isoformat()
        return (since + timedelta(self.random.randrange(span))).isoformat()

    def long_ago(self, missing: float = 0.2) -> str | None:
        """Return a day of the last twelve years, at times 29 February."""
        if self.random.random() < 0.1:
            return self.random.choice(("2016-02-29", "2020-02-29"))
        return self.day(missing, date(2014, 3, 1), 4400)

    def of(self, *options: str) -> str:
        """Return one of some words."""
        return self.random.choice(options)

    def some(self, names: list[str], most: int = 2) -> list[str]:
        """Return a few of some numbers, or none."""
        return self.random.sample(names, min(len(names), self.random.randrange(most + 1)))

    def flag(self) -> bool | None:
        """Return yes, no, or nothing."""
        return self.random.choice((True, False, None))

    def rows(self, most: int, make: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
        """Return a few child rows."""
        return [make() for _ in range(self.random.randrange(most + 1))]


MANY: Final = {"patents": 110}  # of which the rarer figures are made


def furnish(desk: Desk, seed: int, each: int = 45) -> None:
    """Put random records into a desk, so many of most registers, some of them withdrawn and some sealed."""
    source = Source(seed)
    made: dict[str, list[str]] = {}
    for name, make in MAKERS.items():
        many = [{"level": "internal", **make(source, made)} for _ in range(MANY.get(name, each))]
        plain = [{key: value for key, value in one.items() if value is not None} for one in many]
        made[name] = [one.number for one in records.add(desk, register(name), plain)]
    with desk.workspace.write() as writing:
        for name, states in STATES.items():
            for number in made[name]:
                state = "withdrawn" if source.random.random() < 0.06 else source.of(*states)
                sealed = source.random.random() < 0.06
                writing.db.execute(
                    "update entries set state = ?, sealed = ? where register = ? and number = ?",
                    [state, sealed, name, number],
                )
        writing.note("furnished", {})


Made = dict[str, list[str]]


def _project(source: Source, _: Made) -> dict[str, Any]:
    return {
        "number": f"KY-{source.random.randrange(10**9)}",
        "title": "项目",
        "unit": source.of(*UNITS),
        "project_class": source.of("", "local", "defence", "enterprise"),
        "major": source.flag(),
        "ip_officer": source.of("", "周岚"),
        "started": source.day(0.1, date(2024, 1, 1)),
        "ends": source.day(0.1),
        "closed_on": source.day(0.7),
        "navigation_on": source.day(0.5),
        "nil_reports": source.rows(
            1, lambda: {"reported_by": source.of("", "钱进"), "signed_on": source.day(0.3)}
        ),
    }


def _disclosure(source: Source, made: Made) -> dict[str, Any]:
    submitted = source.day(0.2)
    shortly = date.fromisoformat(submitted) - timedelta(source.random.randrange(60)) if submitted else None
    return {
        "title": "成果",
        "unit": source.of(*UNITS),
        "types": source.random.sample(["invention", "software", "design"], source.random.randrange(3)),
        "project_class": source.of("", "", "local"),
        "completed": shortly.isoformat() if shortly and source.flag() else source.day(0.2),
        "submitted": submitted,
        "received_on": source.day(0.4),
        "complete_on": source.day(0.4),
        "projects": source.some(made["projects"]),
    }


def _assessment(source: Source, made: Made) -> dict[str, Any]:
    return {
        "title": "评估",
        "unit": source.of(*UNITS),
        "opened_on": source.day(0.3),
        "decided_on": source.day(0.2),
        "outcome": source.of("", "file-cn", "file-pct", "register", "technical-secret", "publish"),
        "disclosure": source.some(made["disclosures"], 1),
    }


def answers(source: Source, granted: str | None) -> list[dict[str, Any]]:
    """Return an award and a recordal about as long after what they answer as they may take."""
    licensed, found = source.day(0.5), []
    for event, begun in (("award-paid", granted), ("licence-recorded", licensed)):
        if begun:
            day = date.fromisoformat(begun) + timedelta(source.random.randrange(60, 110))
            found.append({"event": event, "day": day.isoformat(), "ref": "HT1"})
    if licensed:
        found.append({"event": "licence", "day": licensed, "ref": "HT1"})
    return found


def _patent(source: Source, made: Made) -> dict[str, Any]:
    ago = source.long_ago if source.random.random() < 0.6 else source.day
    number = f"20{source.random.randrange(14, 26)}1{source.random.randrange(10**7):07}.X"
    earlier = source.some(made.get("numbers", []), 1)
    made.setdefault("numbers", []).append(number)
    granted, events = ago(0.4), source.random.choice((EVENTS, EVENTS, ("posted", "kept-for-reason")))
    return {
        "title": "权利",
        "kind": source.of("invention", "invention", "invention", "utility-model", "design", "pct", "foreign", "software", "trademark"),
        "jurisdiction": source.of("", "", "CN", "US"),
        "application_number": number,
        "priorities": [{"number": each} for each in earlier],
        "filed_on": ago(0.1),
        "route": source.of("", "", "direct", "paris", "pct"),
        "priority_on": source.day(0.7),
        "review_requested_on": source.day(0.4),
        "review_decided_on": source.day(0.4),
        "review_decision": source.of("", "cleared", "barred", "exempt"),
        "granted_on": granted,
        "ended_on": source.day(0.7 if events is EVENTS else 1.0),
        "end_reason": source.of("", "unpaid", "expired", "refused", "retracted", "deemed-withdrawn"),
        "disclosure": source.some(made["disclosures"], 1),
        "assessment": source.some(made["assessments"], 3),
        "projects": source.some(made["projects"]),
        "high_value": source.random.sample(["strategic", "award"], source.random.randrange(2)),
        "agency": source.of("甲所", "乙所"),
        "inventors": source.rows(2, lambda: {"name": source.of("单雨桐", "钱进"), "unit": source.of(*UNITS)}),
        "events": [
            *source.rows(4, lambda: {"event": source.of(*events), "day": source.day(0.15)}),
            *(answers(source, granted) if events is EVENTS else ()),
        ],
        "costs": source.rows(2, lambda: {
            "what": source.of("", "filing", "maintenance"), "day": source.day(), "amount": source.of("100", "0.05", "1234.56"),
            "payer": source.of("", "laboratory", "researcher"), "funds": source.of("", "fiscal", "own"),
        }),
        "agency_scores": source.rows(2, lambda: {"day": source.day(), **{
            name: source.of("70", "85.5", "100") for name in ("drafting", "replies", "cost") if source.flag()
        }}),
    }  # fmt: skip


def _person(source: Source, _: Made) -> dict[str, Any]:
    return {
        "number": f"A{source.random.randrange(10**9)}",
        "name": source.of("单雨桐", "钱进", "林晚"),
        "unit": source.of(*UNITS),
        "employment": source.of("permanent", "student", "visiting", "external"),
        "joined": source.day(0.1),
        "left_on": source.day(0.7),
        "ip_since": source.day(0.5),
        "training": source.rows(
            3,
            lambda: {
                "day": source.day(),
                "hours": source.random.choice((None, 2, 8)),
                "topic": source.of("", "保密", "Patents", "patents "),
            },
        ),
    }


def _agreement(source: Source, made: Made) -> dict[str, Any]:
    return {
        "name": "单雨桐",
        "kind": source.of("joiner", "student", "visiting", "secrecy"),
        "person": source.some(made["people"], 1),
        "effective_on": source.day(0.1),
        "expires_on": source.day(0.7),
        "ended_on": source.day(0.8),
    }


def _movement(source: Source, made: Made) -> dict[str, Any]:
    return {
        "name": "单雨桐",
        "kind": source.of("leaving", "graduation", "spin-off", "joining"),
        "person": source.some(made["people"], 1),
        "day": source.day(0.1),
        "closed_on": source.day(0.4),
        "cooling_from": source.day(0.4),
        "cooling_until": source.day(0.3),
    }


def _secret(source: Source, made: Made) -> dict[str, Any]:
    return {
        "title": "秘密",
        "level": "trade",
        "grade": "general",
        "unit": source.of(*UNITS),
        "proposed_on": source.day(0.2),
        "recognised_on": source.day(0.2),
        "released_on": source.day(0.7),
        "reviews": source.rows(2, lambda: {"day": source.day(0.1)}),
        "projects": source.some(made["projects"], 1),
    }


def _paper(source: Source, made: Made) -> dict[str, Any]:
    return {
        "title": "论文",
        "kind": source.of("journal", "thesis"),
        "verdict": source.of("", "approve", "limited", "reject"),
        "deferred_patents": source.some(made["patents"]),
        "decided_on": source.day(0.3),
        "declared_on": source.day(0.3),
        "submitted_on": source.day(0.3),
        "abstract_on": source.day(0.8),
        "online_on": source.day(0.6),
        "published_on": source.day(0.5),
        "found_later": source.flag(),
        "authors": source.rows(2, lambda: {"name": "钱进", "unit": source.of(*UNITS)}),
        "projects": source.some(made["projects"], 1),
    }


MAKERS: Final[Mapping[str, Callable[[Source, Made], dict[str, Any]]]] = {
    "projects": _project,
    "disclosures": _disclosure,
    "assessments": _assessment,
    "people": _person,
    "agreements": _agreement,
    "movements": _movement,
    "patents": _patent,
    "secrets": _secret,
    "papers": _paper,
}
