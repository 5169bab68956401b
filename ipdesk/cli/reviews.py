"""The command that checks manuscripts against everything the desk knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.due import DayOption
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message, Translator

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.reviews import Review
    from ipdesk.screening.risks import Risk

MARKS: Final = {"block": "■", "defer": "◆", "warn": "▲", "info": "●"}
SHOWN: Final = 60  # characters of a passage on a line


@click.command(
    cls=DeskCommand,
    name="review",
    help=N_(
        "Check manuscripts: what in them must not go out yet, why, and what clears it. Nothing is stored."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--paper",
    default="",
    metavar="NUMBER",
    help=N_("The review before publication that the files belong to."),
)
@click.option("--author", "authors", multiple=True, metavar="NAME", help=N_("An author; may be repeated."))
@click.option(
    "--at", "public_on", type=DayOption(), metavar="DATE", help=N_("The first day on which it may be public.")
)
@click.option(
    "--text", "text_file", type=click.Path(path_type=Path), metavar="FILE",
    help=N_("Write the text that was read, to which the offsets belong."),
)  # fmt: skip
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Whose first line opens the files."),
)
@click.pass_obj
def review(
    session: Session,
    files: tuple[Path, ...],
    paper: str,
    authors: tuple[str, ...],
    public_on: date | None,
    text_file: Path | None,
    password_file: Path | None,
) -> int:
    from ipdesk.operations.reviews import check_manuscript, write_text

    if text_file is not None and len(files) > 1:
        raise click.UsageError(session.translator.label(N_("The text of one file only can be written.")))
    desk, password = session.desk(), session.password_from(password_file)
    done = []
    for file in files:
        made = check_manuscript(
            desk, file, session.step(), password=password, authors=authors, public_on=public_on, paper=paper
        )
        if text_file is not None:
            write_text(desk, made, text_file)
        if not session.json:
            _tell(session, made)
        done.append(made)
    plain = [plain_review(each, session.translator) for each in done]
    session.answer(plain[0] if len(plain) == 1 else plain)
    return int(any(each.holds for each in done))


def plain_review(made: Review, translator: Translator) -> dict[str, Any]:
    """Return a review as a program reads it, with offsets in code points of the extracted text."""
    manuscript = made.manuscript
    return {
        "file": manuscript.name,
        "sha256": manuscript.sha256,
        "characters": len(manuscript.text),
        "unread": [{"what": each.what, "place": each.place, "name": each.name} for each in made.unread],
        "compared": made.compared,
        "not_compared": [
            {"register": each.register, "record": each.number, "reason": translator.say(each.reason)}
            for each in made.not_compared
        ],
        "findings": [_plain(each, made, translator) for each in made.risks],
        "set_aside": [
            {**_plain(each.risk, made, translator), "by": each.aside.by, "why": each.aside.reason}
            for each in made.folded
        ],
    }


def _plain(risk: Risk, made: Review, translator: Translator) -> dict[str, Any]:
    return {
        "kind": risk.kind,
        "severity": risk.severity,
        "start": risk.start,
        "end": risk.end,
        "page": made.manuscript.place_of(risk.start) if risk.end else None,
        "text": risk.text,
        "reason": translator.say(risk.reason),
        "basis": "；".join(show_basis(each, translator) for each in risk.basis),
        "register": risk.register or None,
        "record": risk.record or None,
        "record_start": risk.record_start,
        "record_end": risk.record_end,
        "score": risk.score,
        "clears": translator.say(risk.clears),
        "key": risk.key,
        "handled": made.handled.get(risk.key),
    }


def _tell(session: Session, made: Review) -> None:
    """Print what was found, what was not read and what could not be compared."""
    manuscript, say = made.manuscript, session.translator.say
    session.tell(
        Message(
            N_("{file}: {count} risks. Compared with {texts} protected texts. A check finds risks; it clears nothing."),
            file=manuscript.name, count=len(made.risks), texts=made.compared,
        )
    )  # fmt: skip
    for each in made.risks:
        where = f" [{manuscript.place_of(each.start)}]" if each.end else ""
        passage = " ".join(each.text.split())
        click.echo(f"{MARKS[each.severity]}{where} {say(each.reason)}")
        if passage:
            click.echo(f"    “{passage[:SHOWN]}{'…' if len(passage) > SHOWN else ''}”")
        click.echo(f"    → {say(each.clears)}")
        click.echo(f"    {each.key}")
    for folded in made.folded:
        said = N_("Set aside by {name} ({reason}): {risk}")
        session.tell(Message(said, name=folded.aside.by, reason=folded.aside.reason, risk=folded.risk.reason))
    if made.unread:
        session.tell(Message(N_("Not read: {count}."), count=len(made.unread)))
    for left in made.not_compared:
        session.tell(Message(N_("Not compared: {number}, {reason}."), number=left.number, reason=left.reason))


def add_commands(root: DeskGroup) -> None:
    """Add the command."""
    root.add_command(review)
