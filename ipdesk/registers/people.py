"""People (人员): everybody who works at the laboratory or did, with the names, times and duties that other registers rest on.

Sources: 国知发运字〔2021〕7号（九）（十一）, 专利法实施细则第十三条, 保守国家秘密法第四十三条.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, Person, Rows, Text
from ipdesk.model.record import MARKING_FIELDS, Record, field_of
from ipdesk.model.register import Group, Register
from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_person
from ipdesk.registers.person_choices import BOUND, EMPLOYMENTS, POST_CLASSES
from ipdesk.registers.person_findings import findings
from ipdesk.registers.person_rows import OwnRight, Spell, Training, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual(Record):
    """Somebody of the laboratory, or who was, by staff number and name."""

    number: Annotated[
        str,
        Text(
            label=N_("Personnel number"),
            help=N_("The staff number where there is one: by it a person is known again in the next ledger."),
            aliases=("工号", "职工号", "人员编号", "员工编号", "学号", "编号"),
        ),
    ] = ""
    level: Annotated[
        str, replace(field_of(Record, "level").kind, aliases=("信息密级", "知悉范围", "公开程度"))
    ] = ""
    name: Annotated[
        str, Person(label=N_("Name"), required="away", aliases=("姓名", "人员姓名", "职工姓名"))
    ] = ""
    variants: Annotated[
        tuple[Variant, ...],
        Rows(
            label=N_("Other spellings of the name"),
            help=N_("By these, too, the person is found in papers and in other registers."),
            of=Variant,
            one=N_("Spelling"),
            aliases=("曾用名", "拼音姓名", "英文名", "其他写法"),
        ),
    ] = ()
    identity_number: Annotated[
        str,
        Text(
            label=N_("Identity document number"),
            restricted=True,
            aliases=("身份证号", "身份证号码", "证件号码", "护照号"),
        ),
    ] = ""
    nationality: Annotated[str, Text(label=N_("Nationality"), aliases=("国籍",))] = ""

    unit: Annotated[
        str,
        Text(
            label=N_("Unit"),
            aliases=("部门", "所在部门", "单位", "所属部门", "研究室", "课题组"),
        ),
    ] = ""
    post: Annotated[str, Text(label=N_("Post"), aliases=("岗位", "职务", "岗位名称", "职位"))] = ""
    employment: Annotated[
        str,
        Choice(
            label=N_("Employment kind"),
            options=EMPLOYMENTS,
            open=True,
            aliases=("人员类别", "用工性质", "人员类型", "编制类型", "聘用方式"),
        ),
    ] = ""
    home_institution: Annotated[
        str,
        Text(
            label=N_("Home institution"),
            help=N_(
                "The unit that grants the degree, sends or employs the person: third party to the agreement."
            ),
            aliases=("学位授予单位", "派出单位", "原单位", "工作单位", "所在单位", "培养单位"),
        ),
    ] = ""
    supervisor: Annotated[
        str, Person(label=N_("Supervisor"), aliases=("导师", "指导教师", "合作导师", "联系人"))
    ] = ""
    joined: Annotated[
        date | None,
        Day(label=N_("Joined on"), aliases=("入职日期", "来所日期", "到岗日期", "入学日期")),
    ] = None
    left_on: Annotated[
        date | None,
        Day(label=N_("Left on"), aliases=("离职日期", "离所日期", "毕业日期", "退休日期")),
    ] = None
    destination: Annotated[
        str, Text(label=N_("Whereabouts after leaving"), aliases=("离职去向", "去向", "毕业去向"))
    ] = ""
    spells: Annotated[
        tuple[Spell, ...],
        Rows(
            label=N_("Earlier times and posts"),
            of=Spell,
            one=N_("Earlier time"),
            aliases=("任职经历", "工作经历", "岗位变动记录"),
        ),
    ] = ()

    post_class: Annotated[
        str,
        Choice(
            label=N_("Class of the post"),
            options=POST_CLASSES,
            aliases=("涉密岗位等级", "涉密等级", "涉密人员类别", "岗位涉密等级"),
        ),
    ] = ""
    post_class_since: Annotated[
        date | None, Day(label=N_("In this class since"), aliases=("上岗日期", "涉密上岗日期"))
    ] = None
    post_review_on: Annotated[
        date | None,
        Day(label=N_("Next review of the classified post on"), aliases=("复审日期", "涉密复审日期")),
    ] = None
    bound: Annotated[
        str,
        Choice(
            label=N_("Group for a non-compete"),
            help=N_(
                "Only senior managers, senior technicians and others bound by secrecy may be bound by one."
            ),
            options=BOUND,
            aliases=("竞业限制人员类别",),
        ),
    ] = ""
    ip_since: Annotated[
        date | None,
        Day(
            label=N_("Works on IP since"),
            help=N_("Of a person whose post is IP: the first day of that work, in all posts together."),
            aliases=("从事知识产权工作起始日期", "知识产权专员任职日期", "任知识产权专员日期"),
        ),
    ] = None
    training: Annotated[
        tuple[Training, ...],
        Rows(label=N_("Training"), of=Training, one=N_("Training session"), aliases=("培训记录", "培训")),
    ] = ()
    own_rights: Annotated[
        tuple[OwnRight, ...],
        Rows(
            label=N_("Own rights brought along"),
            help=N_("What the person had before joining stays theirs; an annex of the agreement lists it."),
            of=OwnRight,
            one=N_("Own right"),
            aliases=("自带知识产权", "本人已有知识产权", "在先知识产权"),
        ),
    ] = ()

    email: Annotated[str, Text(label=N_("E-mail"), aliases=("邮箱", "电子邮箱", "Email"))] = ""
    phone: Annotated[
        str, Text(label=N_("Phone"), restricted=True, aliases=("电话", "手机", "手机号", "联系电话"))
    ] = ""
    address: Annotated[
        str, Text(label=N_("Address"), restricted=True, aliases=("地址", "通讯地址", "住址", "通信地址"))
    ] = ""
    bank: Annotated[
        str,
        Text(
            label=N_("Bank details for rewards"),
            restricted=True,
            aliases=("银行账号", "开户行及账号", "银行卡号"),
        ),
    ] = ""


STATES: Final = States(
    states=(
        State(
            "active",
            N_("Here"),
            waits_for=N_("IP officer"),
            resting=True,
            aliases=("在职", "在岗", "在所", "在读", "在编", "正常"),
        ),
        State(
            "away",
            N_("Working elsewhere"),
            waits_for=N_("IP officer"),
            resting=True,
            aliases=("离岗创业", "借出", "外派", "挂职"),
        ),
        State(
            "left",
            N_("No longer here"),
            final=True,
            aliases=("离职", "已离职", "离所", "退休", "已退休", "毕业", "已毕业", "调出"),
        ),
    ),
    moves=(
        Move("active", "away", N_("Goes to work elsewhere")),
        Move("away", "active", N_("Comes back")),
        Move("active", "left", N_("Leaves")),
        Move("away", "left", N_("Leaves")),
        Move("left", "active", N_("Is here again"), reason=True),
    ),
)

GROUPS: Final = (
    Group("level", N_("Level (answer first)"), MARKING_FIELDS),
    Group("identity", N_("The person"), ("number", "name", "variants", "identity_number", "nationality")),
    Group(
        "post",
        N_("Post and times"),
        (
            *("unit", "post", "employment", "home_institution", "supervisor"),
            *("joined", "left_on", "destination", "spells"),
        ),
    ),
    Group(
        "duties",
        N_("Secrecy and training"),
        ("post_class", "post_class_since", "post_review_on", "bound", "ip_since", "training", "own_rights"),
    ),
    Group("contact", N_("Contact"), ("email", "phone", "address", "bank")),
)


def facts(record: Individual) -> Mapping[str, str]:
    """Return what other registers may need to know of a person; nothing restricted."""
    return {
        "name": record.name,
        "unit": record.unit,
        "post": record.post,
        "employment": record.employment,
        "nationality": record.nationality,
        "home_institution": record.home_institution,
        "joined": record.joined.isoformat() if record.joined else "",
        "left_on": record.left_on.isoformat() if record.left_on else "",
        "post_class": record.post_class,
        "bound": record.bound,
    }


def begins(record: Individual, today: date) -> str:
    """Let people begin as no longer here whose last day is past."""
    return "left" if record.left_on is not None and record.left_on < today else ""


REGISTER: Final = Register(
    name="people",
    label=N_("People"),
    one=N_("Person"),
    record=Individual,
    called=("员工", "职工", "花名册", "staff", "personnel"),
    number="RY-{year}-{seq:04}",
    title="name",
    date="joined",
    columns=("number", "name", "unit", "post", "employment", "joined", "post_class", "left_on"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    begins=begins,
    due_fields=("post_review_on", "left_on"),
    singular=(("identity_number",), ("email",), ("name", "unit")),
    asks=of_person,
)
