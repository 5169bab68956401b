"""What the commands about rules do with checklists: tables of their questions, and files of the laboratory's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.session import Session
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.checklists import KnownChecklist
    from ipdesk.rules.checklist import Checklist, Item

PREFIX: Final = "checklist."
ENDING: Final = ".toml"
ANSWERS: Final = {
    "yes-no": N_("yes or no"),
    "score": N_("0 to 5"),
    "choice": N_("a choice"),
    "text": N_("words"),
    "day": N_("a date"),
    "evidence": N_("a piece of evidence"),
}


def known(session: Session, name: str) -> KnownChecklist:
    """Return the checklist that a name with its prefix means."""
    from ipdesk.operations import checklists

    return checklists.find_checklist(session.desk(), name.removeprefix(PREFIX))


def plain(found: KnownChecklist) -> dict[str, Any]:
    """Return what `--json` says of a checklist."""
    return {
        "name": PREFIX + found.checklist.id,
        "version": found.checklist.version,
        "whose": found.whose,
        "unread": bool(found.unread),
        "file": found.file,
        "sha256": found.sha256,
        "installed": found.at.isoformat(timespec="seconds") if found.at else None,
        "user": found.user,
    }


def show(session: Session, name: str) -> None:
    """Print the questions of a checklist by dimension, with what they weigh and where they come from."""
    found = known(session, name)
    made = found.checklist
    language = session.translator.language
    session.answer(plain(found) | {"dimensions": _plain_dimensions(made, language)})
    if session.json:
        return
    head = (made.label.said(language), session.translator.label(N_("Version")), made.version)
    click.echo("  ".join(head))
    for dimension in made.dimensions:
        click.echo(f"\n{dimension.label.said(language)}  {_kind(session, dimension.weight, dimension.gate)}")
        for item in made.items:
            if item.dimension == dimension.id:
                for line in _lines(session, item):
                    click.echo(line)


def check(session: Session, file: Path) -> None:
    """Check a file as a checklist and say what it is."""
    from ipdesk.operations import checklists

    made = checklists.check_checklist(session.desk(), file)
    session.answer(
        {"file": file.name, "name": PREFIX + made.id, "version": made.version, "items": len(made.items)}
    )
    session.tell(
        Message(N_("“{file}” does as the checklist {name}, version {version}, with {count} questions."),
                file=file.name, name=made.id, version=made.version, count=len(made.items))
    )  # fmt: skip


def install(session: Session, file: Path) -> None:
    """Check a file and put it in force."""
    from ipdesk.operations import checklists

    said(session, checklists.install_checklist(session.desk(), file))


def said(session: Session, found: KnownChecklist) -> None:
    """Say which list holds now."""
    session.answer(plain(found))
    session.tell(
        Message(N_("The checklist {name} holds in version {version} now."), name=found.checklist.id,
                version=found.checklist.version)
    )  # fmt: skip


def _kind(session: Session, weight: int, gate: bool) -> str:
    label = session.translator.label
    if weight:
        return f"{weight} %"
    return label(N_("gate")) if gate else label(N_("a test of its own"))


def _lines(session: Session, item: Item) -> list[str]:
    label, language = session.translator.label, session.translator.language
    weighs = f" ×{item.weight}" if item.weight else ""
    lines = [f"  {item.id}  {item.question.said(language)}  [{label(ANSWERS[item.kind])}{weighs}]"]
    if item.options:
        lines.append("      " + " / ".join(option.label.said(language) for option in item.options))
    if item.fails:
        lines.append(f"      ■ {'、'.join(item.fails)} → {item.clears.said(language)}")
    lines.append("      " + "; ".join(show_basis(each, session.translator) for each in item.basis))
    return lines


def _plain_dimensions(made: Checklist, language: str) -> list[dict[str, Any]]:
    return [
        {
            "id": dimension.id,
            "label": dimension.label.said(language),
            "weight": dimension.weight,
            "gate": dimension.gate,
            "test": dimension.test,
            "items": [_plain_item(item, language) for item in made.items if item.dimension == dimension.id],
        }
        for dimension in made.dimensions
    ]


def _plain_item(item: Item, language: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "answer": item.kind,
        "question": item.question.said(language),
        "guidance": item.guidance.said(language),
        "weight": item.weight,
        "fails": list(item.fails),
        "clears": item.clears.said(language),
        "options": [{"code": each.code, "label": each.label.said(language)} for each in item.options],
        "when": [{"item": each.item, "is": list(each.answers)} for each in item.when],
        "basis": [
            {"document": each.document, "article": each.article, "confidence": each.confidence}
            for each in item.basis
        ],
    }
