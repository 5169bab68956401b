"""Where a template, as it was chosen and filled, clashes with the law: what a person has to look at before it is signed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from ipdesk.model.findings import Basis
from ipdesk.model.text import N_, Message
from ipdesk.rules.clauses import NON_COMPETE, SLOTS, Clause, Option, Template, printed, slots_of

MOST_MONTHS: Final = 24
LONG_MONTHS: Final = 12  # the guide asks for more from here on
GUIDE_PERCENT: Final = 30  # of the average monthly pay of the twelve months before
LONG_GUIDE_PERCENT: Final = 50
MOST_DAMAGES: Final = 5  # times the compensation of all months
SECRECY_SIGN: Final = "★"
PENAL_WORDS: Final = (("zh", "违约金"), ("en", "liquidated damages"))
MONTHLY_PAY: Final = "monthly_pay"  # a fact that no blank prints

TERM_AND_PERSONS: Final = Basis("劳动合同法", "第二十四条", "C")
COMPENSATION: Final = Basis("劳动合同法", "第二十三条", "C")
DAMAGES: Final = Basis("劳动合同法", "第二十五条", "C")
GUIDE: Final = Basis("企业实施竞业限制合规指引", "", "S")
SECRECY_MARKS: Final = Basis("保守国家秘密法", "第二十二条", "C")
FIGURES: Final[Mapping[str, str]] = {
    "noncompete_months": SLOTS["noncompete_months"],
    "noncompete_compensation": SLOTS["noncompete_compensation"],
    "noncompete_damages": SLOTS["noncompete_damages"],
    MONTHLY_PAY: N_("Average monthly pay of the last twelve months, in yuan"),
}
_FIGURE: Final = re.compile(
    r"[¥]?\s*([0-9]{1,12}(?:\.[0-9]{1,4})?)\s*(?:元|个月|月|yuan|months?)?", re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing against the law or a guide: the id of its clause, or "" where it belongs to none, and what clears it."""

    clause: str
    severity: Literal["block", "warn"]
    message: Message
    basis: Basis
    clears: Message


def clashes(template: Template, choices: Mapping[str, str], facts: Mapping[str, str]) -> tuple[Clash, ...]:
    """Return what clashes, in the order of the clauses within each rule.

    `facts` holds figures as text, money in yuan; one that cannot be read is a clash of its own. Besides what fills
    blanks, MONTHLY_PAY is asked, and compared only where it is told.
    """
    standing = printed(template, choices, facts)
    restraints = [(clause, option) for clause, option in standing if _restrains(option)]
    found = [*_signs(template, choices, facts)]
    if template.labour:
        found += [
            clash for clause, option in standing if not option.subject for clash in _penal(clause, option)
        ]
    if restraints:
        found += _restraint(restraints, facts)
    return tuple(found)


def read_figure(text: str) -> Fraction | None:
    """Return a figure as it is written on paper, perhaps with its unit; None where it cannot be read."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).strip())
    found = _FIGURE.fullmatch(plain)
    return Fraction(found[1]) if found else None


def _signs(template: Template, choices: Mapping[str, str], facts: Mapping[str, str]) -> Iterator[Clash]:
    """Yield a clash for each place in which the sign of state secrets stands."""
    words = [(clause, f"{said.zh}{said.en}") for clause, said in template.texts()]
    given = [("", f"{name}{value}") for told in (choices, facts) for name, value in told.items()]
    for clause in dict.fromkeys(clause for clause, text in [*words, *given] if SECRECY_SIGN in text):
        yield Clash(
            clause=clause,
            severity="block",
            message=Message(
                N_("“{sign}” marks state secrets and may not stand on this paper."), sign=SECRECY_SIGN
            ),
            basis=SECRECY_MARKS,
            clears=Message(N_("Take it out; name technical secrets by their level in words.")),
        )


def _penal(clause: Clause, option: Option) -> Iterator[Clash]:
    """Yield a clash where a wording provides liquidated damages, or speaks of them without being marked so."""
    if not option.penal and not any(
        word in option.text.said(language).lower() for language, word in PENAL_WORDS
    ):
        return
    message = (
        N_(
            "“{clause}” makes an employee owe liquidated damages for something else than training or a non-compete."
        )
        if option.penal
        else N_(
            "“{clause}” speaks of liquidated damages; an employee owes them for training and a non-compete alone."
        )
    )
    yield Clash(
        clause=clause.id,
        severity="block" if option.penal else "warn",
        message=Message(message, clause=clause.heading),
        basis=DAMAGES,
        clears=Message(N_("Choose a wording that claims the actual loss.")),
    )


def _restrains(option: Option) -> bool:
    """Say whether a wording restrains from competing: it says so, or it has a blank of a non-compete."""
    blanks = slots_of(option.text.zh)
    return option.subject == NON_COMPETE or any(each.startswith("noncompete_") for each in blanks)


def _restraint(restraints: Sequence[tuple[Clause, Option]], facts: Mapping[str, str]) -> Iterator[Clash]:
    """Yield what clashes where the person is restrained from competing."""
    figures = {name: read_figure(facts.get(name, "")) for name in FIGURES}
    for name, label in FIGURES.items():
        if facts.get(name, "").strip() and figures[name] is None:
            yield Clash(
                clause=_place(restraints, name),
                severity="block" if name == "noncompete_months" else "warn",
                message=Message(
                    N_("“{label}” cannot be read as a figure, so it was not checked: {text}"),
                    label=Message(label),
                    text=" ".join(facts[name].split()),
                ),
                basis=COMPENSATION if name != "noncompete_months" else TERM_AND_PERSONS,
                clears=Message(N_("Write the figure alone.")),
            )
    yield from _term(restraints, figures["noncompete_months"])
    yield from _persons(restraints, facts)
    yield from _compensation(restraints, facts, figures)
    yield from _guide(restraints, figures)


def _term(restraints: Sequence[tuple[Clause, Option]], months: Fraction | None) -> Iterator[Clash]:
    place = _place(restraints, "noncompete_months")
    if not _uses(restraints, "noncompete_months"):
        yield Clash(
            clause=place,
            severity="warn",
            message=Message(N_("The term of the non-compete stands in the words alone and was not checked.")),
            basis=TERM_AND_PERSONS,
            clears=Message(
                N_("See that it is {months} months at most, or use the blank for it."), months=MOST_MONTHS
            ),
        )
    elif months is not None and months > MOST_MONTHS:
        yield Clash(
            clause=place,
            severity="block",
            message=Message(
                N_("A non-compete may last {most} months at most; here it is {months}."),
                most=MOST_MONTHS,
                months=f"{float(months):g}",
            ),
            basis=TERM_AND_PERSONS,
            clears=Message(N_("Shorten it to {months} months or less."), months=MOST_MONTHS),
        )


def _persons(restraints: Sequence[tuple[Clause, Option]], facts: Mapping[str, str]) -> Iterator[Clash]:
    if not facts.get("noncompete_group", "").strip():
        yield Clash(
            clause=_place(restraints, "noncompete_group"),
            severity="warn",
            message=Message(
                N_("Only senior managers, senior technicians and others bound by secrecy may be restrained from competing; which of them this is was not told.")
            ),
            basis=TERM_AND_PERSONS,
            clears=Message(N_("Say which of them the person is, or leave the non-compete out.")),
        )  # fmt: skip


def _compensation(
    restraints: Sequence[tuple[Clause, Option]],
    facts: Mapping[str, str],
    figures: Mapping[str, Fraction | None],
) -> Iterator[Clash]:
    is_told = bool(facts.get("noncompete_compensation", "").strip())
    if (
        not _uses(restraints, "noncompete_compensation")
        or not is_told
        or figures["noncompete_compensation"] == 0
    ):
        yield Clash(
            clause=_place(restraints, "noncompete_compensation"),
            severity="block",
            message=Message(N_("The non-compete has no monthly compensation.")),
            basis=COMPENSATION,
            clears=Message(N_("Agree a compensation for each month, or leave the non-compete out.")),
        )  # fmt: skip


def _guide(
    restraints: Sequence[tuple[Clause, Option]], figures: Mapping[str, Fraction | None]
) -> Iterator[Clash]:
    """Yield where the compensation and the liquidated damages leave what the guide for enterprises says."""
    months, paid = figures["noncompete_months"], figures["noncompete_compensation"]
    pay, damages = figures[MONTHLY_PAY], figures["noncompete_damages"]
    percent = LONG_GUIDE_PERCENT if months is not None and months > LONG_MONTHS else GUIDE_PERCENT
    if paid and pay and 100 * paid < percent * pay:
        yield Clash(
            clause=_place(restraints, "noncompete_compensation"),
            severity="warn",
            message=Message(
                N_("The compensation is below {percent} percent of the average monthly pay, which the guide for enterprises names."),
                percent=percent,
            ),
            basis=GUIDE,
            clears=Message(N_("Raise it, or record why less was agreed.")),
        )  # fmt: skip
    if paid and months and damages and damages > MOST_DAMAGES * paid * months:
        yield Clash(
            clause=_place(restraints, "noncompete_damages"),
            severity="warn",
            message=Message(
                N_("The liquidated damages are more than {times} times the whole compensation."),
                times=MOST_DAMAGES,
            ),
            basis=GUIDE,
            clears=Message(N_("Lower them.")),
        )


def _uses(parts: Sequence[tuple[Clause, Option]], slot: str) -> bool:
    return any(slot in slots_of(option.text.zh) for _, option in parts)


def _place(parts: Sequence[tuple[Clause, Option]], slot: str) -> str:
    """Return the clause in which a blank stands, else the first."""
    return next((clause.id for clause, option in parts if slot in slots_of(option.text.zh)), parts[0][0].id)
