"""Commands that read: registers, schema, list, show, search and mentions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from ipdesk.cli.narrowing import narrowed, narrowing
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.findings import plain_finding, show_basis
from ipdesk.model.kinds import Choice, Choices, Kind, Link, Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.restricted import HIDDEN, told_record
from ipdesk.model.text import N_, Message
from ipdesk.model.values import plain_value, show_value
from ipdesk.operations import badges, reading, records, restricted
from ipdesk.operations.checks import matters_now
from ipdesk.registers import register

SHOWN = 100
MARKS = {"block": "■", "warn": "▲", "info": "●", "ok": "✓"}


def plain_record(register: Register, record: Record) -> dict[str, Any]:
    """Return a record as JSON values: identity first, then its declared fields, of the restricted ones the names."""
    head = {"id": record.id, "number": record.number, "state": record.state, "revision": record.revision}
    head |= {"created": record.created, "changed": record.changed, "withheld": record.withheld}
    return head | told_record(register, record)


@click.command(
    cls=DeskCommand, name="registers", help=N_("List the registers with the number of their records.")
)
@click.pass_obj
def registers(session: Session) -> None:
    counted = reading.counts(session.desk())
    label = session.translator.label
    session.answer(
        [{"register": each.name, "label": label(each.label), "count": count} for each, count in counted]
    )
    if not session.json:
        headings = [label(N_("Register")), label(N_("Label")), label(N_("Records"))]
        session.table(headings, [[each.name, label(each.label), str(count)] for each, count in counted])


@click.command(
    cls=DeskCommand,
    name="schema",
    help=N_("Show the fields of a register: name, kind, label, required, options."),
)
@click.argument("name", metavar="REGISTER")
@click.pass_obj
def schema(session: Session, name: str) -> None:
    found = register(name)
    plain = [_plain_field(session, each.name, each.kind) for each in found.fields()]
    label = session.translator.label
    states = [{"state": each.code, "label": label(each.label)} for each in found.states.states]
    session.answer({"register": name, "label": label(found.label), "fields": plain, "states": states})
    if not session.json:
        headings = [label(N_("Field")), label(N_("Kind")), label(N_("Label")), label(N_("Required from"))]
        rows: list[list[str]] = []
        for each in plain:
            rows.append([each["name"], each["kind"], each["label"], each["required"]])
            rows += [
                [f"  .{inner['name']}", inner["kind"], inner["label"], ""] for inner in each.get("rows", [])
            ]
        session.table(headings, rows)


def _plain_field(session: Session, name: str, kind: Kind) -> dict[str, Any]:
    label = session.translator.label
    plain: dict[str, Any] = {
        "name": name,
        "kind": type(kind).__name__.lower(),
        "label": label(kind.label),
        "help": label(kind.help),
        "required": kind.required,
        "restricted": kind.restricted,
    }
    if isinstance(kind, Choice | Choices):
        plain["options"] = {option.code: label(option.label) for option in kind.options}
    if isinstance(kind, Link):
        plain["to"] = kind.to
    if isinstance(kind, Rows):
        plain["rows"] = [_plain_field(session, each.name, each.kind) for each in fields_of(kind.of)]
    return plain


@click.command(cls=DeskCommand, name="list", help=N_("List records of a register."))
@click.argument("name", metavar="REGISTER")
@narrowing
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help=N_("At most so many records."))
@click.pass_obj
def list_records(
    session: Session, name: str, where: tuple[str, ...], text: str, view: str, limit: int | None
) -> None:
    found, desk = register(name), session.desk()
    asked = narrowed(desk, found, where, text, view)
    ids = reading.list_ids(desk, found, asked.filter.where(), asked.filter.text, asked.order)
    most = limit if limit is not None else (len(ids) if session.json else SHOWN)
    if session.json:
        session.answer([plain_record(found, each) for each in reading.whole(desk, found, ids[:most])])
        return
    if not ids:
        session.tell(
            Message(N_("No record is in this list. Take in a file with “import”, or add one with “add”."))
        )
        return
    known = {each.name for each in found.fields() if not each.kind.restricted}
    names = [each for each in asked.columns or found.columns if each in known]
    label = session.translator.label
    headings = [*(label(found.field(each).kind.label) for each in names), label(N_("State"))]
    if (live := badges.badges_in(found)) is not None:
        headings.append(label(live.kind.label))
    told = badges.badges_of(desk, found, ids[:most])
    rows = []
    for entry, record in zip(ids[:most], reading.page(desk, found, ids[:most], names), strict=True):
        cells = [
            show_value(found.field(each).kind, getattr(record, each), session.translator) for each in names
        ]
        words = "、".join(label(each.word) for each in told.get(entry, ()))
        rows.append([*cells, label(found.state(record.state).label), *([words] if live is not None else [])])
    session.table(headings, rows)
    if len(ids) > most:
        session.complain(
            session.translator.say(
                Message(N_("{shown} of {count} shown; --limit shows more."), shown=most, count=len(ids))
            )
        )


@click.command(
    cls=DeskCommand,
    name="show",
    help=N_("Show one record with links, findings, files and the moves open from here."),
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.option("--history", is_flag=True, help=N_("Also every change since it was made."))
@click.option(
    "--reveal",
    multiple=True,
    metavar="FIELD",
    help=N_("Also this restricted field; the log says that it was shown."),
)
@click.pass_obj
def show(session: Session, name: str, number: str, history: bool, reveal: tuple[str, ...]) -> None:
    found, desk = register(name), session.desk()
    sight = reading.show(desk, found, number)
    revealed = {each: restricted.reveal(desk, found, number, each) for each in dict.fromkeys(reveal)}
    acts = records.history(desk, found, number) if history else []
    translator = session.translator
    session.answer(
        plain_record(found, sight.record)
        | {each: plain_value(found.field(each).kind, held) for each, held in revealed.items()}
        | {
            "state_label": translator.label(found.state(sight.record.state).label),
            "findings": [plain_finding(each, translator) for each in sight.findings],
            "badges": [
                {"code": each.code, "label": translator.label(each.word), "told": translator.say(each.told)}
                for each in sight.badges
            ],
            "moves": [
                {
                    "state": step.move.target,
                    "label": translator.label(step.move.label),
                    "reason": step.move.reason,
                    "lacks": [plain_finding(each, translator) for each in step.lacks],
                }
                for step in sight.steps
            ],
            "attachments": [
                {
                    "name": each.name,
                    "size": each.size,
                    "sha256": each.sha256,
                    "added": each.added,
                    "by": each.added_by,
                }
                for each in sight.attachments
            ],
            "linked_from": [
                {"register": each.register, "number": each.number, "title": each.title}
                for each in sight.linking_here
            ],
        }
        | {
            "sources": [
                {"file": each.file, "sheet": each.sheet, "row": each.row, "at": each.at, "raw": each.raw}
                for each in sight.sources
            ]
        }
        | ({"history": [_plain_act(each) for each in acts]} if history else {})
    )
    if not session.json:
        _show_plainly(session, found, sight, revealed)
        for each in acts:
            changed = ", ".join((each.values or {}).get("fields", {}))
            click.echo(f"{each.at[:19]}  {each.actor}  {each.act}  {changed}")


def _plain_act(act: Any) -> dict[str, Any]:
    return {"seq": act.seq, "at": act.at, "user": act.actor, "act": act.act, "values": act.values}


def row_text(session: Session, kind: Rows, child: Any) -> str:
    """Return a child row in one line: its filled cells, restricted ones apart."""
    cells = (
        show_value(each.kind, getattr(child, each.name), session.translator)
        for each in fields_of(kind.of)
        if not each.kind.restricted
    )
    return "  ".join(cell for cell in cells if cell)


def _show_plainly(
    session: Session, found: Register, sight: reading.Sight, revealed: Mapping[str, Any]
) -> None:
    record, translator = sight.record, session.translator
    label = translator.label
    click.echo(f"{record.number}  [{label(found.state(record.state).label)}]  r{record.revision}")
    if record.withheld:
        session.tell(Message(N_("This record is sealed. Call the security officer.")))
        return
    for badge in sight.badges:
        click.echo(f"  {MARKS[badge.tone]} {translator.say(badge.told)}")
    for each in found.fields():
        held = getattr(record, each.name)
        if held == each.empty or each.name == "number":
            continue
        if each.kind.restricted and each.name not in revealed:
            click.echo(f"  {label(each.kind.label)}: {label(HIDDEN)}")
        elif isinstance(each.kind, Rows):
            click.echo(f"  {label(each.kind.label)}:")
            for child in held:
                click.echo(f"    - {row_text(session, each.kind, child)}")
        else:
            shown = show_value(each.kind, held, translator).replace("\n", "\n      ")
            click.echo(f"  {label(each.kind.label)}: {shown}")
    for other in sight.linking_here:
        click.echo(f"  ← {other.number} {other.title}")
    for file in sight.attachments:
        click.echo(f"  ⎘ {file.name} ({file.size} B)")
    targets = [step.move.target for step in sight.steps]
    state = found.state(record.state)
    near = [each for each in sight.findings if matters_now(each, state, targets)]
    for finding in near:
        click.echo(f"{MARKS[finding.severity]} {translator.say(finding.message)}")
        if basis := show_basis(finding.basis, translator):
            click.echo(f"    § {basis}")
        if finding.clears:
            click.echo(f"    → {translator.say(finding.clears)}")
    if later := len(sight.findings) - len(near):
        session.tell(
            Message(N_("{count} more findings matter for later states (--json shows all)."), count=later)
        )
    for step in sight.steps:
        lacks = translator.say(Message("{all}", all=[each.message for each in step.lacks]))
        click.echo(f"⇒ {step.move.target} {label(step.move.label)}" + (f": {lacks}" if lacks else ""))


@click.command(cls=DeskCommand, name="search", help=N_("Find a text, from one character, in every register."))
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, reading.MOST_HITS), default=50, metavar="N", help=N_("At most so many.")
)
@click.pass_obj
def search(session: Session, text: str, limit: int) -> None:
    found, more = reading.search_all(session.desk(), text, limit)
    session.answer(
        {
            "hits": [
                {
                    "register": each.record.register,
                    "number": each.record.number,
                    "title": each.record.title,
                    "state": each.record.state,
                    "before": each.before,
                    "text": each.text,
                    "after": each.after,
                }
                for each in found
            ],
            "more": more,
        }
    )
    if not session.json:
        for each in found:
            click.echo(
                f"{each.record.number}  {each.record.title}\n    …{each.before}[{each.text}]{each.after}…"
            )
        session.tell(
            Message(N_("There are more; --limit shows them."))
            if more
            else Message(N_("{count} found."), count=len(found))
        )


@click.command(cls=DeskCommand, name="mentions", help=N_("Find every record that names a person."))
@click.argument("person", metavar="NAME")
@click.pass_obj
def mentions(session: Session, person: str) -> None:
    found = reading.mentions(session.desk(), person)
    session.answer(
        [
            {"register": each.register, "number": each.number, "title": each.title, "field": field}
            for each, field in found
        ]
    )
    if not session.json:
        for each, field in found:
            click.echo(f"{each.number}  {each.title}  ({field})")
        session.tell(Message(N_("{count} found."), count=len(found)))


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    for command in (registers, schema, list_records, show, search, mentions):
        root.add_command(command)
