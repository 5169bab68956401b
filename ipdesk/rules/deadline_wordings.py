"""A deadline rule said in full for people: what clears it, for whom it holds, how it is counted, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ipdesk.model.dates import add_months
from ipdesk.model.findings import CONFIDENCE_LABELS, Basis, Confidence
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.deadline_events import EVENTS, KIND_LABELS, ORIGINS, STATUSES, WAITS_FOR
from ipdesk.rules.deadline_parts import BASES, BETWEEN, events_said, scope_said, term_said, terms_said
from ipdesk.rules.deadline_rules import Base, Case, Event, Example, Roll, Rule, Severity

Tone = Literal["", "ok", "info", "warn"]
# The least certain first: it says how certain the rule is.
CONFIDENCES: Final[dict[Confidence, tuple[Tone, str]]] = {
    "M": ("warn", N_("not verified")),
    "S": ("warn", N_("second-hand")),
    "P": ("info", N_("practice")),
    "": ("info", N_("matter of form")),
    "C": ("ok", N_("read in the text")),
}
UNVERIFIED: Final[frozenset[Confidence]] = frozenset({"S", "M"})
OLD_MONTHS: Final = 12  # after which a rule should be held against its sources again
BEGINNINGS: Final[dict[Base, str]] = {
    "event": N_("the day of the event itself"),
    "receipt": N_(
        "the day of receipt; of a letter whose receipt is not known, fifteen days after it was sent"
    ),
    "filing": N_(
        "the actual filing date. “申请日” has two meanings: here it is the day of filing itself, whatever the priority"
    ),
    "priority": N_(
        "the priority date, or the filing date where there is no priority. “申请日” has two meanings: here it is not the day of actual filing"
    ),
}
LAST_DAYS: Final[dict[Roll, str]] = {
    "none": N_("The day stays, also where it is a day off."),
    "office": N_("Goes on to the first working day."),
    "foreign": N_("The day as counted; check the holidays of the office there."),
}
WORKED: Final = {
    True: N_("A weekend worked in exchange is a working day and ends the term."),
    False: N_(
        "A weekend worked in exchange does not end the term: the next ordinary working day does, and the worked weekend stands beside it as the safe day."
    ),
}


MISSED: Final[dict[Severity, str]] = {
    "block": N_("a right may be lost, or a duty of law is broken"),
    "warn": N_("it costs something or has another consequence"),
    "info": N_("nothing by itself: it is told for information"),
}
CHANCE: Final = N_("a chance and no duty: what passed before the desk knew of the record is not told as open")
ONE_EACH: Final = N_("one event clears one task only")
EARLY: Final = N_("also where it came before what began the task")


@dataclass(frozen=True, slots=True)
class Told:
    """One line about a rule under its heading; the tone says how it stands, "" for a plain line."""

    heading: str
    text: str
    tone: Tone = ""


def confidence_of(rule: Rule) -> Confidence:
    """Return how certain a rule is: as its least certain source."""
    held = {each.confidence for each in rule.basis}
    return next(each for each in CONFIDENCES if each in held)


def is_unverified(rule: Rule) -> bool:
    """Say whether any source of a rule was not read in its text."""
    return any(each.confidence in UNVERIFIED for each in rule.basis)


def is_old(rule: Rule, today: date) -> bool:
    """Say whether it is more than a year since the rule was held against its sources."""
    return rule.checked_on is None or add_months(rule.checked_on, OLD_MONTHS) < today


def rule_told(rule: Rule, file: str, translator: Translator, today: date) -> tuple[Told, ...]:
    """Return a rule in full, line by line; `file` is what people call the file that it stands in."""
    parts = (_what, _scope, _counting, _clearing, _force)
    lines = [line for part in parts for line in part(rule, translator)]
    lines += [*_sources(rule, translator, today), Told(translator.label(N_("File")), f"{file} ({rule.id})")]
    lines += [
        Told(translator.label(N_("Worked example")), example_said(each, translator)) for each in rule.examples
    ]
    return tuple(line for line in lines if line.text)


def sources_told(rule: Rule, translator: Translator) -> list[Told]:
    """Return the sources of a rule, each with how certain it is."""
    return [
        Told(translator.label(N_("Basis")), _source(each, translator), CONFIDENCES[each.confidence][0])
        for each in rule.basis
    ]


def example_said(example: Example, translator: Translator) -> str:
    """Return a worked example: the case, how it is counted by hand, and the days that come of it."""
    counting = example.counting.said(translator.language)
    return "\n".join([case_said(example.case, translator), counting, _outcome(example, translator)])


def case_said(case: Case, translator: Translator) -> str:
    """Return a case in words: what it is, its days, and what happened."""
    label, between = translator.label, BETWEEN[translator.language]
    days = ((N_("filed {day}"), case.filing), (N_("priority {day}"), case.priority))
    given = [
        label(KIND_LABELS[case.kind]),
        case.jurisdiction,
        label(ORIGINS[case.origin]) if case.origin else "",
        *(translator.say(Message(text, day=day)) for text, day in days if day),
        between.join(case.places),
        *(_event(each, translator) for each in case.events),
    ]
    return " · ".join(each for each in given if each)


def _event(event: Event, translator: Translator) -> str:
    extra = (
        Message(N_("received {day}"), day=event.received) if event.received else None,
        Message(N_("{count} m"), count=event.months) if event.months else None,
        Message(N_("year {count}"), count=event.cycle) if event.cycle is not None else None,
    )
    beside = [translator.say(each) for each in extra if each] + [
        each for each in (event.place, event.ref) if each
    ]
    name = f"{translator.label(EVENTS[event.kind])} {event.day}"
    return f"{name} ({BETWEEN[translator.language].join(beside)})" if beside else name


def _outcome(example: Example, translator: Translator) -> str:
    if not example.present:
        return "→ " + translator.label(N_("no task"))
    named = (
        (N_("counted {day}"), example.nominal),
        (N_("holds {day}"), example.operative or example.nominal),
        (N_("safe {day}"), example.safe),
        (N_("grace until {day}"), example.grace_until),
        (N_("possible from {day}"), example.opens),
    )
    said = [translator.say(Message(text, day=day)) for text, day in named if day is not None]
    if example.status != "open":
        said.append(translator.label(STATUSES[example.status]))
    return "→ " + BETWEEN[translator.language].join(said)


def _what(rule: Rule, translator: Translator) -> Iterator[Told]:
    label, language = translator.label, translator.language
    yield Told(label(N_("Act")), rule.act.said(language))
    yield Told(label(N_("Waits for")), label(WAITS_FOR[rule.waits_for]))
    chance = [label(CHANCE)] if rule.chance else []
    yield Told(label(N_("Where it is missed")), _joined([label(MISSED[rule.severity]), *chance], translator))


def _scope(rule: Rule, translator: Translator) -> Iterator[Told]:
    label, say = translator.label, translator.say
    yield Told(label(N_("Holds for")), scope_said(rule, translator))
    needed, barred = events_said(rule.requires, translator), events_said(rule.unless, translator)
    conditions = []
    if needed:
        conditions.append(say(Message(N_("only where all of these happened: {events}"), events=needed)))
    if barred:
        conditions.append(say(Message(N_("not where one of these happened: {events}"), events=barred)))
    for term in rule.after:
        said = Message(
            N_("only where the event comes no earlier than {term} after {base}"),
            term=term_said(term, translator), base=Message(BASES[term.base]),
        )  # fmt: skip
        conditions.append(say(said))
    yield Told(label(N_("Only if")), _joined(conditions, translator))


def _counting(rule: Rule, translator: Translator) -> Iterator[Told]:
    label, say = translator.label, translator.say
    begins = translator.say(
        Message(N_("{events}; counted from {base}"), events=events_said(rule.trigger, translator),
                base=Message(BEGINNINGS[rule.term.base]))
    )  # fmt: skip
    yield Told(label(N_("Runs from")), begins)
    beside = []
    if rule.from_notice:
        beside.append(label(N_("months set in the notice go before")))
    if rule.opens_months:
        beside.append(say(Message(N_("possible from {count} m before"), count=rule.opens_months)))
    yield Told(label(N_("Term")), _joined([terms_said(rule, translator), *beside], translator))
    yield Told(label(N_("Last day off")), label(LAST_DAYS[rule.roll]))
    if rule.roll == "office":
        yield Told(label(N_("Last day off")), label(WORKED[rule.worked_counts]))
    if rule.extended_by:
        yield Told(label(N_("Extended by")), label(EVENTS[rule.extended_by]))
    if rule.grace is not None:
        yield Told(label(N_("Grace")), _steps(rule.grace.percent, translator))


def _steps(percents: tuple[int, ...], translator: Translator) -> str:
    said = N_("month {count}: {percent}% more")
    return BETWEEN[translator.language].join(
        translator.say(Message(said, count=count, percent=percent))
        for count, percent in enumerate(percents, start=1)
    )


def _clearing(rule: Rule, translator: Translator) -> Iterator[Told]:
    label = translator.label
    beside = [
        label(text) for holds, text in ((rule.clears_each, ONE_EACH), (rule.cleared_early, EARLY)) if holds
    ]
    yield Told(
        label(N_("Cleared by")), _joined([events_said(rule.cleared_by, translator), *beside], translator)
    )
    yield Told(label(N_("Ended by")), events_said(rule.ended_by, translator))


def _force(rule: Rule, translator: Translator) -> Iterator[Told]:
    if not (rule.effective_from or rule.effective_to):
        return
    said = Message(
        N_("from {first} to {last}, as of {base}"), first=rule.effective_from or "…",
        last=rule.effective_to or "…", base=Message(BASES[rule.decided_by]),
    )  # fmt: skip
    yield Told(translator.label(N_("In force")), translator.say(said))


def _sources(rule: Rule, translator: Translator, today: date) -> Iterator[Told]:
    label = translator.label
    yield from sources_told(rule, translator)
    day = rule.checked_on.isoformat() if rule.checked_on else "?"
    if is_old(rule, today):
        aged = Message(N_("{day}: more than a year ago; hold it against its sources again"), day=day)
        yield Told(label(N_("Checked on")), translator.say(aged), "warn")
    else:
        yield Told(label(N_("Checked on")), day)
    yield Told(label(N_("Remarks")), rule.note.said(translator.language))


def _source(basis: Basis, translator: Translator) -> str:
    """Return a source with how certain it is, said of every one, also of those read in the text."""
    _, word = CONFIDENCES[basis.confidence]
    said = translator.label(CONFIDENCE_LABELS.get(basis.confidence, word))
    return (
        translator.say(Message(N_("{source}: {said}"), source=str(basis), said=said)) if str(basis) else said
    )


def _joined(parts: Iterable[str], translator: Translator) -> str:
    between = "；" if translator.language == "zh" else "; "
    return between.join(part for part in parts if part)
