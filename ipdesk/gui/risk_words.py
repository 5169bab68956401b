"""How risks of a manuscript are said and coloured in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.review_choices import Checked
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.theme import Tone
from ipdesk.importing.manuscripts import Manuscript, said_spot
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations.manuscript_versions import Versions
from ipdesk.operations.reviews import Review
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.screening.risk_labels import APPROVED, SEVERITY_WORDS, WHOLE_FILE
from ipdesk.screening.risks import Risk, RiskSeverity

TONES: Final[Mapping[RiskSeverity, Tone]] = {
    "block": "block",
    "defer": "defer",
    "warn": "warn",
    "info": "info",
}


def severity_word(context: Context, risk: Risk) -> str:
    """Return the word for how grave a risk is."""
    return context.label(SEVERITY_WORDS[risk.severity])


def place_word(context: Context, review: Review, risk: Risk) -> str:
    """Return where a risk stands: page, paragraph, slide or line; nothing for one of the whole file."""
    if risk.end <= risk.start:
        return context.label(WHOLE_FILE)
    return spot_word(context, review.manuscript, risk.start)


def spot_word(context: Context, manuscript: Manuscript, offset: int) -> str:
    """Return where an offset of a text stands: page, paragraph, slide or line, and in which part."""
    said = said_spot(manuscript, offset)
    return context.say(said) if said is not None else ""


def told(context: Context, risk: Risk) -> Sequence[tuple[str, str]]:
    """Return what is told of a risk, label by label: the reason, its basis, other records, and the act."""
    basis = "；".join(show_basis(each, context.translator) for each in risk.basis)
    rows = (
        (N_("Reason"), context.say(risk.reason)),
        (N_("Attached file"), risk.file),
        (N_("Also in"), context.say(Message("{numbers}", numbers=risk.others)) if risk.others else ""),
        (N_("Basis"), basis),
        (N_("What to do"), context.say(risk.clears)),
    )
    return [(context.label(label), text) for label, text in rows if text]


def summary(context: Context, review: Review) -> str:
    """Return in a sentence what the check of a file came to; it never says that nothing is wrong."""
    counts = {name: sum(each.severity == name for each in review.risks) for name in SEVERITY_WORDS}
    said = context.say(
        Message(
            N_("{characters} characters, compared with {texts} protected texts: {block} must not go out, {defer} not yet, {warn} to be looked at"),
            characters=f"{len(review.manuscript.text):,}",
            texts=f"{review.compared:,}",
            block=counts["block"],
            defer=counts["defer"],
            warn=counts["warn"],
        )
    )  # fmt: skip
    return f"{said} · {context.label(APPROVED)}" if review.approved else said


def file_row(context: Context, checked: Checked) -> Row:
    """Return the row of a file: its name, the gravest of its risks, and what its check came to."""
    label, name, review = context.label, checked.path.name, checked.review
    if review is None:
        assert checked.refused is not None
        return name, Status("warn", label(N_("Not read"))), context.say(checked.refused.what)
    gravest = review.risks[0] if review.risks else None
    if gravest is None:
        return name, Status("info", label(N_("Nothing found"))), ""
    return name, Status(TONES[gravest.severity], severity_word(context, gravest)), summary(context, review)


def risk_row(context: Context, review: Review, risk: Risk, versions: Versions | None) -> Row:
    """Return the row of a risk: how grave, where, why, and whether the version before had it."""
    grave = Status(TONES[risk.severity], severity_word(context, risk))
    if (answer := review.handled.get(risk.key)) is not None:
        tone = "ok" if review.is_settled(risk) else TONES[risk.severity]
        grave = Status(tone, context.label(option_label(HANDLINGS, answer)))
    new: str | Status = ""
    if versions is not None and versions.earlier is not None:
        is_new = versions.risks.is_new(risk)
        new = Status("warn", context.label(N_("New"))) if is_new else context.label(N_("Unchanged"))
    return grave, place_word(context, review, risk), context.say(risk.reason), new


def gone_rows(context: Context, versions: Versions | None, *, unfolded: bool) -> list[Row]:
    """Return the row that names the group of risks that are gone, and those where it is unfolded."""
    gone = versions.risks.gone if versions is not None else ()
    if not gone:
        return []
    name = context.say(Message(N_("{count} gone since"), count=len(gone)))
    file = versions.earlier.name if versions is not None and versions.earlier is not None else ""
    head: Row = (f"{'▾' if unfolded else '▸'} {name}", "", file, "")
    word = Status("ok", context.label(N_("Gone")))
    return [head, *((word, "", context.say(each.reason), "") for each in gone if unfolded)]
