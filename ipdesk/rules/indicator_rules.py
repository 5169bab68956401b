"""What indicators are made of: the named queries over the registers, and how figures come of their rows.

A query yields rows, each with the day of its event or, where it asks how things stand, with none. What a query means is
fixed here; which indicators are made of them, under which names and with which aims, stands in rule files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, get_args

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_
from ipdesk.rules.words import Words

How = Literal["count", "share", "within", "median", "mean", "sum"]
HOWS: Final[tuple[How, ...]] = get_args(How)
HOW_LABELS: Final[Mapping[str, str]] = {
    "count": N_("how many"),
    "share": N_("share in percent"),
    "within": N_("share in percent within so many days"),
    "median": N_("median"),
    "mean": N_("mean"),
    "sum": N_("sum"),
}
TASKS: Final = "tasks"  # kinds of rows that are rules of deadlines
OF_VALUES: Final = frozenset({"within", "median", "mean", "sum"})
Better = Literal["more", "less"]
BETTER: Final[tuple[Better, ...]] = get_args(Better)
Unit = Literal["", "days", "hours", "yuan", "points"]
UNIT_LABELS: Final[Mapping[str, str]] = {
    "days": N_("d"),
    "hours": N_("h"),
    "yuan": N_("yuan"),
    "points": N_("points"),
    "percent": "%",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A named question to a register.

    `dated` queries yield what happened on the days of a period, the others how things stand on its last day. `unit` is that
    of the value that each row carries, "" where it carries none. `kinds` names the field whose options the kind of a row is
    one of, is TASKS, or says nothing where that is a text; `parted` names further fields by which its rows are told. On `bare` queries, the filings and grants themselves, nothing is scored in any
    way; `rights` are parts of those, of which a share may be scored and how many there are may not.
    """

    label: str
    register: str
    dated: bool = True
    unit: Unit = ""
    kinds: str = ""
    bare: bool = False
    rights: bool = False
    years: bool = False
    parted: tuple[str, ...] = ()


def _disclosures(label: str, *, unit: Unit = "", parted: tuple[str, ...] = ()) -> Query:
    return Query(label=label, register="disclosures", unit=unit, kinds="types", parted=parted)


def _patents(label: str, *, dated: bool = True, kinds: str = "kind", bare: bool = False) -> Query:
    return Query(label=label, register="patents", dated=dated, kinds=kinds, bare=bare)


def _rights(label: str, *, dated: bool = True, kinds: str = "kind", years: bool = False) -> Query:
    return Query(label=label, register="patents", dated=dated, kinds=kinds, rights=True, years=years)


def _people(label: str, *, dated: bool = False, unit: Unit = "") -> Query:
    return Query(label=label, register="people", dated=dated, unit=unit, kinds="employment")


def _papers(label: str, *, unit: Unit = "", kinds: str = "kind") -> Query:
    return Query(label=label, register="papers", unit=unit, kinds=kinds)


def _projects(label: str, *, dated: bool = True) -> Query:
    return Query(label=label, register="projects", dated=dated, kinds="project_class")


QUERIES: Final[Mapping[str, Query]] = {
    "disclosures-accepted": _disclosures(N_("Disclosures accepted"), parted=("level",)),
    "disclosures-submitted": _disclosures(
        N_("Disclosures handed in, days since the result was complete"), unit="days"
    ),
    "projects-closing": _projects(N_("Projects that closed or were to end")),
    "projects-disclosed": _projects(N_("Of them: with a disclosure or a signed nil report")),
    "projects-major-started": _projects(N_("Major projects begun")),
    "projects-navigated": _projects(N_("Of them: with a patent navigation")),
    "projects-major": _projects(N_("Major projects running"), dated=False),
    "projects-officered": _projects(N_("Of them: with an IP officer"), dated=False),
    "assessments-decided": Query(
        label=N_("Assessments decided, days since the disclosure was accepted"),
        register="assessments",
        unit="days",
        kinds="outcome",
    ),
    "filings": Query(
        label=N_("Applications filed"),
        register="patents",
        kinds="kind",
        bare=True,
        parted=("route", "jurisdiction"),
    ),
    "filings-gated": _patents(N_("Applications filed that have to be assessed before"), bare=True),
    "filings-assessed": _rights(N_("Of them: with a decision before the filing")),
    "grants": _patents(N_("Rights granted or registered"), bare=True),
    "inventions-final": _rights(N_("Inventions with a final result"), kinds="end_reason"),
    "inventions-granted": _rights(N_("Of them: granted"), kinds="end_reason"),
    "grants-of-age": _rights(N_("Patents granted so many years ago"), years=True),
    "grants-kept": _rights(N_("Of them: in force for so many years"), years=True),
    "inventions-valid": _rights(N_("Inventions in force"), dated=False),
    "inventions-high-value": _patents(N_("Of them: of high value"), dated=False),
    "families-valid": _rights(N_("Families with a right in force"), dated=False),
    "families-abroad": _rights(N_("Of them: with a member abroad"), dated=False),
    "patents-valid": _rights(N_("Patents in force"), dated=False),
    "patents-used": _patents(
        N_("Of them: put into practice, licensed, transferred or contributed"), dated=False
    ),
    "patents-idle": _patents(N_("Patents in force for three years and not put into practice"), dated=False),
    "patents-idle-handled": _patents(
        N_("Of them: handled (offered, entrusted, open, kept for a reason)"), dated=False
    ),
    "deals": _patents(N_("Licences, transfers, contributions and open licences"), kinds="events.event"),
    "recordals-due": _patents(N_("Licences whose three months for recordal ended"), kinds=TASKS),
    "recordals-on-time": _patents(N_("Of them: recorded within three months"), kinds=TASKS),
    "awards-due": _rights(N_("Grants whose three months for the award ended"), kinds=TASKS),
    "awards-on-time": _rights(N_("Of them: award paid within three months"), kinds=TASKS),
    "rights-lost": _patents(
        N_("Rights lost by a term that was missed or a fee not paid"), kinds="end_reason"
    ),
    "outbound-reviews": _patents(N_("Reviews of export and of IP going abroad"), kinds="events.event"),
    "abroad-reviews": Query(
        label=N_("Secrecy reviews before filing abroad decided, days since they were requested"),
        register="patents",
        unit="days",
        kinds="review_decision",
    ),
    "agency-scores": Query(label=N_("Scores given to agencies"), register="patents", unit="points", kinds=""),
    "costs": Query(
        label=N_("Costs of rights"),
        register="patents",
        unit="yuan",
        kinds="costs.funds",
        parted=("costs.what",),
    ),
    "costs-barred": Query(
        label=N_("Costs to be borne by inventors and paid from fiscal funds"),
        register="patents",
        unit="yuan",
        kinds="costs.funds",
    ),
    "deadlines-due": Query(label=N_("Deadlines that fell due"), register="patents", kinds=TASKS),
    "deadlines-met": Query(label=N_("Of them: met"), register="patents", kinds=TASKS),
    "spin-offs": Query(label=N_("People who left to found a company"), register="movements", kinds="kind"),
    "leavers": Query(label=N_("People who left"), register="movements", kinds="kind"),
    "leavers-closed": Query(
        label=N_("Of them: all tasks closed by the last day"), register="movements", kinds="kind"
    ),
    "people-watched": Query(
        label=N_("People in the secrecy cooling-off period"), register="movements", dated=False, kinds="kind"
    ),
    "people-watched-ending": Query(
        label=N_("Of them: ending within ninety days"), register="movements", dated=False, kinds="kind"
    ),
    "people-bound": _people(N_("People who have to sign an agreement")),
    "people-signed": _people(N_("Of them: with a valid agreement")),
    "people-here": _people(N_("People here")),
    "people-ip": _people(N_("Of them: working on IP")),
    "people-joined": _people(N_("People who joined"), dated=True),
    "people-trained": _people(N_("Of them: trained"), dated=True),
    "training": _people(N_("Training attended, hours"), dated=True, unit="hours"),
    "training-sessions": Query(label=N_("Training sessions"), register="people"),
    "training-of-people": _people(
        N_("People here, hours of training in the period"), dated=True, unit="hours"
    ),
    "secrets-recognised": Query(label=N_("Technical secrets recognised"), register="secrets", kinds="kinds"),
    "secrets-proposed": Query(label=N_("Technical secrets proposed"), register="secrets", kinds="kinds"),
    "secrets-waiting": Query(
        label=N_("Technical secrets waiting to be recognised"), register="secrets", dated=False, kinds="kinds"
    ),
    "secrets-kept": Query(label=N_("Technical secrets kept"), register="secrets", dated=False, kinds="kinds"),
    "secrets-overdue": Query(
        label=N_("Of them: review overdue"), register="secrets", dated=False, kinds="kinds"
    ),
    "papers-decided": _papers(
        N_("Reviews before publication decided, days since they were handed in"), unit="days", kinds="verdict"
    ),
    "papers-filed-first": _papers(N_("Papers put off until a filing, which was made")),
    "papers-submitted": _papers(N_("Papers submitted to a venue")),
    "papers-reviewed": _papers(N_("Of them: released before they were submitted")),
    "papers-unreviewed": _papers(N_("Publications found that nobody had reviewed")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure of a report: which rows make it and how, whether it is scored, and the aim.

    `of` and `among` name queries; `among` is the denominator of a share. `within` are the days of that way, `years` those of a
    query that asks for them. `target` is in the unit of the figure: a number, days, or percent.
    One with `today` stands on Today, one with `split` is told by unit, kind and class of project, and what one with `watch`
    finds amiss is an exception of the report.
    """

    code: str
    label: Words
    definition: Words
    how: How
    of: str
    among: str = ""
    within: int | None = None
    years: int | None = None
    scored: bool = False
    better: Better = "more"
    target: Fraction | None = None
    today: bool = False
    split: bool = False
    watch: bool = False
    basis: tuple[Basis, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of its figure, "" for a number of things."""
        if self.how in ("share", "within"):
            return "percent"
        return "" if self.how == "count" else QUERIES[self.of].unit

    @property
    def dated(self) -> bool:
        """Whether it tells what happened in a period; otherwise how things stand at its end."""
        return QUERIES[self.among or self.of].dated


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept:
    """An indicator whose figures come from a register that is not kept here."""

    code: str
    label: Words
    reason: Words
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndicatorList:
    """The indicators of a file in their version, and those whose registers are not kept here."""

    id: str
    version: str
    label: Words
    basis: tuple[Basis, ...]
    indicators: tuple[Indicator, ...]
    not_kept: tuple[NotKept, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None

    @cached_property
    def _by_code(self) -> dict[str, Indicator]:
        return {each.code: each for each in self.indicators}

    def find(self, code: str) -> Indicator | None:
        """Return an indicator by its code, None for one that is not there."""
        return self._by_code.get(code)
