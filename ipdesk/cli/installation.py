"""Commands about the program itself: the demo and the self-test."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session, wide
from ipdesk.model.states import ROLE_LABELS
from ipdesk.model.text import N_, Message
from ipdesk.registers import register

if TYPE_CHECKING:  # both bring much that no other command needs
    from ipdesk.operations.demo import DemoResult, Progress

PROGRESS_WIDTH = 60


@click.command(
    cls=DeskCommand,
    name="demo",
    help=N_("Make the demo workspace of invented records, and run the main job in it."),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.pass_obj
def demo(session: Session, folder: Path | None) -> int:
    from ipdesk.operations.demo import make_demo

    tell = _progress(session)
    try:
        made = make_demo(folder, session.clock, session.translator, tell)
    finally:
        tell(Message(""))
    session.answer(_plain(made))
    if session.json:
        return 0
    _show(session, made)
    if session.open_window is None:
        session.tell(Message(N_("There is no display to open the window on.")))
        return 0
    return session.open_window(made.folder)


def _progress(session: Session) -> Progress:
    """Return what shows on one line of a terminal how far the demo is; elsewhere it says nothing."""

    def tell(message: Message) -> None:
        if sys.stderr.isatty():
            text = session.translator.say(message)
            blanks = " " * max(0, PROGRESS_WIDTH - wide(text))
            click.echo(f"\r{text}{blanks}\r", err=True, nl=False)

    return tell


def _plain(made: DemoResult) -> dict[str, Any]:
    return {
        "workspace": str(made.folder),
        "documents": str(made.documents),
        "made": made.made,
        "synthetic": True,
        "user": made.users[0].name,
        "users": [{"user": each.name, "role": each.role} for each in made.users],
        "passphrase": made.passphrase,
        "counts": made.counts,
        "taken": [
            {"file": str(each.file), "kind": each.kind, "counts": each.counts, "doubts": each.doubts,
             "similar": each.similar}
            for each in made.taken
        ],
        "papers": [
            {"file": str(each.place), "serial": each.stamp.serial, "records": each.records,
             "unresolved": list(each.unresolved)}
            for each in made.papers
        ],
    }  # fmt: skip


def _show(session: Session, made: DemoResult) -> None:
    """Say what stands where, and how to go on."""
    tell = session.tell
    tell(
        Message(N_("Demo workspace, new: {path}"), path=str(made.folder))
        if made.made
        else Message(N_("Demo workspace, made earlier: {path}"), path=str(made.folder))
    )
    tell(Message(N_("All of it is invented: no person, organisation, project or number in it is real.")))
    users = [
        Message(N_("{name} ({role})"), name=each.name, role=Message(ROLE_LABELS[each.role]))
        for each in made.users
    ]
    tell(Message(N_("Users: {users}"), users=users))
    tell(
        Message(N_("Passphrase of all of them, for the demo only: {passphrase}"), passphrase=made.passphrase)
    )
    for name, count in made.counts.items():
        tell(Message(N_("{register}: {count} records"), register=Message(register(name).label), count=count))
    for each in made.taken:
        tell(Message(N_("Taken in: {file}"), file=str(each.file)))
        tell(Message(N_("New {new}, changed {changed}, same {same}, refused {refused}."), **each.counts))
        if each.doubts or each.similar:
            tell(
                Message(
                    N_("To look at: {doubts} doubtful cells, {similar} probable duplicates."),
                    doubts=each.doubts,
                    similar=each.similar,
                )
            )
    for paper in made.papers:
        tell(paper.written())
    tell(Message(N_("To look around from the command line:")))
    program = "ipdesk" if shutil.which("ipdesk") else sys.argv[0]
    click.echo(f'  {program} list disclosures --workspace "{made.folder}" --user {made.users[0].name}')


@click.command(
    cls=DeskCommand,
    name="self-test",
    help=N_("Check the installation: fonts, cryptography, database, parser, rules, catalogues, window."),
)
@click.pass_obj
def self_test(session: Session) -> int:
    from ipdesk.operations.selftest import checks

    say, label = session.translator.say, session.translator.label
    found = list(checks())
    failed = [each for each in found if not each.ok]
    session.answer(
        {
            "ok": not failed,
            "checks": [
                {"check": each.code, "name": label(each.name), "ok": each.ok, "detail": say(each.detail)}
                for each in found
            ],
        }
    )
    if not session.json:
        words = {True: label(N_("good")), False: label(N_("FAILED"))}
        headings = [label(N_("Check")), label(N_("Result")), label(N_("Found"))]
        session.table(headings, [[label(each.name), words[each.ok], say(each.detail)] for each in found])
    for each in failed:
        session.complain(f"■ {label(each.name)} {say(each.detail)}")
    if failed:
        session.complain(say(Message(N_("{count} of {of} checks failed."), count=len(failed), of=len(found))))
    return 1 if failed else 0


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    for command in (demo, self_test):
        root.add_command(command)
