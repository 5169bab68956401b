"""The command that checks manuscripts against everything the desk knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.due import DayOption
from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.exporting.layout import no_glyph
from ipdesk.model.errors import Refused
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.screening.risk_labels import APPROVED, CAUTION, DECIDED, SEVERITY_MARKS, SEVERITY_WORDS
from ipdesk.screening.risks import SEVERITIES

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.manuscript_versions import Versions
    from ipdesk.operations.reviews import Review
    from ipdesk.screening.risks import Risk

BASIS: Final = N_("Basis")
SCORE: Final = N_("In common")
SHOWN: Final = 60  # characters of a passage on a line


@click.command(
    cls=DeskCommand,
    name="review",
    help=N_(
        "Check manuscripts, and those in folders: what in them must not go out yet, why, and what clears it. Nothing is stored."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|DIR...")
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
    "--text", "text_file", type=NEW_FILE, metavar="FILE",
    help=N_("Write the text that was read, to which the offsets belong."),
)  # fmt: skip
@click.option(
    "--against", type=click.Path(path_type=Path), metavar="FILE",
    help=N_("An earlier version, to tell which findings are new or gone and what of the text differs."),
)  # fmt: skip
@click.option(
    "--marked", "copy", type=NEW_FILE, metavar="OUT.pdf",
    help=N_("Write the text with its risks marked and listed as a PDF, in Chinese unless the language is another."),
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
    against: Path | None,
    copy: Path | None,
    password_file: Path | None,
) -> int:
    from ipdesk.operations.manuscript_places import manuscripts_among, of_other_kinds
    from ipdesk.operations.reviews import write_text

    alone = len(files) == 1 and not files[0].is_dir()
    for option, said in (
        (text_file, N_("The text of one file only can be written.")),
        (copy, N_("The marked copy of one file only can be written.")),
        (against, N_("One file only is held against an earlier one.")),
    ):
        if option is not None and not alone:
            raise click.UsageError(session.translator.label(said))
    password = session.password_from(password_file)
    asked: dict[str, Any] = {"password": password, "authors": authors, "public_on": public_on, "paper": paper}
    plain: list[dict[str, Any]] = []
    lines: list[tuple[str, str]] = []
    held = False
    found, others = manuscripts_among(files)
    for file in found:
        try:
            made, versions = _checked(session, file, against, asked)
        except Refused as error:
            # One file that cannot be read keeps no other from being checked.
            if alone:
                raise
            held = True
            told = [session.translator.say(each) for each in error.messages()]
            plain.append({"file": file.name, "refused": told})
            lines.append((file.name, session.translator.label(N_("Not read"))))
            session.complain(file.name)
            session.refuse(error)
            continue
        if text_file is not None:
            write_text(session.desk(), made, text_file)
        if not session.json:
            _tell(session, made, versions)
        if copy is not None:
            _write_copy(session, made, copy, paper, versions)
        held = held or made.holds
        plain.append(plain_review(made, session.translator, versions))
        lines.append((file.name, _counted(made, session.translator)))
    if others:
        plain.append({"not_checked": [str(each) for each in others]})
        session.refuse(of_other_kinds(others))
    if not session.json and not alone:
        session.table([session.translator.label(N_("File")), session.translator.label(N_("Result"))], lines)
    session.answer(plain[0] if alone else plain)
    return int(held)


def _checked(
    session: Session, file: Path, against: Path | None, asked: dict[str, Any]
) -> tuple[Review, Versions | None]:
    """Check a file, and hold it against an earlier one where there is one."""
    from ipdesk.operations.manuscript_versions import compare_with_earlier, compare_with_file
    from ipdesk.operations.reviews import check_manuscript

    desk, paper = session.desk(), asked["paper"]
    made = check_manuscript(desk, file, session.step(), **asked)
    if against is not None:
        return made, compare_with_file(desk, made, against, session.step(), **asked)
    if not paper:
        return made, None
    return made, compare_with_earlier(desk, made, paper, session.step(), password=asked["password"])


def _counted(made: Review, translator: Translator) -> str:
    """Return how many risks of each weight a file has that nobody settled; it never says that nothing is wrong."""
    left = [each.severity for each in made.risks if not made.is_settled(each)]
    counts = [f"{SEVERITY_MARKS[each]} {translator.label(SEVERITY_WORDS[each])} {left.count(each)}"
              for each in SEVERITIES if each in left]  # fmt: skip
    return "  ".join(counts) or translator.label(N_("Nothing found"))


def plain_review(made: Review, translator: Translator, versions: Versions | None = None) -> dict[str, Any]:
    """Return a review as a program reads it, with offsets in code points of the extracted text."""
    manuscript = made.manuscript
    return {
        "file": manuscript.name,
        "sha256": manuscript.sha256,
        "characters": len(manuscript.text),
        "unread": [{"what": each.what, "place": each.place, "name": each.name} for each in made.unread],
        "approved": made.approved,
        "compared": made.compared,
        "not_compared": [
            {"register": each.register, "record": each.number, "reason": translator.say(each.reason)}
            for each in made.not_compared
        ],
        "findings": [_plain(each, made, translator) | _version_of(each, versions) for each in made.risks],
        "set_aside": [
            {**_plain(each.risk, made, translator), "by": each.aside.by, "why": each.aside.reason}
            for each in made.folded
        ],
        **({"against": plain_versions(versions, made, translator)} if versions is not None else {}),
    }


def plain_versions(versions: Versions, made: Review, translator: Translator) -> dict[str, Any]:
    """Return how a manuscript differs from an earlier one as a program reads it; `before` offsets are in the text of that one."""
    earlier, text = versions.earlier, made.manuscript.text
    before = earlier.text if earlier else ""
    return {
        "file": earlier.name if earlier else None,
        "sha256": earlier.sha256 if earlier else None,
        "version": versions.version,
        "approved": versions.approved,
        "missing": list(versions.missing),
        "new": len(versions.risks.new),
        "unchanged": len(versions.risks.unchanged),
        "gone": [
            {"kind": each.kind, "severity": each.severity, "text": each.text,
             "reason": translator.say(each.reason), "record": each.record or None, "key": each.key,
             "handled": made.handled.get(each.key)}
            for each in versions.risks.gone
        ],
        "changes": [
            {"kind": each.kind, "start": each.start, "end": each.end, "text": text[each.start : each.end],
             "before_start": each.before_start, "before_end": each.before_end,
             "before": before[each.before_start : each.before_end]}
            for each in versions.changes
        ],
    }  # fmt: skip


def _version_of(risk: Risk, versions: Versions | None) -> dict[str, str]:
    if versions is None or versions.earlier is None:
        return {}
    return {"version": "new" if versions.risks.is_new(risk) else "unchanged"}


def _plain(risk: Risk, made: Review, translator: Translator) -> dict[str, Any]:
    return {
        "kind": risk.kind,
        "severity": risk.severity,
        "start": risk.start,
        "end": risk.end,
        "page": made.manuscript.place_of(risk.start) if risk.end else None,
        "part": made.manuscript.part_name(risk.start) if risk.end else None,
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


def _tell(session: Session, made: Review, versions: Versions | None) -> None:
    """Print what was found, what was not read and could not be compared, and below what nothing is judged."""
    from ipdesk.importing.manuscripts import said_spot
    from ipdesk.operations.reviews import all_unread

    manuscript, say = made.manuscript, session.translator.say
    session.tell(
        Message(
            N_("{file}: {count} risks. Compared with {texts} protected texts."),
            file=manuscript.name, count=len(made.risks), texts=made.compared,
        )
    )  # fmt: skip
    if made.approved:
        session.tell(Message(APPROVED))
    for each in made.risks:
        spot = said_spot(manuscript, each.start) if each.end else None
        where = f" [{say(spot)}]" if spot is not None else ""
        new = versions is not None and versions.earlier is not None and versions.risks.is_new(each)
        word = session.translator.label(N_("new"))
        badge = f" ({word})" if new else ""
        click.echo(f"{SEVERITY_MARKS[each.severity]}{where}{badge} {say(each.reason)}")
        if passage := _short(each.text):
            click.echo(f"    “{passage}”")
        click.echo(f"    → {say(each.clears)}")
        for line in _more(made, each, session.translator):
            click.echo(f"    {line}")
    for folded in made.folded:
        said = N_("Set aside by {name} ({reason}): {risk}")
        session.tell(Message(said, name=folded.aside.by, reason=folded.aside.reason, risk=folded.risk.reason))
    if versions is not None:
        _tell_versions(session, made, versions)
    if made.unread:
        session.tell(Message(N_("Not read: {what}."), what=all_unread(made, session.translator)))
    for left in made.not_compared:
        session.tell(Message(N_("Not compared: {number}, {reason}."), number=left.number, reason=left.reason))
    session.tell(Message(CAUTION))


def _more(made: Review, risk: Risk, translator: Translator) -> Iterator[str]:
    """Yield on what a risk stands, how much of it is in common, what was decided, and its key."""
    if risk.basis:
        basis = "；".join(show_basis(each, translator) for each in risk.basis)
        yield f"{translator.label(BASIS)}: {basis}"
    if risk.score is not None:
        yield f"{translator.label(SCORE)}: {risk.score:.2f}"
    if (answer := made.handled.get(risk.key)) is not None:
        yield translator.say(Message(DECIDED, answer=Message(option_label(HANDLINGS, answer))))
    yield risk.key


def _tell_versions(session: Session, made: Review, versions: Versions) -> None:
    """Print which findings are new and gone, and the passages that differ."""
    from ipdesk.importing.manuscripts import said_spot
    from ipdesk.operations.manuscript_versions import CHANGE_WORDS, said_against, said_counts

    session.tell(said_against(versions))
    if (counts := said_counts(versions)) is not None:
        session.tell(counts)
    label, say = session.translator.label, session.translator.say
    gone = label(N_("Gone"))
    for each in versions.risks.gone:
        click.echo(f"    {gone}: {say(each.reason)} {_short(each.text)}".rstrip())
    text = made.manuscript.text
    before = versions.earlier.text if versions.earlier else ""
    for change in versions.changes:
        spot = said_spot(made.manuscript, change.start)
        click.echo(f"{label(CHANGE_WORDS[change.kind])}{f' [{say(spot)}]' if spot is not None else ''}")
        if change.kind != "moved" and (was := _short(before[change.before_start : change.before_end])):
            click.echo(f"    - {was}")
        if now := _short(text[change.start : change.end]):
            click.echo(f"    + {now}")


def _write_copy(session: Session, made: Review, copy: Path, paper: str, versions: Versions | None) -> None:
    from ipdesk.operations.marked_copies import write_marked_copy

    done = write_marked_copy(session.desk(), made, copy, session.document_language(), paper, versions)
    session.tell(done.written())
    if done.unresolved:
        session.complain(session.translator.say(no_glyph(done.unresolved)))


def _short(text: str) -> str:
    """Return a passage on one line, cut where it is long."""
    passage = " ".join(text.split())
    return f"{passage[:SHOWN]}…" if len(passage) > SHOWN else passage


def add_commands(root: DeskGroup) -> None:
    """Add the command."""
    root.add_command(review)
