"""Technical secrets (技术秘密): what is kept secret, by whom, how, and who recognised it as a secret.

The record tells of a secret and holds none of it. Sources: 反不正当竞争法第十条, 国知发运字〔2021〕7号（九）.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choices, Day, Flag, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_secret
from ipdesk.registers.docketed import Docketed
from ipdesk.registers.origins import ASSESSMENT, DISCLOSURE, PROJECTS
from ipdesk.registers.secret_choices import INFORMATION, MEASURES
from ipdesk.registers.secret_findings import findings

_NOTHING_OF_IT: Final = N_("Tell nothing of the content.")


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
        str, Text(label=N_("Reason for access"), help=_NOTHING_OF_IT, aliases=("知悉原因", "事由"))
    ] = ""


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
    creators: Annotated[
        tuple[Creator, ...],
        Rows(
            label=N_("Creators"),
            of=Creator,
            one=N_("Creator"),
            aliases=("完成人", "形成人", "主要研发人员", "创作人员"),
        ),
    ] = ()

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
    access: Annotated[
        tuple[Access, ...],
        Rows(
            label=N_("Access list"),
            of=Access,
            one=N_("Person with access"),
            aliases=("知悉范围人员", "接触人员", "涉密人员名单", "知悉人"),
        ),
    ] = ()
    measures: Annotated[
        tuple[str, ...],
        Choices(
            label=N_("Measures of secrecy"),
            options=MEASURES,
            aliases=("采取的保密措施", "措施", "管理措施"),
        ),
    ] = ()

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
    released_on: Annotated[
        date | None,
        Day(label=N_("Released on"), required="released", aliases=("解密日期", "解除时间")),
    ] = None
    release_reason: Annotated[
        str,
        Text(
            label=N_("Reason for the release"),
            help=_NOTHING_OF_IT,
            required="released",
            aliases=("解密原因", "解除理由"),
        ),
    ] = ""


# Both acts are decisions, which a reviewer may record as well as an officer: what counts is the record of them.
BY_RESULT: Final = ("reviewer", "officer")

STATES: Final = States(
    states=(
        State("proposed", N_("Proposed"), waits_for=N_("IP officer")),
        State("recognised", N_("Recognised"), waits_for=N_("Custodian"), resting=True),
        State("released", N_("Secrecy ended"), final=True),
    ),
    moves=(
        Move("proposed", "recognised", N_("Recognise"), roles=BY_RESULT),
        Move("recognised", "released", N_("End the secrecy"), roles=BY_RESULT),
        Move("recognised", "proposed", N_("Back to the proposal"), reason=True, unchecked=True),
        Move("released", "recognised", N_("Recognise again"), roles=BY_RESULT, reason=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The secret"), ("number", "title", "kinds", "unit", "custodian")),
    Group("origin", N_("Where it comes from"), ("disclosure", "assessment", "projects", "creators")),
    Group("keeping", N_("Keeping"), ("since", "term", "storage", "carriers", "measures", "access")),
    Group(
        "recognition",
        N_("Recognition"),
        (
            *("unknown_to_public", "has_value", "kept_by_measures"),
            *("proposed_by", "proposed_on", "recognised_by", "recognised_on"),
        ),
        office=True,
    ),
    Group(
        "course",
        N_("Review and release"),
        ("review_on", "released_on", "release_reason", "settled", "confirmed"),
        office=True,
    ),
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
    due_fields=("review_on",),
    asks=of_secret,
)
