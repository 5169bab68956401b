"""The command that tells everything about a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.asks import ASK_LABELS, Ask
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import leaving
from ipdesk.registers.leaving import STANDING_LABELS, WATCHED, Clock, Entry, Everything, Topic


@click.command(
    cls=DeskCommand,
    name="person",
    help=N_("Show everything about a person: what is open in each register, and the clocks that start."),
)
@click.argument("number")
@click.pass_obj
def person(session: Session, number: str) -> None:
    found, translator = leaving.everything(session.desk(), number), session.translator
    session.answer(_plain(found, translator))
    if not session.json:
        for line in _lines(found, translator):
            click.echo(line)


def _lines(found: Everything, translator: Translator) -> Iterator[str]:
    say = translator.say
    yield f"{found.person.number}  {say(Message('{names}', names=list(found.names)))}  {say(found.left())}"
    for topic in found.topics:
        if not topic.is_empty():
            yield from _topic_lines(topic, translator)
    yield translator.label(N_("Clocks"))
    for clock in found.clocks:
        yield f"  ◷ {translator.label(clock.label)}: {say(clock.span())}"
        yield f"      {say(clock.said)}"
        yield f"      § {show_basis(clock.basis, translator)}"
    for said in (found.empty(), found.elsewhere()):
        if said is not None:
            yield say(said)


def _topic_lines(topic: Topic, translator: Translator) -> Iterator[str]:
    say, label = translator.say, translator.label
    yield f"{label(topic.register.label)} ({len(topic.entries)})"
    for note in topic.notes():
        yield f"  ● {say(note)}"
    for ask in topic.asks:
        yield from _ask_lines(ask, translator)
    for entry in topic.entries:
        yield f"  {entry.record.number}  {say(entry.title())}  [{label(entry.state)}]  {say(entry.named_as())}".rstrip()
        if entry.watched:
            yield f"    ▲ {label(WATCHED)}"
        for ask in entry.asks:
            yield from _ask_lines(ask, translator)


def _ask_lines(ask: Ask, translator: Translator) -> Iterator[str]:
    yield f"    ▲ {translator.label(ASK_LABELS[ask.kind])}: {translator.say(ask.what)}"
    if basis := show_basis(ask.basis, translator):
        yield f"      § {basis}"


def _plain(found: Everything, translator: Translator) -> dict[str, Any]:
    """Return everything as JSON values."""
    return {
        "number": found.person.number,
        "names": list(found.names),
        "last_day": found.last_day.isoformat() if found.last_day else None,
        "planned": found.planned,
        "departure": found.departure.number if found.departure else "",
        "open": found.open(),
        "topics": [_plain_topic(each, translator) for each in found.topics],
        "clocks": [_plain_clock(each, translator) for each in found.clocks],
        "not_kept": [translator.label(each) for each in found.not_kept],
    }


def _plain_topic(topic: Topic, translator: Translator) -> dict[str, Any]:
    return {
        "register": topic.register.name,
        "label": translator.label(topic.register.label),
        "hidden": topic.hidden,
        "asks": [_plain_ask(each, translator) for each in topic.asks],
        "also_the_name_of": [
            {"number": each.number, "name": each.name, "unit": each.unit} for each in topic.namesakes
        ],
        "records": [_plain_entry(each, translator) for each in topic.entries],
    }


def _plain_entry(entry: Entry, translator: Translator) -> dict[str, Any]:
    return {
        "number": entry.record.number,
        "title": translator.say(entry.title()),
        "state": entry.record.state,
        "waits_for": translator.label(entry.waits_for),
        "certain": entry.certain,
        "watched": entry.watched,
        "asks": [_plain_ask(each, translator) for each in entry.asks],
        "named_in": [
            {
                "field": place.path,
                "labels": [translator.label(each) for each in place.labels],
                **{detail.name: detail.plain() for detail in place.details},
            }
            for place in entry.places
        ],
    }


def _plain_ask(ask: Ask, translator: Translator) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "field": ask.field,
        "what": translator.say(ask.what),
        "basis": str(ask.basis),
        "confidence": ask.basis.confidence,
    }


def _plain_clock(clock: Clock, translator: Translator) -> dict[str, Any]:
    return {
        "clock": clock.code,
        "label": translator.label(clock.label),
        "from": clock.since.isoformat() if clock.since else None,
        "until": clock.until.isoformat() if clock.until else None,
        "latest": clock.latest.isoformat() if clock.latest else None,
        "standing": clock.standing,
        "standing_label": translator.label(STANDING_LABELS[clock.standing]),
        "said": translator.say(clock.said),
        "record": clock.number,
        "basis": str(clock.basis),
        "confidence": clock.basis.confidence,
    }


def add_commands(root: DeskGroup) -> None:
    """Put the command into the tree."""
    root.add_command(person)
