"""Setting a risk aside for every manuscript, and taking that back, where risks are listed."""

from __future__ import annotations

from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.page import Page
from ipdesk.gui.risk_words import place_word
from ipdesk.gui.rows_table import Row, Status
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import set_asides
from ipdesk.operations.reviews import Review
from ipdesk.operations.set_asides import Folded
from ipdesk.screening.risks import Risk

ASIDE_TOLD: Final = N_(
    "S set a word in this wording, or a stock sentence, aside for every manuscript, or take it back"
)
NOT_ASIDE: Final = N_(
    "Only words, and passages in common but with a secret, are set aside for good; decide about this one with its review."
)


def turned_aside(page: Page, dialogs: Dialogs, risk: Risk, folded: Folded | None) -> bool:
    """Ask for a reason and set a risk aside, or take back what was; say whether anything was done."""
    desk, label = page.context.desk, page.context.label
    try:
        if folded is not None:
            set_asides.take_back(desk, folded.aside.id)
            return True
        if not set_asides.can_set_aside(risk):
            page.outcome.say(label(NOT_ASIDE), "info")
            return False
        reason = dialogs.text(page, label(N_("Reason for setting it aside for good")))
        if reason:
            set_asides.set_aside(desk, risk, reason)
    except Refused as refused:
        page.outcome.refuse(refused)
        return False
    return bool(reason)


def folded_row(context: Context, review: Review, folded: Folded) -> Row:
    """Return the row of a risk that was set aside: where it stands, what it is, and who set it aside and why."""
    aside = folded.aside
    said = Message(
        N_("{risk} ({name}, {day}: {reason})"),
        risk=folded.risk.reason,
        name=aside.by,
        day=aside.at[:10],
        reason=aside.reason,
    )
    word = Status("ok", context.label(N_("Set aside")))
    return word, place_word(context, review, folded.risk), context.say(said), ""
