"""What the commands about rules do with rule files: tables of what stands in them, and files of the laboratory's own."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.session import Session
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.rule_files import Known

ENDING: Final = ".toml"


def is_one(name: str) -> bool:
    """Say whether a name is that of a rule file, by the kind at its beginning."""
    from ipdesk.operations.rule_files import KINDS

    return any(name.startswith(kind.called("")) for kind in KINDS)


def known(session: Session, name: str) -> Known[Any]:
    """Return the rules that a name means."""
    from ipdesk.operations import rule_files

    return rule_files.named_rules(session.desk(), name)


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


def install(session: Session, file: Path) -> None:
    """Check a file and put it in force."""
    from ipdesk.operations import rule_files

    _said(session, rule_files.install_rules(session.desk(), file))


def remove(session: Session, name: str) -> None:
    """Take the laboratory's own rules out of force."""
    from ipdesk.operations import rule_files

    _said(session, rule_files.remove_rules(session.desk(), known(session, name)))


def restore(session: Session, name: str) -> None:
    """Put the laboratory's earlier rules back in force."""
    from ipdesk.operations import rule_files

    _said(session, rule_files.restore_rules(session.desk(), known(session, name)))


def _said(session: Session, found: Known[Any]) -> None:
    """Say which rules hold now."""
    session.answer(plain(found))
    session.tell(
        Message(N_("{name} holds in version {version} now."), name=found.name, version=found.made.version)
    )
