"""Agreement templates: clauses with wordings to choose from, and the paper that choices and facts make of them.

A text has blanks such as `{name}` from a closed set. They are filled once, by replacement alone: what was filled in is
never looked through for blanks again, and nothing in a text or a fact is ever carried out. All of it depends on the
template, the choices, the facts and the language alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeVar

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_
from ipdesk.rules.words import Words

PartyId = Literal["lab", "person", "third"]
Subject = Literal["", "non-compete", "training"]
NON_COMPETE: Final = "non-compete"
PARTIES: Final = ("lab", "person", "third")
SUBJECTS: Final = (NON_COMPETE, "training")
YES, NO = "yes", "no"
BLANK: Final = "＿" * 8
VERSION: Final = "template_version"  # the one blank that the template fills itself

# What a case is asked, `yes` or `no`; what is not told is no.
FACTS: Final[Mapping[str, str]] = {
    "foreign": N_("The person is a foreign national"),
    "classified": N_("The post or work touches state secrets"),
    "student": N_("The person is a student"),
    "noncompete": N_("A non-compete is agreed"),
    "third": N_("Another organisation signs too"),
    "bilingual": N_("The paper is made in Chinese and English"),
}
SLOTS: Final[Mapping[str, str]] = {
    "lab": N_("Name of the laboratory"),
    "lab_address": N_("Address of the laboratory"),
    "lab_representative": N_("Legal representative of the laboratory"),
    "signatory": N_("Signatory for the laboratory"),
    "agreement_number": N_("Agreement number"),
    VERSION: N_("Version of the template"),
    "name": N_("Name"),
    "identity_number": N_("Number of the identity document"),
    "staff_number": N_("Staff number"),
    "nationality": N_("Nationality"),
    "address": N_("Postal address"),
    "contact": N_("Telephone and e-mail"),
    "unit": N_("Unit"),
    "post": N_("Post"),
    "employment": N_("Employment kind"),
    "joined_on": N_("Joined on"),
    "left_on": N_("Left on"),
    "watch_until": N_("Last day of the year after leaving"),
    "third_party": N_("Other organisation that signs"),
    "third_party_representative": N_("Representative of the other organisation"),
    "host": N_("Organisation where the work is done"),
    "project": N_("Project"),
    "project_number": N_("Project number"),
    "period_from": N_("First day of the period agreed"),
    "period_until": N_("Last day of the period agreed"),
    "disclose_days": N_("Days in which results are disclosed"),
    "secrecy_years": N_("Years of secrecy after leaving"),
    "noncompete_group": N_("Why the person may be bound by a non-compete"),
    "noncompete_months": N_("Months of non-compete"),
    "noncompete_scope": N_("Business covered by the non-compete"),
    "noncompete_area": N_("Area of the non-compete"),
    "noncompete_compensation": N_("Compensation for each month of non-compete, in yuan"),
    "noncompete_damages": N_("Liquidated damages of the non-compete, in yuan"),
    "copies": N_("Copies"),
    "drafted_on": N_("Drawn up on"),
    "effective_on": N_("In force from"),
    "expires_on": N_("In force to"),
}
DAYS: Final = frozenset(
    {"joined_on", "left_on", "watch_until", "period_from", "period_until", "drafted_on", "effective_on", "expires_on"}
)  # fmt: skip
_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
_DIGITS: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Condition:
    """A part is printed only while a fact of the case is `yes`, or only while it is `no`."""

    fact: str
    answer: str = YES

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Say whether it holds; a fact that is not told is no."""
        return (facts.get(self.fact) or NO) == self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One who signs: 甲方 or Party A, with the blanks that describe who it is."""

    id: PartyId
    name: Words
    slots: tuple[str, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One wording of a clause; paragraphs stand on lines of their own.

    `penal` says that it provides liquidated damages. `subject` is what an employee may owe such damages for; an option
    with the subject NON_COMPETE restrains the person from competing. `basis` stands beside that of the clause.
    """

    id: str
    label: Words
    text: Words
    penal: bool = False
    subject: Subject = ""
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: its wordings, the one that holds unless another is chosen, and when it is printed at all."""

    id: str
    heading: Words
    basis: tuple[Basis, ...]
    options: tuple[Option, ...]
    default: str
    may_be_left_out: bool = False
    when: tuple[Condition, ...] = ()

    def option(self, choice: str | None) -> Option | None:
        """Return the option chosen: None for a clause left out, the default for what is no choice of this clause."""
        if choice == "" and self.may_be_left_out:
            return None
        options = {each.id: each for each in self.options}
        return options.get(choice or "", options[self.default])

    def fits(self, choice: str) -> bool:
        """Say whether it may be chosen."""
        return self.may_be_left_out if choice == "" else any(each.id == choice for each in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A short paper behind the signatures, such as a list for the signer to fill."""

    id: str
    heading: Words
    text: Words
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of agreement in its version, in force from one day to another.

    `title` is the heading of the paper. `labour` says that it is made with employees under a labour contract, whom the
    law on labour contracts protects from liquidated damages.
    """

    id: str
    version: str
    label: Words
    title: Words
    basis: tuple[Basis, ...]
    parties: tuple[Party, ...]
    preamble: Words
    clauses: tuple[Clause, ...]
    annexes: tuple[Annex, ...] = ()
    labour: bool = False
    effective_from: date | None = None
    effective_to: date | None = None

    def texts(self) -> Iterator[tuple[str, Words]]:
        """Yield all that it says on paper, each with the id of its clause, or "" where it belongs to none."""
        for words in (self.title, self.preamble, *(each.name for each in self.parties)):
            yield "", words
        for clause in self.clauses:
            yield clause.id, clause.heading
            for option in clause.options:
                yield clause.id, option.text
        for annex in self.annexes:
            yield from (("", annex.heading), ("", annex.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedParty:
    """One who signs, with each blank that describes it and what fills it."""

    id: PartyId
    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedClause:
    """One clause as printed: `number` is 第一条 or Article 1, and several paragraphs are numbered 1.1, 1.2."""

    id: str
    number: str
    heading: str
    paragraphs: tuple[str, ...]
    basis: tuple[Basis, ...]
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedAnnex:
    """One annex as printed."""

    id: str
    number: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """The paper in one language. `missing` are the blanks that nothing fills, in the order in which they stand."""

    language: str
    title: str
    parties: tuple[ComposedParty, ...]
    preamble: tuple[str, ...]
    clauses: tuple[ComposedClause, ...]
    annexes: tuple[ComposedAnnex, ...]
    missing: tuple[str, ...]


def unfit_choices(template: Template, choices: Mapping[str, str]) -> dict[str, str]:
    """Return the choices that name no clause, no option of it, or leave out what may not be left out."""
    clauses = {clause.id: clause for clause in template.clauses}
    return {
        name: choice
        for name, choice in choices.items()
        if name not in clauses or not clauses[name].fits(choice)
    }


Part = TypeVar("Part", Party, Clause, Annex)


def held(parts: Iterable[Part], facts: Mapping[str, str]) -> Iterator[Part]:
    """Yield the parts whose conditions all hold."""
    return (part for part in parts if all(each.holds(facts) for each in part.when))


def printed(
    template: Template, choices: Mapping[str, str], facts: Mapping[str, str]
) -> tuple[tuple[Clause, Option], ...]:
    """Return the clauses that stand on the paper, each with its option; an unfit choice counts as none."""
    chosen = ((clause, clause.option(choices.get(clause.id))) for clause in held(template.clauses, facts))
    return tuple((clause, option) for clause, option in chosen if option is not None)


def compose(
    template: Template, choices: Mapping[str, str], facts: Mapping[str, str], language: str
) -> Composed:
    """Return the paper that choices and facts make of a template; `unfit_choices` says which were not followed.

    `facts` holds what fills the blanks, days as ISO 8601, beside the answers to FACTS. An empty blank is a line.
    """
    clauses = printed(template, choices, facts)
    parties, annexes = tuple(held(template.parties, facts)), tuple(held(template.annexes, facts))
    values = _values(template, facts, language)
    texts = [template.preamble, *(option.text for _, option in clauses), *(annex.text for annex in annexes)]
    used = [slot for party in parties for slot in party.slots]
    used += [slot for words in texts for slot in slots_of(words.said(language))]
    return Composed(
        language=language,
        title=template.title.said(language),
        parties=tuple(_party(each, values, language) for each in parties),
        preamble=_paragraphs(template.preamble, values, language),
        clauses=tuple(
            _clause(place, clause, option, values, language)
            for place, (clause, option) in enumerate(clauses, start=1)
        ),
        annexes=tuple(_annex(place, each, values, language) for place, each in enumerate(annexes, start=1)),
        missing=tuple(slot for slot in dict.fromkeys(used) if slot not in values),
    )


def slots_of(text: str) -> tuple[str, ...]:
    """Return the names of the blanks in a text, in order."""
    return tuple(_SLOT.findall(text))


def rest_of(text: str) -> str:
    """Return a text without its blanks; a brace that is left belongs to none."""
    return _SLOT.sub("", text)


def _values(template: Template, facts: Mapping[str, str], language: str) -> dict[str, str]:
    """Return what fills each blank, on one line; those that nothing fills are not in it."""
    told = {slot: _one_line(facts.get(slot, "")) for slot in SLOTS} | {VERSION: template.version}
    return {slot: _day(text, language) if slot in DAYS else text for slot, text in told.items() if text}


def hidden_signs(text: str) -> tuple[str, ...]:
    """Return the signs of a text that nobody sees on paper, but that may turn round what stands beside them."""
    return tuple(sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp"))


def _one_line(text: str) -> str:
    """Return a text without line breaks and hidden signs."""
    seen = (sign for sign in text if sign.isspace() or not hidden_signs(sign))
    return " ".join("".join(seen).split())


def _day(text: str, language: str) -> str:
    """Return a day as the paper writes it; what is no day stays as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日" if language != "en" else day.isoformat()


def _paragraphs(words: Words, values: Mapping[str, str], language: str) -> tuple[str, ...]:
    text = words.said(language)
    lines = text.split("\n") if text else []
    return tuple(_SLOT.sub(lambda found: values.get(found[1], BLANK), line) for line in lines)


def _party(party: Party, values: Mapping[str, str], language: str) -> ComposedParty:
    lines = tuple((slot, values.get(slot, BLANK)) for slot in party.slots)
    return ComposedParty(id=party.id, name=party.name.said(language), lines=lines)


def _clause(
    place: int, clause: Clause, option: Option, values: Mapping[str, str], language: str
) -> ComposedClause:
    return ComposedClause(
        id=clause.id,
        number=f"Article {place}" if language == "en" else f"第{_numeral(place)}条",
        heading=clause.heading.said(language),
        paragraphs=_numbered(place, _paragraphs(option.text, values, language), language),
        basis=(*clause.basis, *option.basis),
        option=option.id,
    )


def _numbered(place: int, paragraphs: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return paragraphs with their numbers; a single one, and an item of a list in brackets, has none."""
    if len(paragraphs) == 1:
        return paragraphs
    found, count = [], 0
    for paragraph in paragraphs:
        if paragraph.startswith(("（", "(")):
            found.append(paragraph)
            continue
        count += 1
        found.append(f"{place}.{count}{' ' if language == 'en' else '　'}{paragraph}")
    return tuple(found)


def _annex(place: int, annex: Annex, values: Mapping[str, str], language: str) -> ComposedAnnex:
    return ComposedAnnex(
        id=annex.id,
        number=f"Annex {place}" if language == "en" else f"附件{_numeral(place)}",
        heading=annex.heading.said(language),
        paragraphs=_paragraphs(annex.text, values, language),
    )


def _numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese; larger ones stay figures."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")
