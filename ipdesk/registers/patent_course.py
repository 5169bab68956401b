"""The course of a right: what happened to it, row by row, and the case that the deadline rules see in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final

from ipdesk.model.kinds import Choice, Day, LedgerColumn, Number, Option, Rows, Text
from ipdesk.model.text import N_
from ipdesk.registers.countries import HOME, INTERNATIONAL, is_foreign, office_code, places_in
from ipdesk.registers.docketed import known_since, settled_events
from ipdesk.registers.patent_choices import LICENCES, PATENTED
from ipdesk.registers.patent_events import EVENT_OPTIONS
from ipdesk.registers.patent_routes import route_of
from ipdesk.rules.deadline_events import DECIDED
from ipdesk.rules.deadline_rules import Case, Event

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

SERVICES: Final = (
    Option("electronic", N_("Electronic"), ("电子", "电子送达", "网上")),
    Option("post", N_("By post"), ("邮寄", "邮寄送达", "纸件")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to a right: which event, on which day, and what it is about."""

    event: Annotated[
        str,
        Choice(
            label=N_("What happened"),
            options=EVENT_OPTIONS,
            required="filed",
            aliases=("事件类型", "事项", "通知书名称"),
        ),
    ] = ""
    day: Annotated[
        date | None,
        Day(
            label=N_("Day"),
            help=N_("Of a notice, the day on which it was sent."),
            required="filed",
            aliases=("日期", "事件日期", "发文日"),
        ),
    ] = None
    received_on: Annotated[
        date | None,
        Day(
            label=N_("Received on"),
            help=N_(
                "Of a notice by post whose receipt is not known, fifteen days after it was sent are assumed."
            ),
            aliases=("收到日期", "收文日", "送达日"),
        ),
    ] = None
    service: Annotated[
        str, Choice(label=N_("Service"), options=SERVICES, aliases=("送达方式", "发文方式"))
    ] = ""
    months: Annotated[
        int | None,
        Number(
            label=N_("Months set"),
            help=N_("The term that the notice itself sets, or by which a term was extended."),
            least=1,
            most=120,
            aliases=("期限（月）", "指定期限", "答复期限"),
        ),
    ] = None
    cycle: Annotated[int | None, Number(label=N_("Fee year"), most=120, aliases=("年度", "缴费年次"))] = None
    licence: Annotated[
        str,
        Choice(label=N_("Kind of licence"), options=LICENCES, aliases=("许可类型", "许可方式", "许可种类")),
    ] = ""
    ref: Annotated[
        str,
        Text(
            label=N_("Contract or notice"),
            help=N_("The number by which an event and what clears it are known to be about the same."),
            aliases=("合同编号", "文号", "通知书编号", "发文序号"),
        ),
    ] = ""
    place: Annotated[
        str,
        Text(
            label=N_("Country"),
            help=N_("Two letters, such as US or EP; of a deal, that of the other party."),
            aliases=("国家代码", "国别"),
        ),
    ] = ""
    party: Annotated[str, Text(label=N_("Other party"), aliases=("对方", "受让人", "被许可人", "相对方"))] = (
        ""
    )
    note: Annotated[str, Text(label=N_("Remarks"), content=True, aliases=("备注", "说明"))] = ""


# Columns of ledgers that have the day of one event.
DAY_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "acceptance": ("受理日", "受理日期", "受理通知书日期"),
    "exam-requested": ("实审请求日", "实质审查请求日", "实审请求日期"),
    "exam-entered": ("进入实审日", "实审生效日", "实质审查生效日"),
    "fee-paid": ("缴费日期", "年费缴纳日", "年费缴费日期", "缴费日", "最近缴费日期"),
    "licence": ("许可日期", "许可合同生效日"),
    "licence-recorded": ("许可备案日", "许可合同备案日"),
    "transfer-recorded": ("转让登记日", "著录项目变更日"),
    "award-paid": ("奖金发放日期", "奖励发放日"),
}
COURSE: Final = Rows(
    label=N_("Events"),
    of=Happening,
    one=N_("What happened"),
    aliases=("事件记录", "专利事件", "法律事件"),
    key="event",
    columns=(
        *(LedgerColumn(code, "day", words) for code, words in DAY_COLUMNS.items()),
        LedgerColumn("fee-paid", "cycle", ("年费年度", "缴费年度", "已缴年度", "最近缴费年度")),
    ),
)


# All that `case_of` looks at, so that the rest of a right need not be read for it.
COUNTED: Final = (
    *("kind", "jurisdiction", "route", "application_number", "filed_on", "priority_on", "priorities"),
    *("published_on", "review_requested_on", "review_decision", "review_decided_on"),
    *("granted_on", "ended_on", "countries", "events", "settled", "confirmed"),
)


def case_of(record: Patent) -> Case:
    """Return what the deadline rules see in a right."""
    return Case(
        kind=kind_of(record),
        jurisdiction=office_code(record.jurisdiction) or HOME,
        origin=route_of(record),
        filing=record.filed_on,
        priority=record.priority_on,
        places=tuple(place for place in places_in(record.countries) if place != INTERNATIONAL),
        events=(*_fixed(record), *_rows(record), *settled_events(record)),
        known_since=known_since(record),
    )


def kind_of(record: Patent) -> str:
    """Return the kind that the rules take a right for: what is filed at another office is a foreign application."""
    return "foreign" if record.kind in PATENTED and is_foreign(record.jurisdiction) else record.kind


def recorded(record: Patent, event: Event) -> Mapping[str, object]:
    """Return the fields that change when an event is recorded."""
    row = Happening(
        event=event.kind,
        day=event.day,
        received_on=event.received,
        service=event.service,
        months=event.months,
        cycle=event.cycle,
        ref=event.ref,
        place=event.place,
    )
    return {"events": (*record.events, row)}


def _fixed(record: Patent) -> Iterator[Event]:
    """Yield what stands in fields; of what may stand among the rows too, only what does not."""
    yield from _on("granted", record.granted_on)
    yield from _on("ended", _end(record))
    listed = {row.event for row in record.events if row.day is not None}
    beside = {
        "published": record.published_on,
        "secrecy-requested": record.review_requested_on,
        "secrecy-decision": record.review_decided_on if record.review_decision else None,
    }
    for kind, day in beside.items():
        if kind not in listed:
            yield from _on(kind, day)


def _on(kind: str, day: date | None) -> Iterator[Event]:
    if day is not None:
        yield Event(kind=kind, day=day)


def _end(record: Patent) -> date | None:
    """Return when it ended; where a ledger does not say it, the last day known of it, after which nothing falls due."""
    if record.ended_on is not None or record.state != "ended":
        return record.ended_on
    days = (record.filed_on, record.published_on, record.granted_on, *(row.day for row in record.events))
    return max((day for day in days if day is not None), default=None)


def _rows(record: Patent) -> Iterator[Event]:
    """Yield what is listed; a decision without what was decided is none."""
    for row in record.events:
        open_ = row.event in DECIDED and not record.review_decision
        if row.event and row.day is not None and not open_:
            yield Event(
                kind=row.event,
                day=row.day,
                received=row.received_on,
                service=row.service,
                months=row.months,
                cycle=row.cycle,
                ref=row.ref,
                place=office_code(row.place),
            )
