"""What stands in the rule book of deadlines and in the calendar, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, timedelta
from typing import Any, Final

from ipdesk.model.findings import Basis, show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.calendars import DaysOff, Year
from ipdesk.rules.deadline_events import EVENTS, KIND_LABELS, ORIGINS, WAITS_FOR
from ipdesk.rules.deadline_files import DeadlineRules
from ipdesk.rules.deadline_rules import Base, Example, Grace, Recurrence, Roll, Rule, Term
from ipdesk.rules.parts import Part
from ipdesk.rules.words import Words

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
TO_MONTH_END: Final = N_("{term}, to the end of the month")
TO_YEAR_END: Final = N_("{term}, to the end of the year")
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
        said = term_in_full(rule, translator)
    if rule.grace is not None:
        grace = Message(N_("{months} m of grace"), months=len(rule.grace.percent))
        said = f"{said} + {translator.say(grace)}"
    return said


def term_in_full(rule: Rule, translator: Translator) -> str:
    """Return the term of a rule in words, with everything else that its day depends on, but for days off."""
    if rule.is_set_by_notice:
        return translator.label(N_("as the notice sets"))
    said = term_said(rule.term, translator)
    if rule.later_of:
        terms = [said, *(_counted_elsewhere(term, rule.term, translator) for term in rule.later_of)]
        said = translator.say(Message(N_("the later of {terms}"), terms=terms))
    if rule.earlier_of:
        terms = [_counted_elsewhere(term, rule.term, translator) for term in rule.earlier_of]
        said = translator.say(Message(N_("{term}, but no later than {terms}"), term=said, terms=terms))
    for holds, text in ((rule.end_of_month, TO_MONTH_END), (rule.end_of_year, TO_YEAR_END)):
        said = translator.say(Message(text, term=said)) if holds else said
    return said


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
    counts = [translator.say(Message(text, count=count)) for count, text in parts if count]
    said = " ".join(counts) or translator.label(N_("the day itself"))
    if not term.then_months:
        return said
    return translator.say(
        Message(N_("{term}, and {count} m from their end"), term=said, count=term.then_months)
    )


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
    """Return every field of a rule under its name, its examples by their number."""
    given = {each.name: _plain(getattr(rule, each.name), language) for each in fields(rule)}
    return {**given, "examples": len(rule.examples)}


def _plain(value: object, language: str) -> Any:
    """Return a value of a rule as JSON: words in the language, and of terms and the like only what is filled."""
    match value:
        case Words():
            return value.said(language)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each, language) for each in value]
        case Basis():
            return asdict(value)
        case Term() | Recurrence() | Grace():
            given = {each.name: _plain(getattr(value, each.name), language) for each in fields(value)}
            return {name: held for name, held in given.items() if held}
        case _:
            return value


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
