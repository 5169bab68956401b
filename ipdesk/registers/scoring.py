"""What assessors are asked beside the questions of a checklist, and which of its questions they score."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from ipdesk.model.kinds import Choice, Day, Flag, Kind, LongText, Text
from ipdesk.model.text import N_
from ipdesk.registers.assessment_choices import INTERESTS
from ipdesk.rules.checklist import Checklist, Condition, Dimension, Item

SCORED: Final = (
    "assessments"  # of which assessors score the records, on sheets of their own in place of a form
)
INTEREST: Final = Choice(
    label=N_("Conflict of interest"),
    help=N_(
        "Such as kinship, joint work or papers, teacher and student, competition, shares, or a part in the achievement."
    ),
    options=INTERESTS,
)
INTEREST_NOTE: Final = Text(label=N_("What the interest is"), help=N_("Only where there is one."))
NO_GAIN: Final = Flag(
    label=N_("I seek no unlawful gain from the decision"), help=N_("Neither money nor any other advantage.")
)
OPINION: Final = LongText(
    label=N_("Overall opinion"), help=N_("What decides for you, and what the committee should ask.")
)
SCORED_ON: Final = Day(label=N_("Scored on"))
COMMENT: Final = LongText(label=N_("Comment"))
# By the name under which a sheet keeps the answer: first what is declared, then what closes the sheet.
DECLARED: Final[dict[str, Kind]] = {
    "interest": INTEREST,
    "interest_note": INTEREST_NOTE,
    "no_gain": NO_GAIN,
}
CLOSING: Final[dict[str, Kind]] = {"opinion": OPINION, "scored_on": SCORED_ON}
# How a sheet names its columns, and the rows that hold questions of the list.
COLUMNS: Final = ("row", "question", "answer", "comment")
ITEM: Final = "item:"


def scored_items(checklist: Checklist) -> Iterator[tuple[Dimension, tuple[Item, ...]]]:
    """Yield the dimensions that assessors score, each with its questions: neither gates nor what is known without them."""
    for dimension in checklist.dimensions:
        items = tuple(
            item for item in checklist.items if item.dimension == dimension.id and item.kind == "score"
        )
        if items and not dimension.gate:
            yield dimension, items


def shared_conditions(items: tuple[Item, ...]) -> tuple[Condition, ...]:
    """Return the conditions under which all of some questions are asked, so that they are said once."""
    first, *rest = items
    return tuple(each for each in first.when if all(each in item.when for item in rest))


def words_digest(text: str) -> str:
    """Return a short digest of the words beside an answer, the same however programs keep blanks and line breaks."""
    return sha256("".join(text.split()).encode("utf-8", "replace")).hexdigest()[:12]
