"""Commands about agreements: drafting them, choosing clauses, recording signatures, and who is to sign anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.narrowing import pairs
from ipdesk.cli.session import DeskCommand, DeskGroup, Session, plain_changes
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.model.changes import Changes
    from ipdesk.operations.campaigns import Campaign, Reason
    from ipdesk.operations.drafting import Drafts
    from ipdesk.rules.clauses import Composed, ComposedAnnex, ComposedClause

DAY: Final = click.DateTime(["%Y-%m-%d"])
FILE: Final = click.Path(path_type=Path)
NUMBERS: Final = click.argument("numbers", nargs=-1, required=True, metavar="NUMBER...")


@click.group(
    cls=DeskGroup, name="agreement", help=N_("Agreements: draft, choose clauses, send, sign, sign anew.")
)
def agreement() -> None:
    pass


@agreement.command(
    cls=DeskCommand, name="draft", help=N_("Draft an agreement for each of some people, without writing papers.")
)  # fmt: skip
@click.argument("numbers", nargs=-1, required=True, metavar="PERSON...")
@click.option("--kind", default="", metavar="KIND", help=N_("The kind of agreement; else what each signs."))
@click.pass_obj
def draft(session: Session, numbers: tuple[str, ...], kind: str) -> None:
    from ipdesk.operations import agreements

    _told(session, agreements.draft_agreements(session.desk(), numbers, kind))


@agreement.command(
    cls=DeskCommand,
    name="draft-again",
    help=N_("Draft an agreement again from the template and the facts of now; what was chosen stays."),
)
@click.argument("number")
@click.pass_obj
def draft_again(session: Session, number: str) -> None:
    from ipdesk.operations import agreements

    session.changed(agreements.draft_again(session.desk(), number))
    session.back_up_daily()


@agreement.command(
    cls=DeskCommand,
    name="choose",
    help=N_("Choose wordings of clauses of a draft; CLAUSE= leaves a clause out."),
)
@click.argument("number")
@click.argument("choices", nargs=-1, required=True, metavar="CLAUSE=OPTION...")
@click.pass_obj
def choose(session: Session, number: str, choices: tuple[str, ...]) -> None:
    from ipdesk.operations import agreements

    session.changed(agreements.choose_clauses(session.desk(), number, dict(pairs(choices))))
    session.back_up_daily()


@agreement.command(cls=DeskCommand, name="send", help=N_("Record that drafts were sent to be signed."))
@NUMBERS
@click.option("--on", type=DAY, metavar="DATE", help=N_("The day, today when not given."))
@click.pass_obj
def send(session: Session, numbers: tuple[str, ...], on: datetime | None) -> None:
    from ipdesk.operations import agreements

    desk = session.desk()
    _told(session, agreements.send_agreements(desk, numbers, on.date() if on else desk.today()))


@agreement.command(
    cls=DeskCommand,
    name="sign",
    help=N_("Record signatures, all of them or none, and move each agreement as far as they carry it."),
)
@NUMBERS
@click.option("--signed", type=DAY, metavar="DATE", help=N_("The day on which the person signed."))
@click.option("--countersigned", type=DAY, metavar="DATE", help=N_("The day on which the laboratory signed."))
@click.option("--third", type=DAY, metavar="DATE", help=N_("The day on which the third party signed."))
@click.option("--effective", type=DAY, metavar="DATE", help=N_("The day from which it holds."))
@click.option("--scan", type=FILE, metavar="FILE", help=N_("The signed paper as a PDF or picture."))
@click.option("--supersede", is_flag=True, help=N_("End what the person has in force of the same kind."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen; write nothing."))
@click.pass_obj
def sign(
    session: Session,
    numbers: tuple[str, ...],
    signed: datetime | None,
    countersigned: datetime | None,
    third: datetime | None,
    effective: datetime | None,
    scan: Path | None,
    supersede: bool,
    dry_run: bool,
) -> int:
    from ipdesk.operations import agreements, signatures

    days = [each.date() if each else None for each in (signed, countersigned, third, effective)]
    if scan is None and not any(days):
        raise click.UsageError("--signed | --countersigned | --third | --effective | --scan")
    signing = agreements.Signing(
        signed_on=days[0], countersigned_on=days[1], third_signed_on=days[2], effective_on=days[3], scan=scan,
        supersede=supersede,
    )  # fmt: skip
    if not dry_run:
        _told(session, agreements.sign_agreements(session.desk(), numbers, signing, session.step()))
        return 0
    found = signatures.foresee(session.desk(), numbers, signing, session.step())
    say = session.translator.say
    session.answer(
        [{"number": each.number, "state": each.state, "lacks": [say(lack) for lack in each.lacks],
                "still": [say(lack) for lack in each.still],
          "supersedes": list(each.supersedes)} for each in found]
    )  # fmt: skip
    if not session.json:
        label = session.translator.label
        session.table(
            [label(each) for each in (N_("Number"), N_("State"), N_("Missing"), N_("Supersedes"))],
            [[each.number, _state(session, each.state), "; ".join(map(say, each.lacks or each.still)), " ".join(each.supersedes)]
             for each in found],
        )  # fmt: skip
    return 1 if any(each.lacks for each in found) else 0


@agreement.command(
    cls=DeskCommand, name="text", help=N_("Print the text of an agreement as it is composed now.")
)
@click.argument("number")
@click.pass_obj
def text(session: Session, number: str) -> None:
    from ipdesk.operations import agreement_papers, reading
    from ipdesk.registers.agreements import REGISTER, Agreement
    from ipdesk.store.writing import sealed_refusal

    desk = session.desk()
    record = reading.show(desk, REGISTER, number).record
    if record.withheld:
        raise sealed_refusal(number)
    assert isinstance(record, Agreement)
    papers = agreement_papers.papers_of(desk, record, session.document_language())
    session.answer([_plain_paper(each) for each in papers])
    if not session.json:
        for paper in papers:
            click.echo("\n\n".join(_paper_lines(paper)))


@agreement.command(
    cls=DeskCommand, name="campaign", help=N_("List whose agreement in force no longer fits, and why.")
)
@click.option(
    "--days", type=click.IntRange(0, 3_650), default=30, metavar="N", help=N_("Ahead of an expiry; 30 when not given.")
)  # fmt: skip
@click.option(
    "--since", default="", metavar="VERSION", help=N_("Only templates older than this version count as changed.")
)  # fmt: skip
@click.option("--projects", is_flag=True, help=N_("Also members of projects without an agreement on it."))
@click.pass_obj
def campaign(session: Session, days: int, since: str, projects: bool) -> None:
    from ipdesk.operations import campaigns

    found = campaigns.campaign(session.desk(), since=since, days=days, projects=projects)
    session.answer(_plain_campaign(found))
    if session.json:
        return
    label = session.translator.label
    rows = [
        [each.number, each.name, each.unit, each.agreement, "; ".join(_reason(session, one) for one in each.reasons)]
        for each in found.people
    ]  # fmt: skip
    if rows:
        headings = (N_("Number"), N_("Name"), N_("Unit"), N_("Agreement"), N_("Why"))
        session.table([label(each) for each in headings], rows)
        for code, count in found.counts.items():
            click.echo(f"{label(campaigns.REASONS[code])}: {count}")
    else:
        session.tell(Message(N_("Every agreement in force still fits.")))
    if found.under_way:
        session.tell(Message(N_("For {count} more a new one is on its way."), count=found.under_way))


@click.group(cls=DeskGroup, name="draft", help=N_("Draft papers for many people at once."))
def drafts() -> None:
    pass


@drafts.command(
    cls=DeskCommand,
    name="agreements",
    help=N_("Draft an agreement for each person as a PDF, with a signing list; resumed without loss or repetition."),
)  # fmt: skip
@click.argument("numbers", nargs=-1, metavar="[PERSON...]")
@click.option("--missing", is_flag=True, help=N_("For everybody who lacks a valid agreement."))
@click.option("--out", type=FILE, metavar="DIR", help=N_("The folder that the papers go into."))
@click.option("--kind", default="", metavar="KIND", help=N_("The kind of agreement; else what each signs."))
@click.option("--resume", is_flag=True, help=N_("Go on with the batch that was stopped or cut off."))
@click.option("--end", is_flag=True, help=N_("End that batch as it is; what was drafted stays."))
@click.pass_obj
def draft_many(
    session: Session,
    numbers: tuple[str, ...],
    missing: bool,
    out: Path | None,
    kind: str,
    resume: bool,
    end: bool,
) -> int:
    from ipdesk.operations import drafting

    if [bool(numbers), missing, resume, end].count(True) != 1:
        raise click.UsageError("--missing | PERSON... | --resume | --end")
    if (resume or end) and (out is not None or kind):
        raise click.UsageError("--resume | --end")
    if not (resume or end) and out is None:
        raise click.UsageError("--out DIR")
    desk = session.desk()
    if end:
        drafting.end_batch(desk)
        session.answer(None)
        session.tell(Message(N_("The batch is ended as it is.")))
        session.back_up_daily()
        return 0
    if resume:
        made = drafting.resume_batch(desk, session.step())
    else:
        assert out is not None
        made = drafting.draft_batch(desk, out, numbers or None, kind, session.step())
    _tell_drafts(session, made)
    session.back_up_daily()
    return 1 if made.refused else 0


def _tell_drafts(session: Session, made: Drafts) -> None:
    """Say what a batch came to."""
    session.answer(
        {
            "folder": str(made.folder),
            "papers": made.papers,
            "written": made.written,
            "agreements": [
                {"number": number, "file": str(made.folder / file)} for number, file in made.agreements
            ],
            "signing_list": str(made.signing_list),
            "refused": [{"number": number, "reason": reason} for number, reason in made.refused],
        }
    )
    session.tell(
        Message(N_("{written} of {count} papers written into {folder}."),
                written=made.written, count=made.papers, folder=str(made.folder))
    )  # fmt: skip
    session.tell(Message(N_("Signing list: {file}"), file=made.signing_list.name))
    for number, reason in made.refused:
        session.complain(
            session.translator.say(Message(N_("{number}: {reason}"), number=number, reason=reason))
        )


def approve(session: Session, name: str, by: str, on: date | None, note: str, *, revoke: bool) -> None:
    """Record or take back the legal office's approval of an agreement template, named as `rules list` names it."""
    from ipdesk.operations import agreement_papers

    kind = name.removeprefix(agreement_papers.TEMPLATES.called(""))
    desk = session.desk()
    if revoke:
        agreement_papers.revoke_approval(desk, kind)
        session.answer(None)
        session.tell(Message(N_("The approval of {name} is taken back."), name=name))
    else:
        made = agreement_papers.approve_template(desk, kind, by, on or desk.today(), note)
        session.answer({"name": name, "by": made.approved_by, "on": made.approved_on.isoformat()})
        session.tell(Message(N_("{name} is approved as it holds now: {said}."), name=name, said=made.said()))
    session.back_up_daily()


def _told(session: Session, made: Sequence[Changes]) -> None:
    """Say what was written of each agreement, its state last."""
    session.answer([plain_changes(each) for each in made])
    if not session.json:
        for each in made:
            state = next((one.after for one in each.fields if one.field == "state"), "")
            click.echo(f"{each.number}  {_state(session, str(state))}" if state else each.number)
    session.back_up_daily()


def _state(session: Session, code: str) -> str:
    from ipdesk.registers.agreements import REGISTER

    return session.translator.label(REGISTER.state(code).label)


def _reason(session: Session, reason: Reason) -> str:
    from ipdesk.operations.campaigns import REASONS
    from ipdesk.registers.person_choices import AGREEMENTS, EMPLOYMENTS

    label = session.translator.label
    options = {"kind": AGREEMENTS, "employment": EMPLOYMENTS}.get(reason.code, ())
    told = [label(option_label(options, each)) if options else each for each in (reason.before, reason.after)]
    return f"{label(REASONS[reason.code])} ({' → '.join(filter(None, told))})"


def _plain_campaign(found: Campaign) -> dict[str, Any]:
    return {
        "people": [
            {
                "number": each.number,
                "name": each.name,
                "unit": each.unit,
                "agreement": each.agreement or None,
                "kind": each.kind,
                "reasons": [
                    {"reason": one.code, "before": one.before, "after": one.after} for one in each.reasons
                ],
            }
            for each in found.people
        ],
        "counts": dict(found.counts),
        "under_way": found.under_way,
    }


def _plain_paper(paper: Composed) -> dict[str, Any]:
    return {
        "title": paper.title,
        "parties": [{"name": each.name, "lines": [list(one) for one in each.lines]} for each in paper.parties],
        "preamble": list(paper.preamble),
        "clauses": [
            {"clause": each.id, "option": each.option, "heading": f"{each.number} {each.heading}",
             "text": list(each.paragraphs)}
            for each in paper.clauses
        ],
        "annexes": [{"heading": f"{each.number} {each.heading}", "text": list(each.paragraphs)} for each in paper.annexes],
        "missing": list(paper.missing),
    }  # fmt: skip


def _paper_lines(paper: Composed) -> list[str]:
    """Return a paper as blocks of text, as people read it."""
    blocks = [paper.title]
    blocks += [
        "\n".join((each.name, *(f"{name}: {held}" for name, held in each.lines))) for each in paper.parties
    ]
    blocks += paper.preamble
    parts: tuple[ComposedClause | ComposedAnnex, ...] = (*paper.clauses, *paper.annexes)
    blocks += ["\n".join((f"{part.number}  {part.heading}", *part.paragraphs)) for part in parts]
    return blocks


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(agreement)
    root.add_command(drafts)
