"""The lists of a technical secret: who made and knows it, where it is kept, what became of its carriers, reviews, incidents.

None of them holds anything of the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, Flag, Person, Rows, Text
from ipdesk.model.text import N_
from ipdesk.registers.secret_choices import (
    CARRIER_EVENTS,
    CARRIER_FORMS,
    INCIDENTS,
    PLACE_KINDS,
    RESULTS,
)

NOTHING_OF_IT: Final = N_("Tell nothing of the content.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """Somebody who developed what is kept secret."""

    name: Annotated[str, Person(label=N_("Name"), required="recognised", aliases=("研发人员姓名",))] = ""
    unit: Annotated[str, Text(label=N_("Unit or organisation"), aliases=("单位", "部门", "所在部门"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Somebody who knows the secret, from when to when and why."""

    name: Annotated[str, Person(label=N_("Name"), required="recognised", aliases=("知悉人姓名",))] = ""
    since: Annotated[date | None, Day(label=N_("Access since"), aliases=("知悉日期", "起始日期"))] = None
    until: Annotated[date | None, Day(label=N_("Access until"), aliases=("脱离日期", "截止日期"))] = None
    reason: Annotated[
        str, Text(label=N_("Reason for access"), help=NOTHING_OF_IT, aliases=("知悉原因", "事由"))
    ] = ""

    def holds_on(self, day: date) -> bool:
        """Say whether somebody has access on a day; a day that is not known is no bound."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in which carriers lie or work with the secret is done."""

    name: Annotated[
        str, Text(label=N_("Place"), required="recognised", aliases=("场所名称", "场所", "地点"))
    ] = ""
    kind: Annotated[
        str, Choice(label=N_("Kind of place"), options=PLACE_KINDS, open=True, aliases=("场所类型",))
    ] = ""
    guard: Annotated[
        str, Text(label=N_("How it is controlled"), aliases=("管控措施", "场所管控", "防护措施"))
    ] = ""
    keeper: Annotated[str, Person(label=N_("Responsible"), aliases=("场所责任人", "管理人"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierEvent:
    """Something that happened to a carrier; with a copy number it happened to that copy."""

    event: Annotated[
        str,
        Choice(
            label=N_("Carrier event"),
            options=CARRIER_EVENTS,
            required="recognised",
            aliases=("流转事项", "操作", "事项"),
        ),
    ] = ""
    day: Annotated[date | None, Day(label=N_("Day"), required="recognised", aliases=("发生日期", "日期"))] = (
        None
    )
    carrier: Annotated[
        str,
        Text(
            label=N_("Carrier number"), required="recognised", aliases=("载体编号", "介质编号", "载体登记号")
        ),
    ] = ""
    copy: Annotated[
        str,
        Text(
            label=N_("Copy number"),
            help=N_("Empty for the original. Of a copy that is made, its own new number."),
            aliases=("份号", "副本号", "复制件编号"),
        ),
    ] = ""
    form: Annotated[
        str,
        Choice(
            label=N_("Form"), options=CARRIER_FORMS, open=True, aliases=("载体类型", "载体形态", "介质类型")
        ),
    ] = ""
    from_place: Annotated[str, Text(label=N_("From place"), aliases=("原存放地点", "转出地点"))] = ""
    from_person: Annotated[str, Person(label=N_("From person"), aliases=("移交人", "交出人", "原持有人"))] = (
        ""
    )
    to_place: Annotated[str, Text(label=N_("To place"), aliases=("现存放地点", "转入地点"))] = ""
    to_person: Annotated[
        str, Person(label=N_("To person"), aliases=("接收人", "领用人", "借用人", "现持有人"))
    ] = ""
    witness: Annotated[str, Person(label=N_("Witness"), aliases=("监督人", "监销人", "见证人"))] = ""
    approver: Annotated[str, Person(label=N_("Approved by"), aliases=("审批人", "批准人"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One yearly review: whether the three elements still stand, and what was decided."""

    day: Annotated[date | None, Day(label=N_("Reviewed on"), aliases=("复核时间", "复审时间"))] = None
    by: Annotated[str, Person(label=N_("Reviewed by"), aliases=("复核人", "复审人"))] = ""
    still_secret: Annotated[
        bool | None, Flag(label=N_("Still not known to the public"), aliases=("是否仍不为公众所知悉",))
    ] = None
    of_value: Annotated[bool | None, Flag(label=N_("Still of value"), aliases=("是否仍具有价值",))] = None
    kept: Annotated[bool | None, Flag(label=N_("Measures in place"), aliases=("措施是否有效",))] = None
    result: Annotated[
        str, Choice(label=N_("Conclusion"), options=RESULTS, aliases=("复核结论", "复核结果", "复审结论"))
    ] = ""
    next: Annotated[date | None, Day(label=N_("Next one on"), aliases=("再次复核日期", "下一次复核日期"))] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A leak or what may be one: when it was found, what it is, and to whom it was reported when."""

    code: Annotated[str, Text(label=N_("Incident number"), aliases=("事件编号",))] = ""
    found_on: Annotated[date | None, Day(label=N_("Found on"), aliases=("发现日期",))] = None
    found_at: Annotated[
        str, Text(label=N_("Found at"), help=N_("The time of day, such as 14:30."), aliases=("发现时刻",))
    ] = ""
    kind: Annotated[str, Choice(label=N_("What happened"), options=INCIDENTS, aliases=("事件类型",))] = ""
    state_secret: Annotated[
        bool | None,
        Flag(
            label=N_("State secret involved"),
            help=N_("The 24 hours for reporting hold for state secrets. Where it is not clear, answer yes."),
            aliases=("是否涉及国家秘密", "涉及国家秘密"),
        ),
    ] = None
    reported_on: Annotated[date | None, Day(label=N_("Reported on"), aliases=("报告日期",))] = None
    reported_at: Annotated[str, Text(label=N_("Reported at"), aliases=("报告时刻",))] = ""
    reported_to: Annotated[str, Text(label=N_("Reported to"), aliases=("报告对象", "报告部门"))] = ""
    measures: Annotated[
        str, Text(label=N_("Measures taken"), help=NOTHING_OF_IT, aliases=("处置措施", "补救措施"))
    ] = ""


CREATORS: Final = Rows(
    label=N_("Creators"),
    of=Creator,
    one=N_("Creator"),
    aliases=("完成人", "形成人", "主要研发人员", "创作人员"),
)
ACCESS: Final = Rows(
    label=N_("Access list"),
    of=Access,
    one=N_("Person with access"),
    aliases=("知悉范围人员", "接触人员", "涉密人员名单", "知悉人"),
)
PLACES: Final = Rows(
    label=N_("Controlled places"), of=Place, one=N_("Controlled place"), aliases=("涉密场所", "管控场所")
)
CARRIER_LOG: Final = Rows(
    label=N_("Ledger of carriers"), of=CarrierEvent, one=N_("Carrier event"), aliases=("载体台账", "载体流转")
)
REVIEWS: Final = Rows(
    label=N_("Yearly reviews"), of=Review, one=N_("Yearly review"), aliases=("年度复核", "复核记录")
)
INCIDENT_ROWS: Final = Rows(
    label=N_("Incidents"), of=Incident, one=N_("Incident"), aliases=("泄密事件", "泄露事件")
)
