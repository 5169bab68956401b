"""The check of manuscripts: each file is read, compared with everything the desk knows, and its risks are listed.

Nothing of it is written. A check finds risks and clears nothing: it tells what was not read and what could not be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.importing.manuscripts import (
    Manuscript,
    Unread,
    manuscript_in,
    read_manuscript,
    said_place,
)
from ipdesk.model.errors import CannotWrite
from ipdesk.model.files import reason_of
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.holdings import (
    SECRETS,
    Holdings,
    Source,
    Uncompared,
    holdings,
    protected_text,
)
from ipdesk.operations.lexicons import searcher_in_force
from ipdesk.operations.manuscript_marks import CLEAR_MARKED, MARKED, is_marked_above
from ipdesk.operations.review_abroad import abroad_risks
from ipdesk.operations.review_makers import of_others
from ipdesk.operations.review_people import Authors, author_risks, authors_in, authors_of, unnamed_risks
from ipdesk.operations.review_projects import project_risks
from ipdesk.operations.review_results import public_of, time_risks, undisclosed
from ipdesk.operations.review_uncompared import uncompared_risks
from ipdesk.operations.review_values import value_risks
from ipdesk.operations.set_asides import Folded, list_asides, sifted_passages, sifted_words
from ipdesk.paths import write_whole
from ipdesk.registers import register
from ipdesk.registers.paper_choices import CHANGED
from ipdesk.registers.paper_manifest import under_review
from ipdesk.registers.sources import SECRECY_BEFORE_RELEASE
from ipdesk.screening.kept import kept_overlaps
from ipdesk.screening.overlap_risks import Standing, overlap_risks, print_risk
from ipdesk.screening.overlaps import overlaps
from ipdesk.screening.risks import HOLDING, Risk, in_order, told_apart
from ipdesk.screening.zones import Zone, zones
from ipdesk.store import attachments, filings, protected, records

PAPERS: Final = register("papers")
_STAGES: Final = 4
_HEAD: Final = ("title", "authors")  # parts of a paper in whose first line its title may stand

NOT_READ: Final = N_("Not everything in the file could be read: {count} pictures, objects or pages.")
NOT_CHECKED: Final = N_(
    "Nothing in the file could be read: its pages are pictures. No text of it was checked."
)
CLEAR_NOT_CHECKED: Final = N_("Check the file that it was made from, or go through every page yourself.")
NOTHING_READ: Final = N_("No text at all was found in the body of the file.")
NOT_APPROVED: Final = N_("This is none of the files that were approved under {number}.")
LAPSED: Final = N_("This file was approved under {number}, and the approval lapsed on {day}.")
CLEAR_LAPSED: Final = N_("Have it reviewed again.")
CLEAR_NOT_APPROVED: Final = N_("Have this file reviewed, or send the one that was approved.")
CLEAR_NOT_READ: Final = N_("Look at them yourself before you decide; they are listed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the check of one file found. `handled` has by its key what was decided about a risk. `unread` was not read, `not_compared` could not be compared; `folded` are risks that somebody set aside for good. `approved` says whether it is one of the files approved, None where none were."""

    manuscript: Manuscript
    risks: tuple[Risk, ...]
    not_compared: tuple[Uncompared, ...]
    compared: int
    handled: Mapping[str, str] = field(default_factory=dict)
    folded: tuple[Folded, ...] = ()
    approved: bool | None = None

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What stands in the file and was not read."""
        return self.manuscript.unread

    @property
    def shown(self) -> tuple[Risk, ...]:
        """All risks, those that are folded last and no graver than a word for information."""
        return (*self.risks, *(replace(each.risk, severity="info") for each in self.folded))

    def folded_at(self, place: int) -> Folded | None:
        """Return by what the risk at a place of all that are shown was set aside, None where it was not."""
        place -= len(self.risks)
        return self.folded[place] if 0 <= place < len(self.folded) else None

    @property
    def holding(self) -> tuple[Risk, ...]:
        """What was found, and not settled, with which the manuscript must not go out as it is."""
        return tuple(each for each in self.risks if each.severity in HOLDING and not self.is_settled(each))

    @property
    def holds(self) -> bool:
        """Whether there is anything of that."""
        return bool(self.holding)

    def is_settled(self, risk: Risk) -> bool:
        """Say whether what was decided about a risk that is found settles it: what is still there was not changed."""
        return self.handled.get(risk.key, CHANGED) != CHANGED


def check_manuscript(
    desk: Desk,
    file: Path,
    step: Step = no_step,
    *,
    password: str = "",
    authors: Sequence[str] = (),
    public_on: date | None = None,
    paper: str = "",
) -> Review:
    """Read a manuscript and return its risks. `public_on` is the first day on which it may be public, today where none is given.

    `paper` is the number of its review before publication, which tells authors and day where they are not given, what was decided
    about its risks, and which files were approved. Raises NotFound, Locked and Refused as reading does. `step` may raise to stop it.
    """
    desk.require("read")
    manuscript = read_manuscript(file, password=password)
    return check_read(desk, manuscript, step, authors=authors, public_on=public_on, paper=paper)


def check_attached(desk: Desk, paper: str, name: str, step: Step = no_step, *, password: str = "") -> Review:
    """Check a file that is attached to a review before publication, as `check_manuscript` does."""
    return check_read(desk, attached_manuscript(desk, paper, name, password), step, paper=paper)


def check_read(
    desk: Desk,
    manuscript: Manuscript,
    step: Step = no_step,
    *,
    authors: Sequence[str] = (),
    public_on: date | None = None,
    paper: str = "",
) -> Review:
    """Check a manuscript that was read already, as `check_manuscript` does."""
    desk.require("read")
    return _review(desk, manuscript, holdings(desk, step), step, authors, public_on, paper)


def attached_manuscript(desk: Desk, paper: str, name: str, password: str = "") -> Manuscript:
    """Read a file that is attached to a review before publication."""
    desk.require("read")
    entry = records.entry_id(desk.workspace.db, PAPERS, paper)
    data = b"".join(attachments.content(desk.workspace.db, entry, name))
    return manuscript_in(data, name, password=password)


def attached_files(desk: Desk, paper: str) -> list[str]:
    """Return the names of the files attached to a review before publication: each is checked, or told to be none that can be."""
    desk.require("read")
    entry = records.entry_id(desk.workspace.db, PAPERS, paper)
    return [each.name for each in attachments.listed(desk.workspace.db, entry)]


def _review(
    desk: Desk,
    manuscript: Manuscript,
    held: Holdings,
    step: Step,
    authors: Sequence[str],
    public_on: date | None,
    paper: str,
) -> Review:
    under: Any = records.read(desk.workspace.db, PAPERS, paper) if paper else PAPERS.record()
    step(0, _STAGES)  # by which a text that takes long can be stopped
    text, parts = manuscript.text, zones(manuscript.text, manuscript.body)
    read = authors_in(text, parts)
    by = authors_of(desk, authors or [each.name for each in under.authors if each.name], read)
    public = public_of(under, public_on)
    step(1, _STAGES)
    hits = searcher_in_force(desk).hits(text)
    step(2, _STAGES)
    common = _passages(desk, manuscript, held, by, public.day or desk.today())
    aside = list_asides(desk)
    words, folded_words = sifted_words(text, hits, aside)
    passages, folded = sifted_passages((each for each in common if not _is_cited(each, parts)), aside)
    step(3, _STAGES)
    values = [each for each in value_risks(desk, text, held) if not _is_within(each, passages)]
    prints = list(_prints(desk, manuscript, held))
    # Where a running head of few pages was taken for the title, the title is the line behind it.
    titles = [text[each.start : each.end].strip().partition("\n")[0] for each in parts if each.name in _HEAD]
    found: list[Risk] = []
    for told in (
        _marking(desk, manuscript),
        words,
        passages,
        prints,
        values,
        undisclosed(desk, under, by, titles, [*passages, *prints, *values]),
        time_risks(desk, under, public, passages),
        project_risks(desk, text, parts, hits, under),
        unnamed_risks(text, parts, by, under),
        author_risks(desk, by),
        abroad_risks(text, parts, under),
        uncompared_risks(desk, held, by),
        _not_read(manuscript),
        _not_approved(desk, manuscript, under),
    ):
        step(3, _STAGES)
        found += told
    return Review(
        manuscript=manuscript,
        risks=told_apart(in_order(found)),
        folded=(*folded_words, *folded),
        handled={each.key: each.answer for each in under.handled if each.answer},
        not_compared=held.uncompared,
        compared=held.compared(),
        approved=_is_approved(manuscript, under),
    )


def _is_cited(risk: Risk, parts: Sequence[Zone]) -> bool:
    """Say whether a passage lies in the references: what is cited there is known to everybody, but for a secret."""
    return risk.register != SECRETS.name and any(
        each.name == "references" and each.start <= risk.start and risk.end <= each.end for each in parts
    )


def _is_within(risk: Risk, passages: Sequence[Risk]) -> bool:
    """Say whether a passage of the same record tells it already."""
    return any(
        risk.record in (each.record, *each.others) and risk.start < each.end and each.start < risk.end
        for each in passages
    )


def _marking(desk: Desk, manuscript: Manuscript) -> Iterator[Risk]:
    if manuscript.mark is not None and is_marked_above(desk, manuscript):
        yield Risk(
            kind="state-marking",
            severity="block",
            reason=Message(MARKED, mark=manuscript.mark.text),
            clears=Message(CLEAR_MARKED),
            basis=(SECRECY_BEFORE_RELEASE,),
            passages=(manuscript.sha256,),
        )


def _passages(
    desk: Desk, manuscript: Manuscript, held: Holdings, authors: Authors, on: date
) -> Sequence[Risk]:
    with held.lock:
        found = overlaps(manuscript.text, held.corpus)
    of = [held.sources[each.key] for each in found]
    others = of_others(desk, authors, [(each.register, each.entry) for each in of])
    filed, known = filings.filed(desk.workspace.db), filings.public_rights(desk.workspace.db, desk.today())
    standings = {
        key: Standing(
            sort="secret"
            if source.register == SECRETS.name
            else "right"
            if source.entry in filed
            else "result",
            register=source.register,
            number=source.number,
            file=source.file,
            filed_on=filed.get(source.entry),
            of_others=source.entry in others,
        )
        for key in {each.key for each in found}
        if (source := held.sources[key]).entry not in known
    }
    return overlap_risks(manuscript.text, [each for each in found if each.key in standings], standings, on)


def _prints(desk: Desk, manuscript: Manuscript, held: Holdings) -> Iterator[Risk]:
    key = protected.key_of(desk.workspace.db)
    if key is None or not held.prints:
        return
    for each in kept_overlaps(manuscript.text, held.prints, key):
        of = held.sources[each.key]
        yield print_risk(
            manuscript.text, each, Standing(sort="secret", register=of.register, number=of.number)
        )


def _is_approved(manuscript: Manuscript, paper: Any) -> bool | None:
    """Say whether a file is one of those approved; None where none were."""
    approved = (
        {each.sha256.strip().lower() for each in under_review(paper)} if paper.approved_manifest else None
    )
    return manuscript.sha256 in approved if approved else None


def _not_approved(desk: Desk, manuscript: Manuscript, paper: Any) -> Iterator[Risk]:
    """Yield a risk where files were approved and this is none of them, or where their approval has lapsed."""
    approved, until = _is_approved(manuscript, paper), paper.approved_until
    lapsed = approved is True and until is not None and until < desk.today()
    if approved is False or lapsed:
        yield Risk(
            kind="not-approved",
            severity="block",
            reason=Message(LAPSED, number=paper.number, day=until)
            if lapsed
            else Message(NOT_APPROVED, number=paper.number),
            clears=Message(CLEAR_LAPSED if lapsed else CLEAR_NOT_APPROVED),
            basis=(SECRECY_BEFORE_RELEASE,),
            register=PAPERS.name,
            record=paper.number,
            passages=(manuscript.sha256,),
        )


def _not_read(manuscript: Manuscript) -> Iterator[Risk]:
    is_empty = not any(manuscript.text[start:end].strip() for start, end in manuscript.body)
    if manuscript.unread or is_empty:
        count = len(manuscript.unread)
        is_unseen = is_empty and bool(manuscript.unscanned())
        told = NOT_CHECKED if is_unseen else NOT_READ if count else NOTHING_READ
        yield Risk(
            kind="unread",
            severity="defer" if is_unseen else "warn",
            reason=Message(told, count=count),
            clears=Message(CLEAR_NOT_CHECKED if is_unseen else CLEAR_NOT_READ),
            passages=(manuscript.sha256,),
        )


def may_show(risk: Risk) -> bool:
    """Say whether the passage of the record may be shown beside that of the manuscript; that of a secret never is."""
    return risk.record_end is not None and risk.register != SECRETS.name


def record_passage(desk: Desk, risk: Risk) -> str:
    """Return the passage of the record that a risk is about. Raises NotFound where the record is gone."""
    if not may_show(risk):
        raise ValueError("this passage is not shown")
    of = register(risk.register)
    entry = records.entry_id(desk.workspace.db, of, risk.record)
    text = protected_text(desk, Source(entry, risk.register, risk.record, "", risk.file))
    return text[risk.record_start : risk.record_end]


def said_unread(review: Review, unread: Unread) -> Message:
    """Return what was not read, with its place."""
    return said_place(review.manuscript, unread.what, unread.place)


def all_unread(review: Review, translator: Translator) -> list[str]:
    """Return what was not read, with its place; what is alike is told once with its number."""
    alike = Counter(translator.say(said_unread(review, each)) for each in review.unread)
    return [name if count == 1 else f"{name} × {count}" for name, count in alike.items()]


def write_text(desk: Desk, review: Review, target: Path) -> None:
    """Write the text of a manuscript as it was read, outside the workspace, under a new name and then in its place."""
    desk.require_outside(target)
    try:
        write_whole(target, review.manuscript.text.encode("utf-8"))
    except OSError as error:
        raise CannotWrite(
            Message(N_("{name} cannot be written: {reason}."), name=target.name, reason=reason_of(error)),
            Message(N_("Choose another place.")),
        ) from None
