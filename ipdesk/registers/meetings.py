"""Meetings (评审会议): one meeting of a committee, and what it resolved on each assessment.

Sources: 国知发运字〔2021〕7号（三）.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Day, Link, LongText, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, WITHDRAWN, Record
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_meeting
from ipdesk.registers.markings import marked
from ipdesk.registers.meeting_days import days
from ipdesk.registers.meeting_rows import Attendee, Resolution
from ipdesk.registers.meeting_votes import SEPARATOR, outcome_of, present_names, votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting with its committee, its cases, its resolutions and its minutes."""

    number: Annotated[str, Text(label=N_("Meeting number"), aliases=("会议编号", "纪要编号", "编号"))] = ""
    title: Annotated[
        str, Text(label=N_("Meeting title"), required="held", aliases=("会议名称", "名称", "会议主题"))
    ] = ""
    held_on: Annotated[
        date | None,
        Day(
            label=N_("Held on"),
            required="held",
            help=N_("While it is called: the day for which it is called."),
            aliases=("会议日期", "召开日期", "会议时间", "日期"),
        ),
    ] = None
    place: Annotated[str, Text(label=N_("Meeting place"), aliases=("会议地点", "地点"))] = ""
    chair: Annotated[
        str,
        Person(label=N_("Chaired by"), short=N_("Chair"), required="held", aliases=("主持人", "会议主持人")),
    ] = ""
    recorder: Annotated[
        str,
        Person(
            label=N_("Recorded by"), short=N_("Recorder"), required="signed", aliases=("记录人", "会议记录人")
        ),
    ] = ""
    members: Annotated[
        tuple[Attendee, ...],
        Rows(
            label=N_("Committee"),
            of=Attendee,
            one=N_("Attendee"),
            required="held",
            aliases=("参会人员", "与会人员", "评审委员", "出席人员"),
        ),
    ] = ()
    cases: Annotated[
        tuple[str, ...],
        Link(
            label=N_("Cases"),
            to="assessments",
            help=N_("Assessments on the agenda."),
            required="held",
            aliases=("评估编号", "议题", "评审事项", "审议事项"),
        ),
    ] = ()
    resolutions: Annotated[
        tuple[Resolution, ...],
        Rows(
            label=N_("Resolutions"),
            of=Resolution,
            one=N_("Resolution"),
            aliases=("决议", "评审决议", "表决结果"),
        ),
    ] = ()
    minutes: Annotated[
        str, LongText(label=N_("Minutes"), aliases=("会议纪要", "纪要", "纪要内容", "会议记录"))
    ] = ""
    minutes_signed_by: Annotated[
        str,
        Person(
            label=N_("Minutes signed by"), required="signed", aliases=("纪要签发人", "签发人", "纪要签字人")
        ),
    ] = ""
    minutes_signed_on: Annotated[
        date | None,
        Day(
            label=N_("Minutes signed on"),
            short=N_("Day of signature"),
            required="signed",
            aliases=("纪要签发日期", "签发日期", "纪要签字日期"),
        ),
    ] = None


STATES: Final = States(
    states=(
        State("called", N_("Called"), waits_for=N_("IP officer")),
        State("held", N_("Held"), waits_for=N_("IP officer")),
        State("signed", N_("Minutes signed"), final=True, frozen=True),
    ),
    moves=(
        Move("called", "held", N_("Record as held")),
        Move("held", "called", N_("Call again"), reason=True, unchecked=True),
        Move("held", "signed", N_("Sign the minutes")),
        Move("signed", "held", N_("Open again"), reason=True, unchecked=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("meeting", N_("Meeting"), ("number", "title", "held_on", "place", "chair", "recorder")),
    Group("people", N_("Committee and attendance"), ("members",)),
    Group("cases", N_("Cases and resolutions"), ("cases", "resolutions")),
    Group("minutes", N_("Minutes and signature"), ("minutes", "minutes_signed_by", "minutes_signed_on")),
)


def findings(record: Meeting, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a meeting; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from marked(record, facts, blocks=("held", "signed"))
    yield from days(record, facts)
    yield from votes(record, facts)


def facts(record: Meeting) -> Mapping[str, str]:
    """Return what other registers may need to know: of each case by its number what was resolved, and the votes.

    A resolution that was not carried, or a case resolved on twice, has the outcome "".
    """
    told = {
        "level": record.level,
        "held_on": record.held_on.isoformat() if record.held_on else "",
        "signed": "yes" if record.state == "signed" else "no",
        "members": SEPARATOR.join(present_names(record)),
    }
    for row in record.resolutions:
        if row.case_number:
            told[f"{row.case_number}.outcome"] = outcome_of(record, row.case_number)
            told[f"{row.case_number}.for"] = _count(row.in_favour)
            told[f"{row.case_number}.against"] = _count(row.against)
            told[f"{row.case_number}.abstained"] = _count(row.abstained)
            told[f"{row.case_number}.recused"] = row.recused
    return told


def _count(votes: int | None) -> str:
    return "" if votes is None else str(votes)


REGISTER: Final = Register(
    name="meetings",
    label=N_("Committee meetings"),
    one=N_("Meeting"),
    record=Meeting,
    called=("评审会",),
    number="HY-{year}-{seq:03}",
    title="title",
    date="held_on",
    columns=("number", "title", "held_on", "place", "chair", "cases", "level", "minutes_signed_on"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    due_fields=("held_on",),
    asks=of_meeting,
)
