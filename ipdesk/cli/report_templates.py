"""Commands that fill the workbook a superior sends, and that keep which of its cells takes what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.documents import tell_paper
from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.report_templates import KnownTemplate, LookedAt
    from ipdesk.rules.report_maps import ReportMap

FILE = click.Path(path_type=Path)


@click.command(
    cls=DeskCommand,
    name="fill",
    help=N_("Fill the workbook that a superior sends with a quarter; only its mapped cells are written."),
)
@click.argument("template", type=FILE)
@click.argument("quarter", required=False, default="")
@click.argument("file", type=NEW_FILE, required=False)
@click.option(
    "--map",
    "mapping",
    type=FILE,
    metavar="MAP.json",
    help=N_("Which cell takes what, instead of what is kept."),
)
@click.option("--keep", is_flag=True, help=N_("Keep this map for every file of the same form."))
@click.option(
    "--suggest", is_flag=True, help=N_("Print what the workbook suggests as a map, and fill nothing.")
)
@click.pass_obj
def fill(
    session: Session,
    template: Path,
    quarter: str,
    file: Path | None,
    mapping: Path | None,
    keep: bool,
    suggest: bool,
) -> None:
    from ipdesk.operations import report_templates

    desk = session.desk()
    if not suggest and not (quarter and file) and not (mapping and keep and not quarter):
        raise click.UsageError(
            "TEMPLATE.xlsx QUARTER FILE.xlsx | TEMPLATE.xlsx --suggest | TEMPLATE.xlsx --map MAP.json --keep"
        )
    looked = report_templates.look_at(desk, template)
    if suggest:
        from ipdesk.rules.report_maps import write_map

        _say_changes(session, looked)
        click.echo(write_map(looked.suggested_map()), nl=False)
        return
    map_ = report_templates.map_in(mapping) if mapping is not None else None
    if keep:
        looked = report_templates.keep_mapping(desk, looked, map_ or looked.moved_map())
        map_ = looked.map
    if quarter and file:
        _fill(session, looked, quarter, file, map_)
    else:
        for each in looked.notices():
            session.complain(session.translator.say(each))
        _said_kept(session, looked)


def _fill(session: Session, looked: LookedAt, quarter: str, file: Path, map_: ReportMap | None) -> None:
    from ipdesk.model.report_periods import read_report_period
    from ipdesk.operations.report_templates import fill_template

    desk = session.desk()
    asked = read_report_period(quarter)
    tell_paper(session, fill_template(desk, looked, asked, file, map_, session.document_language()))


@click.command(cls=DeskCommand, name="list", help=N_("List the workbooks of superiors that are mapped."))
@click.pass_obj
def list_all(session: Session) -> None:
    from ipdesk.operations.report_templates import list_mapped

    found = list_mapped(session.desk())
    session.answer([_plain(each) for each in found])
    if not session.json:
        label = session.translator.label
        headings = (N_("Number"), N_("File"), N_("Mapped cells"), N_("Mapped on"))
        cells = [
            [str(each.id), each.name, str(len(each.map.mapped)), f"{each.at:%Y-%m-%d %H:%M} {each.user}"]
            for each in found
        ]
        session.table([label(each) for each in headings], cells)


@click.command(
    cls=DeskCommand,
    name="show",
    help=N_("Show what stands in a workbook, what is mapped in it, and what it suggests."),
)
@click.argument("template", type=FILE)
@click.pass_obj
def show(session: Session, template: Path) -> None:
    from ipdesk.operations.report_templates import check_mapping, look_at, name_labels
    from ipdesk.rules.report_maps import plain_map

    desk = session.desk()
    looked = look_at(desk, template)
    held = looked.moved_map()
    problems = [session.translator.say(each.message) for each in check_mapping(looked, held)]
    if session.json:
        answer = {"kept": _plain(looked.kept) if looked.kept is not None else None, "map": plain_map(held)}
        suggested = plain_map(looked.suggested_map())
        session.answer(
            answer
            | {
                "sheets": _sheets(looked),
                "names": dict(looked.book.names),
                "suggested": suggested,
                "problems": problems,
                "notices": [session.translator.say(each) for each in looked.notices()],
            }
        )
        return
    _say_changes(session, looked)
    for said in problems:
        session.complain(said)
    labels, label = name_labels(desk, looked.known), session.translator.label
    suggested_map = looked.suggested_map()
    session.table(
        [label(N_("Cell")), label(N_("Takes")), label(N_("Meaning")), label(N_("Confirmed"))],
        [
            [
                f"{each.sheet}!{each.cell}" + ("↓" if each.is_column else ""),
                each.what,
                labels.get(each.what, ""),
                label(N_("Yes") if looked.map.at(each.sheet, each.place) == each else N_("No")),
            ]
            for each in suggested_map.mapped
        ],
    )


@click.command(
    cls=DeskCommand,
    name="names",
    help=N_("List everything that a cell or a column may take, or what some words are found in."),
)
@click.argument("words", nargs=-1)
@click.pass_obj
def names(session: Session, words: tuple[str, ...]) -> None:
    from ipdesk.model.folding import folded
    from ipdesk.operations.report_templates import name_labels, names_of

    wanted = [folded(each) for each in words]
    labels = {
        name: label
        for name, label in name_labels(session.desk(), names_of(session.desk())).items()
        if all(word in folded(f"{name} {label}") for word in wanted)
    }
    session.answer(labels)
    if not session.json:
        label = session.translator.label
        session.table(
            [label(N_("Written as")), label(N_("Meaning"))], [list(each) for each in labels.items()]
        )


@click.command(cls=DeskCommand, name="export", help=N_("Write the map of a workbook as a file."))
@click.argument("number", type=int)
@click.argument("file", type=NEW_FILE)
@click.pass_obj
def export(session: Session, number: int, file: Path) -> None:
    from ipdesk.operations.report_templates import export_mapping

    export_mapping(session.desk(), number, file)
    session.answer({"file": str(file)})
    session.tell(Message(N_("Written: {file}"), file=str(file)))


@click.command(cls=DeskCommand, name="forget", help=N_("Forget which cells of a workbook take what."))
@click.argument("number", type=int)
@click.pass_obj
def forget(session: Session, number: int) -> None:
    from ipdesk.operations.report_templates import forget_mapping

    forget_mapping(session.desk(), number)
    session.answer({"forgotten": number})
    session.tell(Message(N_("Forgotten. What was filled by it stays.")))


def _say_changes(session: Session, looked: LookedAt) -> None:
    from ipdesk.operations.report_templates import change_message

    for each in (*looked.notices(), *map(change_message, looked.changes)):
        session.complain(session.translator.say(each))


def _said_kept(session: Session, looked: LookedAt) -> None:
    assert looked.kept is not None  # it was just kept
    session.answer(_plain(looked.kept))
    session.tell(
        Message(
            N_("Kept: {count} cells of “{file}” are mapped."),
            count=len(looked.map.mapped),
            file=looked.kept.name,
        )
    )


def _plain(known: KnownTemplate) -> dict[str, Any]:
    from ipdesk.rules.report_maps import write_map

    held = {"number": known.id, "file": known.name, "sha256": known.sha256, "user": known.user}
    return held | {"mapped": known.at.isoformat(timespec="seconds"), "map": json.loads(write_map(known.map))}


def _sheets(looked: LookedAt) -> list[dict[str, Any]]:
    from ipdesk.rules.report_books import cell_name

    return [
        {
            "name": sheet.name,
            "merged": [f"{cell_name(each[:2])}:{cell_name(each[2:])}" for each in sheet.merged],
            "cells": {
                cell_name(place): {"text": cell.text, "kind": cell.kind}
                for place, cell in sorted(sheet.cells.items())
            },
        }
        for sheet in looked.book.sheets
    ]


def add_commands(group: DeskGroup) -> None:
    """Put these commands into the group of reports."""
    templates = DeskGroup(name="template", help=N_("Workbooks that a superior sends to be filled."))
    for command in (list_all, show, names, export, forget):
        templates.add_command(command)
    group.add_command(fill)
    group.add_command(templates)
