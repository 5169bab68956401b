"""Technical secrets (技术秘密): what is kept secret, by whom, how, and who recognised it as a secret.

The record tells of a secret and holds none of it. Sources: 反不正当竞争法第十条, 国知发运字〔2021〕7号（九）.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Choices, Day, Flag, Money, Person, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_secret
from ipdesk.registers.docketed import Docketed
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE, PROJECTS
from ipdesk.registers.secret_choices import INFORMATION, MEASURES, METHODS, ORIGINS
from ipdesk.registers.secret_course import case_of, recorded
from ipdesk.registers.secret_findings import findings
from ipdesk.registers.secret_rows import (
    ACCESS,
    CARRIER_LOG,
    CREATORS,
    INCIDENT_ROWS,
    NOTHING_OF_IT,
    PLACES,
    REVIEWS,
    Access,
    CarrierEvent,
    Creator,
    Incident,
    Place,
    Review,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret(Docketed):
    """A technical secret by its coded name, its keeper, its measures and its recognition."""

    number: Annotated[
        str,
        Text(
            label=N_("Record number"),
            aliases=("技术秘密编号", "秘密编号", "商业秘密编号", "密点编号", "编号"),
        ),
    ] = ""
    grade: Annotated[
        str,
        replace(
            field_of(Record, "grade").kind,
            aliases=("等级", "级别", "商业秘密等级", "秘密等级", "商密等级"),
        ),
    ] = ""
    classification_term: Annotated[
        str, replace(field_of(Record, "classification_term").kind, aliases=("国家秘密保密期限",))
    ] = ""

    title: Annotated[
        str,
        Text(
            label=N_("Coded name"),
            help=N_(
                "A name that reveals nothing of the content: it is shown, printed and searched everywhere."
            ),
            required="recognised",
            aliases=("技术秘密名称", "秘密名称", "商业秘密名称", "密点名称", "名称", "代号"),
        ),
    ] = ""
    kinds: Annotated[
        tuple[str, ...],
        Choices(
            label=N_("Kinds of information"),
            options=INFORMATION,
            required="recognised",
            aliases=("秘密类型", "信息类别", "类型", "类别"),
        ),
    ] = ()
    unit: Annotated[
        str,
        Text(
            label=N_("Owner unit"),
            required="recognised",
            aliases=("部门", "所属部门", "责任部门", "单位", "权属部门"),
        ),
    ] = ""
    custodian: Annotated[
        str,
        Person(
            label=N_("Custodian"),
            required="recognised",
            aliases=("保管人", "责任人", "管理责任人", "负责人"),
        ),
    ] = ""

    disclosure: Annotated[tuple[str, ...], DISCLOSURE] = ()
    assessment: Annotated[tuple[str, ...], ASSESSMENT] = ()
    projects: Annotated[tuple[str, ...], PROJECTS] = ()
    origin: Annotated[
        str, Choice(label=N_("Origin"), options=ORIGINS, aliases=("来源", "形成方式", "取得方式"))
    ] = ""
    creators: Annotated[tuple[Creator, ...], CREATORS] = ()

    since: Annotated[
        date | None, Day(label=N_("Secret since"), aliases=("形成时间", "产生日期", "登记日期"))
    ] = None
    term: Annotated[
        str,
        Text(
            label=N_("To be kept secret until"),
            help=N_("A day, a number of years, or “until it is public”."),
            aliases=("保密期限", "保密期", "保护期限"),
        ),
    ] = ""
    term_ends: Annotated[
        date | None,
        Day(
            label=N_("Term ends on"),
            help=N_("Only where the term ends on a certain day."),
            aliases=("保密期限届满日", "期满日期"),
        ),
    ] = None
    storage: Annotated[
        str,
        Text(
            label=N_("Storage place"),
            help=N_("Where the carriers lie; nothing of what is in them."),
            aliases=("保管地点", "存放位置", "存储位置", "保存地点"),
        ),
    ] = ""
    carriers: Annotated[
        str,
        Text(
            label=N_("Carriers and copies"),
            help=N_("Their form, number and copies."),
            aliases=("载体", "载体形式", "载体及份数", "介质"),
        ),
    ] = ""
    places: Annotated[tuple[Place, ...], PLACES] = ()
    access: Annotated[tuple[Access, ...], ACCESS] = ()
    carrier_log: Annotated[tuple[CarrierEvent, ...], CARRIER_LOG] = ()
    measures: Annotated[
        tuple[str, ...],
        Choices(
            label=N_("Measures of secrecy"),
            options=MEASURES,
            aliases=("采取的保密措施", "措施", "管理措施"),
        ),
    ] = ()

    worth: Annotated[
        Decimal | None, Money(label=N_("Value (yuan)"), aliases=("价值", "评估价值", "估值"))
    ] = None
    worth_method: Annotated[
        str,
        Choice(label=N_("Method of valuation"), options=METHODS, open=True, aliases=("评估方法", "估值方法")),
    ] = ""
    worth_on: Annotated[
        date | None, Day(label=N_("Valued on"), aliases=("评估日期", "估值日期", "评估基准日"))
    ] = None

    unknown_words: Annotated[
        str,
        Text(
            label=N_("Why it is not known"),
            help=NOTHING_OF_IT,
            aliases=("秘密性说明", "不为公众所知悉的理由"),
        ),
    ] = ""
    value_words: Annotated[
        str, Text(label=N_("Why it has value"), help=NOTHING_OF_IT, aliases=("价值性说明", "商业价值说明"))
    ] = ""
    measures_words: Annotated[
        str, Text(label=N_("How it is kept"), help=NOTHING_OF_IT, aliases=("保密性说明", "保密措施说明"))
    ] = ""
    unknown_to_public: Annotated[
        bool | None,
        Flag(
            label=N_("Not known to the public"),
            help=N_("No general knowledge, not visible on the product, not published, shown or told openly."),
            aliases=("秘密性", "是否不为公众所知悉", "非公知性"),
        ),
    ] = None
    has_value: Annotated[
        bool | None,
        Flag(label=N_("Of commercial value"), aliases=("价值性", "是否具有商业价值", "商业价值")),
    ] = None
    kept_by_measures: Annotated[
        bool | None,
        Flag(
            label=N_("Kept by fitting measures"),
            aliases=("保密性", "是否采取保密措施", "是否采取相应保密措施"),
        ),
    ] = None
    proposed_by: Annotated[
        str, Person(label=N_("Proposed by"), required="recognised", aliases=("提出人", "拟定人", "申报人"))
    ] = ""
    proposed_on: Annotated[
        date | None,
        Day(label=N_("Proposed on"), required="recognised", aliases=("提出日期", "拟定日期", "申报日期")),
    ] = None
    recognised_by: Annotated[
        str,
        Person(
            label=N_("Recognised by"),
            help=N_("Somebody else than who proposed it."),
            aliases=("批准人", "审定人"),
        ),
    ] = ""
    recognised_on: Annotated[
        date | None,
        Day(label=N_("Recognised on"), required="recognised", aliases=("批准日期", "审定日期", "认定时间")),
    ] = None
    review_on: Annotated[
        date | None,
        Day(
            label=N_("Next review on"),
            help=N_("Once a year it is seen whether it is still secret, of value and kept."),
            aliases=("复核日期", "复审日期", "下次复审日期", "年度复核日期"),
        ),
    ] = None
    reviews: Annotated[tuple[Review, ...], REVIEWS] = ()
    incidents: Annotated[tuple[Incident, ...], INCIDENT_ROWS] = ()
    released_on: Annotated[
        date | None,
        Day(label=N_("Released on"), required="released", aliases=("解密日期", "解除时间")),
    ] = None
    release_reason: Annotated[
        str,
        Text(
            label=N_("Reason for the release"),
            help=NOTHING_OF_IT,
            required="released",
            aliases=("解密原因", "解除理由"),
        ),
    ] = ""


# The end is a decision that a reviewer may record as well as an officer; who recognises is never who proposed.
BY_RESULT: Final = ("reviewer", "officer")
BY_REVIEWER: Final = ("reviewer",)

STATES: Final = States(
    states=(
        State("proposed", N_("Proposed"), waits_for=N_("Secrecy reviewer")),
        State("recognised", N_("Recognised"), waits_for=N_("Custodian"), resting=True),
        State("released", N_("Secrecy ended"), final=True),
    ),
    moves=(
        Move("proposed", "recognised", N_("Recognise"), roles=BY_REVIEWER, by_another=True),
        Move("recognised", "released", N_("End the secrecy"), roles=BY_RESULT),
        Move("recognised", "proposed", N_("Back to the proposal"), reason=True, unchecked=True),
        Move(
            "released", "recognised", N_("Recognise again"), roles=BY_REVIEWER, reason=True, by_another=True
        ),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The secret"), ("number", "title", "kinds", "unit", "custodian")),
    Group(
        "origin", N_("Where it comes from"), ("origin", "disclosure", "assessment", "projects", "creators")
    ),
    Group(
        "keeping",
        N_("Keeping"),
        ("since", "term", "term_ends", "storage", "places", "measures", "access"),
    ),
    Group("carriers", N_("Carriers and copies"), ("carriers", "carrier_log")),
    Group("value", N_("Value"), ("worth", "worth_method", "worth_on")),
    Group(
        "proposal",
        N_("Proposed why"),
        ("unknown_words", "value_words", "measures_words", "proposed_by", "proposed_on"),
    ),
    Group(
        "recognition",
        N_("Recognition"),
        (
            *("unknown_to_public", "has_value", "kept_by_measures"),
            *("recognised_by", "recognised_on"),
        ),
        office=True,
    ),
    Group(
        "course",
        N_("Review and release"),
        ("reviews", "review_on", "released_on", "release_reason", "settled", "confirmed"),
        office=True,
    ),
    Group("incidents", N_("Incidents"), ("incidents",), office=True),
)


def facts(record: Secret) -> Mapping[str, str]:
    """Return what other registers may need to know of a secret; nothing of its content."""
    return {
        "grade": record.grade,
        "kinds": "、".join(record.kinds),
        "custodian": record.custodian,
        "recognised_on": record.recognised_on.isoformat() if record.recognised_on else "",
        "review_on": record.review_on.isoformat() if record.review_on else "",
        "released_on": record.released_on.isoformat() if record.released_on else "",
    }


REGISTER: Final = Register(
    name="secrets",
    label=N_("Technical secrets"),
    one=N_("Technical secret"),
    record=Secret,
    called=("商业秘密",),
    number="JS-{year}-{seq:04}",
    title="title",
    date="proposed_on",
    columns=(
        "number",
        "title",
        "unit",
        "custodian",
        "level",
        "grade",
        "proposed_on",
        "recognised_on",
        "review_on",
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    makers=("creators.name",),
    keepers=("access.name", "carrier_log.to_person"),
    due_fields=("review_on", "recognised_on", "reviews.day", "incidents.found_on", "term_ends"),
    asks=of_secret,
    docket=case_of,
    recorded=recorded,
)
