"""What stands in the rule book of deadlines and in the calendar, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.calendars import DaysOff, Year
from ipdesk.rules.deadline_events import EVENTS, KIND_LABELS, ORIGINS, WAITS_FOR
from ipdesk.rules.deadline_files import DeadlineRules
from ipdesk.rules.deadline_rules import Base, Example, Roll, Rule, Term
from ipdesk.rules.parts import Part

BASES: Final[dict[Base, str]] = {
    "event": N_("the event"),
    "receipt": N_("its receipt"),
    "filing": N_("actual filing"),
    "priority": N_("priority, else filing"),
}
ROLLS: Final[dict[Roll, str]] = {
    "none": N_("stays"),
    "office": N_("next working day"),
    "foreign": N_("check local holidays"),
}
BETWEEN: Final = {"zh": "、", "en": ", "}


def deadline_parts(made: DeadlineRules, translator: Translator) -> tuple[Part, ...]:
    """Return the rules of a file; cells are task, scope, trigger, term, last day off, clearing, checked and basis."""
    return tuple(_rule(rule, translator) for rule in made.rules)


def _rule(rule: Rule, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    name = rule.label.said(language)
    trigger = f"{events_said(rule.trigger, translator)} · {label(BASES[rule.term.base])}"
    sources = "; ".join(show_basis(each, translator) for each in rule.basis)
    checked = rule.checked_on.isoformat() if rule.checked_on else ""
    scope, term = scope_said(rule, translator), terms_said(rule, translator)
    cells = (
        name, scope, trigger, term, label(ROLLS[rule.roll]), events_said(rule.cleared_by, translator), checked,
        sources,
    )  # fmt: skip
    lines = [
        f"{name} ({rule.id})",
        rule.act.said(language),
        rule.note.said(language),
        f"{scope} · {trigger} · {term} · {label(ROLLS[rule.roll])}",
        f"{sources} · {checked}",
        *(_example(each, translator) for each in rule.examples),
    ]
    return Part(rule.id, "", cells, tuple(line for line in lines if line), label(WAITS_FOR[rule.waits_for]))


def scope_said(rule: Rule, translator: Translator) -> str:
    """Return for which rights a rule holds, in words."""
    kinds = [translator.label(KIND_LABELS[kind]) for kind in rule.kinds]
    origins = [translator.label(ORIGINS[origin]) for origin in rule.origins]
    parts = (*rule.jurisdictions, *kinds, *origins, *rule.places)
    return BETWEEN[translator.language].join(parts) or translator.label(N_("all"))


def events_said(kinds: Sequence[str], translator: Translator) -> str:
    """Return events in words."""
    return BETWEEN[translator.language].join(translator.label(EVENTS[kind]) for kind in kinds)


def terms_said(rule: Rule, translator: Translator) -> str:
    """Return the terms of a rule in words, such as “3 y”."""
    if rule.recurs is not None:
        every = N_("every {years} y, up to {last} y")
        said = translator.say(Message(every, years=rule.recurs.every, last=rule.recurs.last))
    else:
        said = latest_said(rule, translator)
    if rule.grace is not None:
        grace = Message(N_("{months} m of grace"), months=len(rule.grace.percent))
        said = f"{said} + {translator.say(grace)}"
    return said


def latest_said(rule: Rule, translator: Translator) -> str:
    """Return the term of a rule in words, or that the latest of several counts."""
    if rule.is_set_by_notice:
        return translator.label(N_("as the notice sets"))
    first = term_said(rule.term, translator)
    if not rule.later_of:
        return first
    terms = [first, *(_counted_elsewhere(term, rule.term, translator) for term in rule.later_of)]
    return translator.say(Message(N_("the later of {terms}"), terms=terms))


def _counted_elsewhere(term: Term, first: Term, translator: Translator) -> str:
    """Return a term in words, with what it is counted from where that is not what the first one is counted from."""
    said = term_said(term, translator)
    if (term.base, term.event) == (first.base, first.event):
        return said
    text = N_("{term} from the receipt ({base})") if term.base == "receipt" else N_("{term} from {base}")
    base = EVENTS[term.event] if term.event else BASES[term.base]
    return translator.say(Message(text, term=said, base=Message(base)))


def term_said(term: Term, translator: Translator) -> str:
    """Return a term in words."""
    parts = (
        (term.years, N_("{count} y")),
        (term.months, N_("{count} m")),
        (term.days, N_("{count} d")),
        (term.working_days, N_("{count} working days")),
    )
    said = [translator.say(Message(text, count=count)) for count, text in parts if count]
    return " ".join(said) or translator.label(N_("the day itself"))


def _example(example: Example, translator: Translator) -> str:
    said = example.counting.said(translator.language)
    if not example.present:
        return translator.say(Message(N_("Example: {counting} No task."), counting=said))
    days = dict.fromkeys((example.nominal, example.operative, example.safe))
    shown = " → ".join(day.isoformat() for day in days if day is not None)
    return translator.say(Message(N_("Example: {counting} ({days})"), counting=said, days=shown))


def calendar_parts(made: DaysOff, translator: Translator) -> tuple[Part, ...]:
    """Return the days off of each year, the latest first; cells are year, name, first and last day, worked days, basis."""
    return tuple(
        part for year in sorted(made.years, key=lambda each: -each.year) for part in _year(year, translator)
    )


def _year(year: Year, translator: Translator) -> Iterable[Part]:
    sources = "; ".join(show_basis(each, translator) for each in year.basis)
    worked = " ".join(f"{day:%m-%d}" for day in year.worked)
    for place, (first, last, name) in enumerate(year.off):
        cells = (
            str(year.year),
            name,
            first.isoformat(),
            last.isoformat(),
            worked if place == 0 else "",
            sources if place == 0 else "",
        )
        days = (last - first) // timedelta(days=1) + 1
        lines = (f"{name}: {first} – {last} ({days})", worked, sources)
        yield Part(f"{first}", str(year.year), cells, lines)


def plain_deadlines(made: DeadlineRules, language: str) -> dict[str, Any]:
    """Return deadline rules as JSON values in a language."""
    return {"rules": [_plain_rule(rule, language) for rule in made.rules]}


def _plain_rule(rule: Rule, language: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "task": rule.task,
        "label": rule.label.said(language),
        "act": rule.act.said(language),
        "note": rule.note.said(language),
        "trigger": list(rule.trigger),
        "term": _plain_term(rule.term),
        "later_of": [_plain_term(each) for each in rule.later_of],
        "kinds": list(rule.kinds),
        "jurisdictions": list(rule.jurisdictions),
        "origins": list(rule.origins),
        "places": list(rule.places),
        "cleared_by": list(rule.cleared_by),
        "ended_by": list(rule.ended_by),
        "roll": rule.roll,
        "worked_counts": rule.worked_counts,
        "waits_for": rule.waits_for,
        "severity": rule.severity,
        "effective_from": rule.effective_from.isoformat() if rule.effective_from else None,
        "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
        "checked_on": rule.checked_on.isoformat() if rule.checked_on else None,
        "basis": [
            {"document": each.document, "article": each.article, "confidence": each.confidence}
            for each in rule.basis
        ],
        "examples": len(rule.examples),
    }


def _plain_term(term: Term) -> dict[str, Any]:
    given = {"years": term.years, "months": term.months, "days": term.days, "working_days": term.working_days}
    named = {"event": term.event} if term.event else {}
    return {"base": term.base, **named, **{name: count for name, count in given.items() if count}}


def plain_calendar(made: DaysOff, _language: str) -> dict[str, Any]:
    """Return the calendar as JSON values."""
    return {
        "years": [
            {
                "year": each.year,
                "off": [
                    {"first": first.isoformat(), "last": last.isoformat(), "name": name}
                    for first, last, name in each.off
                ],
                "worked": [day.isoformat() for day in each.worked],
            }
            for each in made.years
        ]
    }
