"""What the commands about rules do with rule files: tables of what stands in them, and files of the laboratory's own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.docket import tell_moved
from ipdesk.cli.session import Session
from ipdesk.model.errors import Incomplete
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.deadlines import Moved
    from ipdesk.operations.rule_files import Known

ENDING: Final = ".toml"


def is_one(name: str) -> bool:
    """Say whether a name is that of a rule file."""
    from ipdesk.operations.rule_files import kind_named

    return kind_named(name) is not None


def known(session: Session, name: str) -> Known[Any]:
    """Return the rules that a name means."""
    from ipdesk.operations import rule_files

    return rule_files.named_rules(session.desk(), name)


def file_of(session: Session, name: str) -> str:
    """Return how the file of rules is called."""
    return f"{known(session, name).made.id}{ENDING}"


def all_known(session: Session) -> list[Known[Any]]:
    """Return the rules of every kind that hold."""
    from ipdesk.operations import rule_files

    desk = session.desk()
    return [each for kind in rule_files.KINDS for each in rule_files.list_rules(desk, kind)]


def plain(found: Known[Any]) -> dict[str, Any]:
    """Return what `--json` says of rules."""
    return {
        "name": found.name,
        "version": found.made.version,
        "whose": found.whose,
        "unread": bool(found.unread),
        "file": found.file,
        "sha256": found.sha256,
        "installed": found.at.isoformat(timespec="seconds") if found.at else None,
        "user": found.user,
    }


def show(session: Session, name: str) -> None:
    """Print what stands in rules by group, each entry in full and with where it comes from."""
    found = known(session, name)
    made, language = found.made, session.translator.language
    session.answer(plain(found) | found.kind.plain(made, language))
    if session.json:
        return
    head = (made.label.said(language), session.translator.label(N_("Version")), made.version)
    click.echo("  ".join(head))
    for group, parts in groupby(found.kind.parts(made, session.translator), lambda each: each.group):
        click.echo(f"\n{group}" if group else "")
        for part in parts:
            first, *rest = part.lines
            click.echo(f"  {part.id}  {first}" + (f"  [{part.remark}]" if part.remark else ""))
            for line in rest:
                click.echo(f"      {line}")


def check(session: Session, file: Path) -> None:
    """Check a file as rules and say what it is."""
    from ipdesk.operations import rule_files

    kind, made = rule_files.check_rules(session.desk(), file)
    name, count = kind.called(made.id), len({each.id for each in kind.parts(made, session.translator)})
    session.answer({"file": file.name, "name": name, "version": made.version, "items": count})
    session.tell(
        Message(N_("“{file}” does as {name}, version {version}, with {count} entries."),
                file=file.name, name=name, version=made.version, count=count)
    )  # fmt: skip


def export(session: Session, name: str, file: Path, *, ours: bool) -> None:
    """Write rules as a file to edit."""
    from ipdesk.operations import rule_files

    rule_files.export_rules(session.desk(), known(session, name), file, ours=ours)
    session.answer({"file": str(file), "name": name})
    session.tell(Message(N_("Written: {file}"), file=str(file)))


def install(session: Session, file: Path, *, yes: bool) -> None:
    """Check a file and put it in force, after it was told what it moves."""
    from ipdesk.operations import docket, rule_files

    desk = session.desk()
    desk.require("rules")
    moved = docket.moves_by_rules(desk, file, session.step())
    _tell_moves(session, moved, yes=yes)
    _said(session, rule_files.install_rules(desk, file), moved)


def remove(session: Session, name: str, *, yes: bool) -> None:
    """Take the laboratory's own rules out of force, after it was told what that moves."""
    from ipdesk.operations import docket, rule_files

    desk, found = session.desk(), known(session, name)
    desk.require("rules")
    moved = docket.moves_by(desk, found.kind, rule_files.rules_without(found), session.step())
    _tell_moves(session, moved, yes=yes)
    _said(session, rule_files.remove_rules(desk, found), moved)


def restore(session: Session, name: str, *, yes: bool) -> None:
    """Put the laboratory's earlier rules back in force, after it was told what that moves."""
    from ipdesk.operations import docket, rule_files

    desk, found = session.desk(), known(session, name)
    desk.require("rules")
    then = rule_files.rules_put_back(desk, found)
    moved = docket.moves_by(desk, found.kind, then, session.step()) if found.again else []
    _tell_moves(session, moved, yes=yes)
    _said(session, rule_files.restore_rules(desk, found), moved)


def _tell_moves(session: Session, moved: Sequence[Moved], *, yes: bool) -> None:
    """Show which days would move. Raises Incomplete where some would and nobody said that they may."""
    if not moved:
        return
    if not (yes and session.json):
        tell_moved(session, list(moved))
    if not yes:
        raise Incomplete(
            Message(N_("{count} deadlines would move by that."), count=len(moved)),
            Message(N_("Look at them, then say --yes.")),
        )


def _said(session: Session, found: Known[Any], moved: Sequence[Moved]) -> None:
    """Say which rules hold now; of deadlines also how many moved by it."""
    session.answer(plain(found) | ({"moved": len(moved)} if moved else {}))
    session.tell(
        Message(N_("{name} holds in version {version} now."), name=found.name, version=found.made.version)
    )
