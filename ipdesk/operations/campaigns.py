"""Agreements to be signed anew: whose agreement in force no longer fits, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from ipdesk.model.errors import NotFound
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import template_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.duties import Standing, agreement_for, standings
from ipdesk.registers.duties import WAITING, Signed
from ipdesk.registers.person_choices import BASIC
from ipdesk.rules.clause_files import NAMES
from ipdesk.store import campaigns

Code = Literal["post", "unit", "employment", "kind", "template", "expiry", "project"]
REASONS: Final[dict[Code, str]] = {
    "kind": N_("Another kind is needed"),
    "employment": N_("Employment kind changed"),
    "post": N_("Post changed"),
    "unit": N_("Unit changed"),
    "template": N_("Template changed"),
    "expiry": N_("Expires"),
    "project": N_("Project without agreement"),
}
DAYS: Final = 30  # ahead of an expiry, practice


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an agreement is to be signed anew: what it was drafted with, and what is so now; codes, texts or days."""

    code: Code
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Resigning:
    """Somebody who is to sign anew: the agreement in force, "" where only one on a project lacks, and the reasons."""

    number: str
    name: str
    unit: str
    agreement: str
    kind: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Campaign:
    """Who is to sign anew, how many for each reason, and for how many a new agreement is on its way already."""

    people: tuple[Resigning, ...]
    counts: Mapping[Code, int]
    under_way: int


def template_versions(desk: Desk) -> tuple[str, ...]:
    """Return the versions of templates by which agreements in force were drafted, the oldest first."""
    desk.require("read")
    return tuple(dict.fromkeys(each.version for each in campaigns.versions(desk.workspace.db)))


def campaign(desk: Desk, *, since: str = "", days: int = DAYS, projects: bool = False) -> Campaign:
    """Return everybody here whose agreement in force no longer fits, by number.

    It does not fit where post, unit or kind of employment are others than it was drafted with, where another kind is
    signed now, where it was drafted by another text than the one that holds, or where it expires within so many days.
    With `since`, only what was drafted by versions older than this one counts as another text; with `projects`, members
    of projects under way who have no agreement on it count too. Raises NotFound for a version that nobody has signed.
    """
    desk.require("read")
    old = _outdated(desk, since)
    kind_for, horizon = agreement_for(desk), desk.today() + timedelta(days=days)
    lacking = defaultdict(list)
    if projects:
        for person, number in campaigns.memberships(desk.workspace.db, desk.today()):
            lacking[person].append(number)
    people, under_way = [], 0
    for each in standings(desk):
        if not each.line.is_here(desk.today()):
            continue
        held, on_its_way = _basic(each, desk.today())
        found = list(_reasons(each, held, kind_for, old, horizon)) if held else []
        if found and on_its_way:
            under_way, found = under_way + 1, []
        found += [Reason("project", "", number) for number in lacking[each.line.id]]
        if found:
            kind = kind_for(each.line.employment)
            people.append(
                Resigning(each.line.number, each.line.name, each.line.unit, held.number if held else "", kind, tuple(found))
            )  # fmt: skip
    counts = Counter(code for each in people for code in {reason.code for reason in each.reasons})
    return Campaign(tuple(people), {code: counts[code] for code in REASONS if counts[code]}, under_way)


def _outdated(desk: Desk, since: str) -> Mapping[str, tuple[str, str]]:
    """Return by digest the versions of agreements in force that are others than the one that holds, with the one that does."""
    found = campaigns.versions(desk.workspace.db)
    first = {each.kind: each.first for each in reversed(found) if each.version == since}
    if since and not first:
        raise NotFound(
            Message(N_("No agreement in force was drafted by version {version}."), version=since),
            Message(N_("Choose one of: {options}."), options=list(dict.fromkeys(each.version for each in found))),
        )  # fmt: skip
    old = {}
    for each in found:
        if each.kind not in NAMES or (since and each.first >= first.get(each.kind, "")):
            continue
        template, digest = template_in_force(desk, each.kind)
        if each.digest != digest:
            old[each.digest] = (each.version, template.version)
    return old


def _basic(standing: Standing, today: date) -> tuple[Signed | None, bool]:
    """Return the basic agreement that holds, and whether another is on its way."""
    basic = [each for each in standing.agreements if each.kind in BASIC]
    held = next((each for each in basic if each.holds(today)), None)
    return held, any(each.state in WAITING for each in basic)


def _reasons(
    standing: Standing,
    held: Signed,
    kind_for: Callable[[str], str],
    old: Mapping[str, tuple[str, str]],
    horizon: date,
) -> Iterator[Reason]:
    line = standing.line
    kind = kind_for(line.employment)
    if kind and kind != held.kind:
        yield Reason("kind", held.kind, kind)
    # What an agreement does not say, as one taken over from a ledger, is no change.
    pairs: tuple[tuple[Code, str, str], ...] = (
        ("employment", held.employment, line.employment),
        ("post", held.post, line.post),
        ("unit", held.unit, line.unit),
    )
    for code, before, after in pairs:
        if before and after and folded(before) != folded(after):
            yield Reason(code, before, after)
    if held.template in old:
        yield Reason("template", *old[held.template])
    if held.expires_on is not None and held.expires_on <= horizon:
        yield Reason("expiry", held.expires_on.isoformat(), "")
