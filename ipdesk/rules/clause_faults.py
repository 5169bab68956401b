"""What is wrong with a template that is being written: all of it at once, each at its clause and wording.

`clause_files.read_template` refuses a file at its first fault; whoever writes in an editor is told of every one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ipdesk.model.text import N_, Message
from ipdesk.rules.clause_clashes import Clash, clashes
from ipdesk.rules.clause_samples import sample_facts
from ipdesk.rules.clauses import SLOTS, Clause, Option, Template, hidden_signs, rest_of, slots_of
from ipdesk.rules.words import Words

Severity = Literal["block", "warn"]
LANGUAGES: Final = {"zh": N_("Chinese"), "en": N_("English")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the ids of clause and wording, "" where it belongs to none. A clash says basis and what clears it."""

    clause: str
    option: str
    severity: Severity
    message: Message
    clash: Clash | None = None


def faults(template: Template) -> tuple[Fault, ...]:
    """Return all that is wrong with a template, in its order, and then what clashes with law in any of its wordings.

    What has the severity `block` keeps it from being put in force.
    """
    found: list[Fault] = []
    for words in (template.label, template.title):
        found += (Fault("", "", "block", each) for each in _of_line(words, N_("Heading of the paper")))
    found += (Fault("", "", "block", each) for each in _of_text(template.preamble))
    for id in _twice([each.id for each in template.clauses]):
        found.append(Fault(id, "", "block", Message(N_("“{id}” is there already."), id=id)))
    for clause in template.clauses:
        found += _of_clause(clause)
    for annex in template.annexes:
        found += (Fault("", "", "block", each) for each in _of_text(annex.text))
    if not template.clauses:
        found.append(Fault("", "", "block", Message(N_("A template needs a clause."))))
    return (*found, *_clashing(template))


def _of_clause(clause: Clause) -> Iterator[Fault]:
    for each in _of_line(clause.heading, N_("Heading")):
        yield Fault(clause.id, "", "block", each)
    for id in _twice([each.id for each in clause.options]):
        yield Fault(clause.id, id, "block", Message(N_("“{id}” is there already."), id=id))
    if not clause.basis:
        yield Fault(clause.id, "", "block", Message(N_("The clause names no basis.")))
    for option in clause.options:
        yield from _of_option(clause, option)


def _of_option(clause: Clause, option: Option) -> Iterator[Fault]:
    for each in _of_line(option.label, N_("Label")):
        yield Fault(clause.id, option.id, "block", each)
    for each in _of_text(option.text):
        yield Fault(clause.id, option.id, "block", each)
    for each in _unlike(option.text):
        yield Fault(clause.id, option.id, "warn", each)


def _both(words: Words) -> Iterator[tuple[str, str]]:
    yield from ((LANGUAGES["zh"], words.zh), (LANGUAGES["en"], words.en))


def _of_line(words: Words, what: str) -> Iterator[Message]:
    """Yield what is wrong with words on one line, in which no blank stands."""
    for language, said in _both(words):
        named = {"what": Message(what), "language": Message(language)}
        if not said.strip():
            yield Message(N_("{what}: nothing is written in {language}."), **named)
        if "{" in said or "}" in said:
            yield Message(N_("{what}: no blank and no brace can stand here ({language})."), **named)
        if "\n" in said or hidden_signs(said):
            yield Message(N_("{what}: a line break or hidden sign stands in it ({language})."), **named)


def _of_text(words: Words) -> Iterator[Message]:
    """Yield what is wrong with paragraphs that have blanks."""
    for name, said in _both(words):
        language = Message(name)
        if not said.strip():
            yield Message(N_("Nothing is written in {language}."), language=language)
        for slot in dict.fromkeys(slots_of(said)):
            if slot not in SLOTS:
                yield Message(
                    N_("Nothing fills the blank “{blank}” ({language})."), blank=slot, language=language
                )
        rest = rest_of(said)
        if (at := min((rest.find(sign) for sign in "{}" if sign in rest), default=-1)) >= 0:
            place = rest[at : at + 20].partition("\n")[0]
            yield Message(
                N_("A brace belongs to no blank: “{place}” ({language})."), place=place, language=language
            )
        if hidden := hidden_signs("".join(said.split("\n"))):
            code = f"{ord(hidden[0]):04X}"
            yield Message(
                N_("A sign that nobody can see stands here: U+{code} ({language})."),
                code=code,
                language=language,
            )
    first, second = set(slots_of(words.zh)), set(slots_of(words.en))
    if lacking := sorted(first ^ second):
        names = [Message(SLOTS[each]) if each in SLOTS else each for each in lacking]
        yield Message(N_("These blanks stand in one language alone: {names}."), names=names)


def _unlike(words: Words) -> Iterator[Message]:
    """Yield where the languages have not as many paragraphs: numbers in one then mean others in the other."""
    counts = [sum(1 for line in said.split("\n") if line.strip()) for said in (words.zh, words.en)]
    if all(counts) and counts[0] != counts[1]:
        yield Message(
            N_("The Chinese has {first} paragraphs, the English {second}."), first=counts[0], second=counts[1]
        )


def _twice(ids: list[str]) -> list[str]:
    return [id for id, count in Counter(ids).items() if count > 1]


def _clashing(template: Template) -> Iterator[Fault]:
    """Yield what clashes with law: as the template stands, and with each other wording in place of its usual one."""
    facts, seen = sample_facts("zh"), set[tuple[str, str]]()
    ways: list[tuple[str, dict[str, str]]] = [("", {})]
    ways += [
        (option.id, {clause.id: option.id})
        for clause in template.clauses
        for option in clause.options
        if option.id != clause.default
    ]
    for option, choices in ways:
        for each in clashes(template, choices, facts):
            key = (each.clause, each.message.id)
            if key not in seen:
                seen.add(key)
                at = option if each.clause in choices else ""
                yield Fault(each.clause, at, each.severity, each.message, each)


def blocking(found: tuple[Fault, ...]) -> bool:
    """Say whether something keeps a template from being put in force."""
    return any(each.severity == "block" for each in found)
