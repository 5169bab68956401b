"""Records that are answered by a checklist: the list as it was, the answers, and what they amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, LongText, Number, Option, Rows, Score, Text
from ipdesk.model.record import Record
from ipdesk.model.text import N_
from ipdesk.rules.checklist import TOTAL

GATES: Final = (
    Option("open", N_("Not passed yet"), ("未完成",)),
    Option("failed", N_("Shut"), ("未通过",)),
    Option("passed", N_("Passed"), ("通过",)),
)
ANSWER_FIELDS: Final = ("checklist", "checklist_version", "answers", "gates", "unanswered", "score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question of the list: by the office where `by` is empty, else by the person named."""

    item: Annotated[str, Text(label=N_("Item"), internal=True, aliases=("题号",))] = ""
    answer: Annotated[str, Text(label=N_("Chosen answer"), internal=True, aliases=("回答", "评分"))] = ""
    note: Annotated[str, LongText(label=N_("Remarks"), aliases=("备注", "说明"))] = ""
    by: Annotated[str, Text(label=N_("Answered by"), internal=True, aliases=("回答人", "评估人"))] = ""
    on: Annotated[date | None, Day(label=N_("Day of the answer"), aliases=("回答日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Record):
    """A record with a checklist, named by the sha256 of its text, which is kept; nobody types what follows from it."""

    checklist: Annotated[
        str, Text(label=N_("Digest of the checklist"), internal=True, aliases=("清单摘要",))
    ] = ""
    checklist_version: Annotated[
        str, Text(label=N_("Version of the checklist"), internal=True, aliases=("清单版本",))
    ] = ""
    answers: Annotated[
        tuple[Answer, ...],
        Rows(label=N_("Answers"), of=Answer, one=N_("Chosen answer"), internal=True, aliases=("清单回答",)),
    ] = ()
    gates: Annotated[
        str, Choice(label=N_("Gates"), options=GATES, internal=True, aliases=("关口", "关口结果"))
    ] = ""
    unanswered: Annotated[
        int | None, Number(label=N_("Questions open"), internal=True, aliases=("未答题数",))
    ] = None
    score: Annotated[
        Decimal | None,
        Score(
            label=N_("Total score"), help=N_("From 0 to 100."), internal=True, aliases=("总分", "综合得分")
        ),
    ] = None


def office_answers(record: Answered) -> dict[str, str]:
    """Return the answers of the office by item."""
    return {row.item: row.answer for row in record.answers if not row.by}


def sheet_of(record: Answered, name: str) -> dict[str, str]:
    """Return the answers of one person by item."""
    return {row.item: row.answer for row in record.answers if row.by == name}


def rounded(score: Fraction | None) -> Decimal | None:
    """Return a score with two decimals, half rounded up; the exact one decides."""
    if score is None:
        return None
    exact = Decimal(score.numerator) / Decimal(score.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total_of(scores: Mapping[str, Fraction]) -> Decimal | None:
    """Return the total score with two decimals, None while it cannot be told."""
    return rounded(scores.get(TOTAL))
