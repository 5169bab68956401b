"""The reminder letter to a leaver: the duties that go on, the times that run, what is returned and signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from ipdesk.exporting.dossiers import LeaverDossier
from ipdesk.exporting.layout import Entry, Pairs, Prose, Section, text_of
from ipdesk.exporting.records import signatures_of
from ipdesk.model.asks import AskKind
from ipdesk.model.findings import Basis, show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.leaving import Clock, Code, Everything
from ipdesk.registers.sources import PRACTICE, SECRECY_AFTER_LEAVING, TRADE_SECRETS

BLANK_DAY: Final = N_("____ (day)")
OPENING: Final = N_(
    "You leave {lab}; the last day is {day}. This letter reminds you of the duties concerning intellectual "
    "property that go on, of the times that begin to run, and of what is still to be done. It adds no duty to those "
    "that law and your agreements set."
)
SECRETS: Final = N_(
    "What you know of technical and trade secrets and of results not yet published, including data, code, samples and "
    "failed attempts, you keep secret after leaving too: you neither tell it nor use it, nor let others use it, for as "
    "long as it is not public, or as the agreement says."
)
NO_TRANSFER: Final = N_(
    "Service results belong to the laboratory or to whom the law or a contract names. You neither file them in your own "
    "name nor transfer, license or publish them; papers not out yet go through the review before release first."
)
ASSIST: Final = N_(
    "Where an application or a grant to which you contributed needs your signature or a statement, you are asked to give "
    "it after leaving as well. You stay named as inventor; rewards and remuneration follow law and the laboratory's rules."
)
STATE_SECRETS: Final = N_(
    "Duties concerning state secrets are set by the secrecy office in an undertaking of its own; this letter replaces none."
)
WATCH: Final = N_(
    "An invention that you make within one year, from {first} to {last}, and that is tied to your duties here or to tasks "
    "that the laboratory gave you, is a service invention of the laboratory. Tell the IP office of it before anything is "
    "filed or published."
)
COOLING: Final = N_("Cooling period: {span}. {said}")
NON_COMPETE: Final = N_("Non-compete: {said} {span}")
SECRECY: Final = N_("Secrecy term: {said} {span}")
CONTACT: Final = N_(
    "Leave an address, telephone number and account with the IP office, for signatures and rewards, and tell it when they "
    "change. This paper does not print them."
)
RECEIVED: Final = N_(
    "I have received this list and letter and read both. What I have to return and to hand over, and results not yet "
    "disclosed that I know of, I have stated fully."
)
OWN_HAND: Final = N_("Results not yet disclosed that I know of (write “none” where there are none)")


def sections(dossier: LeaverDossier, translator: Translator) -> Iterator[Section]:
    """Yield the letter: opening, duties, times, what is still to be done, contact, and places to sign."""
    found, label = dossier.found, translator.label
    name = str(found.person.number if not found.names else found.names[0])
    opening = Message(OPENING, lab=dossier.lab, day=_day(found.last_day, translator))
    address = Message(N_("{name}:"), name=name)
    text = f"{translator.say(address)}\n{translator.say(opening)}"
    yield Prose(title=label(N_("Reminder letter")), text=text)
    yield _duties(translator)
    yield _times(found, translator)
    yield from _to_do(found, translator)
    yield Prose(title=label(N_("Contact")), text=label(CONTACT), level=2)
    yield Pairs(
        title="",
        entries=(
            Entry(label(N_("IP office, contact person")), ""),
            Entry(label(N_("Telephone or e-mail")), ""),
        ),
    )
    yield Prose(title=label(OWN_HAND), text="", lines=3, level=2)
    signers = (N_("The person leaving"), N_("Interview by"), N_("Head of the unit"), N_("IP office"))
    yield replace(signatures_of([label(each) for each in signers], translator), statement=label(RECEIVED))


def _duties(translator: Translator) -> Prose:
    paragraphs = (
        _with(translator.label(SECRETS), TRADE_SECRETS, translator),
        _with(translator.label(NO_TRANSFER), SECRECY_AFTER_LEAVING, translator),
        _with(translator.label(ASSIST), PRACTICE, translator),
        translator.label(STATE_SECRETS),
    )
    return Prose(title=translator.label(N_("Duties that go on")), text=_numbered(paragraphs), level=2)


def _times(found: Everything, translator: Translator) -> Prose:
    """Return the times that run; where the last day is not known, the days are left open."""
    said = [_time(each, translator) for each in found.clocks]
    return Prose(title=translator.label(N_("Times that run")), text=_numbered(said), level=2)


def _time(clock: Clock, translator: Translator) -> str:
    first, last = _day(clock.since, translator), _day(clock.until, translator)
    if clock.code == "watch":
        return _with(translator.say(Message(WATCH, first=first, last=last)), clock.basis, translator)
    words: dict[Code, str] = {"cooling": COOLING, "non-compete": NON_COMPETE, "secrecy": SECRECY}
    span = translator.say(clock.span()) if clock.code == "cooling" else ""
    if clock.since is not None and clock.until is not None:
        until = _day(clock.latest, translator) if clock.latest else ""
        known = N_("{first} to {last}, at the longest {latest}") if until else N_("{first} to {last}")
        span = translator.say(Message(known, first=first, last=last, latest=until))
    said = translator.say(Message(words[clock.code], said=clock.said, span=span)).strip()
    return _with(said, clock.basis, translator)


def _to_do(found: Everything, translator: Translator) -> Iterator[Prose]:
    """Yield what the person is asked to do before the last day."""
    titles: dict[AskKind, str] = {
        "return": N_("Please return"),
        "sign": N_("Please sign or answer"),
        "tell": N_("Please tell us"),
    }
    for kind, title in titles.items():
        lines = [
            f"{translator.say(ask.what)} {entry.record.number} {translator.say(entry.title())}".strip()
            if entry is not None
            else translator.say(ask.what)
            for entry, ask in found.asked(kind)
        ]
        if kind == "return":
            rest = N_(
                "Carriers, devices, samples, data, code, keys and passes of the laboratory, and copies of them."
            )
            lines.append(translator.label(rest))
        if lines:
            yield Prose(title=translator.label(title), text=_numbered(lines), level=2)


def _day(day: date | None, translator: Translator) -> str:
    return text_of("day", day, translator.language) or translator.label(BLANK_DAY)


def _with(text: str, basis: Basis, translator: Translator) -> str:
    """Return a paragraph with its basis."""
    return translator.say(
        Message(N_("{text} (Basis: {basis})"), text=text, basis=show_basis(basis, translator))
    )


def _numbered(paragraphs: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"{place}. {text}" for place, text in enumerate(paragraphs, 1))
