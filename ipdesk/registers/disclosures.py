"""Disclosures (职务科技成果披露): achievements reported to the laboratory, and what became of them.

The blocks A to J are those of the disclosure form. Source: 国知发运字〔2021〕7号（七）.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Choices, Day, Flag, Link, LongText, Number, Person, Rows, Text
from ipdesk.model.record import Record, field_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.registers.asks import of_disclosed
from ipdesk.registers.countries import is_abroad_among
from ipdesk.registers.digests import digest_of
from ipdesk.registers.disclosure_choices import (
    DETERMINATIONS,
    FUNDING,
    OUTCOMES,
    PUBLISHED,
    ROUTES,
    SECRECY_LEVELS,
    SECRECY_RESULTS,
    TYPES,
    YES_NO_UNCLEAR,
)
from ipdesk.registers.disclosure_findings import findings
from ipdesk.registers.disclosure_groups import COMPARED, GROUPS
from ipdesk.registers.disclosure_people import has_foreigners
from ipdesk.registers.disclosure_rows import (
    Contributor,
    CoOwner,
    Inventor,
    Material,
    Notebook,
    NoveltyEvent,
    Objection,
    OpenSource,
    Rework,
    Signature,
    Supplement,
)
from ipdesk.registers.disclosure_states import STATES
from ipdesk.registers.project_choices import PROJECT_CLASSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Record):
    """A service invention or other achievement reported to the laboratory.

    Free text that tells the content is marked as content, the title is not: it must not reveal it.
    """

    level: Annotated[str, replace(field_of(Record, "level").kind, required="submitted")] = ""

    title: Annotated[
        str,
        Text(
            label=N_("Title"),
            help=N_("The title itself must not be classified; use a coded one where need be."),
            required="submitted",
            aliases=("成果名称", "名称", "成果题目", "题目", "发明名称"),
        ),
    ] = ""
    title_coded: Annotated[bool | None, Flag(label=N_("Coded title"), aliases=("代称", "名称已脱密"))] = None
    unit: Annotated[str, Text(label=N_("Unit"), required="submitted",
        aliases=("部门", "所在部门", "研究室", "单位", "完成部门"))] = ""  # fmt: skip
    submitted: Annotated[
        date | None,
        Day(
            label=N_("Submitted on"),
            short=N_("Handed in"),
            required="submitted",
            aliases=("披露日期", "提交日期", "申报日期"),
        ),
    ] = None
    completed: Annotated[
        date | None,
        Day(
            label=N_("Completed on"),
            short=N_("Completed"),
            required="submitted",
            aliases=("完成日期", "成果完成日期", "完成时间"),
        ),
    ] = None
    types: Annotated[
        tuple[str, ...],
        Choices(
            label=N_("Types of achievement"),
            short=N_("Types"),
            options=TYPES,
            required="submitted",
            aliases=("成果类型", "成果类别", "类型"),
        ),
    ] = ()
    keywords: Annotated[str, Text(label=N_("Keywords"), content=True, aliases=("关键词", "主题词"))] = ""
    technical_field: Annotated[
        str, Text(label=N_("Field or IPC class"), content=True, aliases=("技术领域", "IPC", "分类号"))
    ] = ""

    inventors: Annotated[
        tuple[Inventor, ...],
        Rows(
            label=N_("Inventors"),
            of=Inventor,
            one=N_("Inventor"),
            required="submitted",
            aliases=("发明人", "完成人", "成果完成人", "设计人", "发明人/设计人", "主要完成人"),
        ),
    ] = ()
    contributors: Annotated[
        tuple[Contributor, ...],
        Rows(
            label=N_("Contributors who are not inventors"),
            help=N_("Who only organised, provided means or helped is no inventor."),
            of=Contributor,
            one=N_("Contributor"),
            aliases=("其他贡献人员", "非发明人贡献者", "辅助人员"),
        ),
    ] = ()
    co_owners: Annotated[
        tuple[CoOwner, ...],
        Rows(
            label=N_("Co-owners"),
            help=N_("List the laboratory too; the shares of all owners together are exactly 100%."),
            of=CoOwner,
            one=N_("Co-owner"),
            aliases=("共有人", "共同权利人", "合作单位"),
        ),
    ] = ()

    conceived: Annotated[date | None, Day(label=N_("Conceived on"), aliases=("构思日期", "构思提出日期"))] = (
        None
    )
    first_record: Annotated[
        date | None, Day(label=N_("First written record on"), aliases=("首次记录日期", "最早书面记录日期"))
    ] = None
    tested: Annotated[
        date | None, Day(label=N_("First tested on"), aliases=("试验日期", "首次试验日期", "付诸实施日期"))
    ] = None
    notebooks: Annotated[
        tuple[Notebook, ...],
        Rows(label=N_("Notebooks"), of=Notebook, one=N_("Notebook page"), aliases=("实验记录本", "记录本")),
    ] = ()
    projects: Annotated[
        tuple[str, ...],
        Link(label=N_("Projects"), to="projects", aliases=("项目编号", "课题编号", "所属项目编号", "项目号")),
    ] = ()
    project_class: Annotated[
        str, Choice(label=N_("Project class"), options=PROJECT_CLASSES, aliases=("项目类别", "项目类型"))
    ] = ""
    funding: Annotated[
        tuple[str, ...],
        Choices(label=N_("Funding sources"), options=FUNDING, aliases=("经费来源", "资金来源", "资助来源")),
    ] = ()
    funder_terms: Annotated[
        str, LongText(label=N_("IP terms of the funder"), aliases=("资助方知识产权条款", "知识产权约定"))
    ] = ""
    contracts: Annotated[
        str, Text(label=N_("Contract numbers"), content=True, aliases=("合同编号", "合同号", "任务书编号"))
    ] = ""
    parties: Annotated[
        str,
        Text(
            label=N_("Joint or commissioning parties"),
            content=True,
            aliases=("合作方或委托方", "委托方", "合作方"),
        ),
    ] = ""
    facilities: Annotated[
        str, LongText(label=N_("Use of the laboratory's means"), aliases=("物质技术条件利用情况", "设施使用"))
    ] = ""
    declaration_needed: Annotated[
        bool | None,
        Flag(
            label=N_("Funding declaration needed"),
            help=N_("Patents from projects of the central budget declare the project."),
            aliases=("是否需财政资助项目声明", "财政资助声明"),
        ),
    ] = None
    declaration_type: Annotated[
        str, Text(label=N_("Programme type"), content=True, aliases=("财政资助项目类型", "资助项目类型"))
    ] = ""
    declaration_programme: Annotated[
        str,
        Text(label=N_("Project name declared"), content=True, aliases=("财政资助项目名称", "资助项目名称")),
    ] = ""
    declaration_number: Annotated[
        str,
        Text(label=N_("Project number declared"), content=True, aliases=("财政资助项目编号", "资助项目编号")),
    ] = ""

    materials: Annotated[
        tuple[Material, ...],
        Rows(
            label=N_("Materials and rights of others"),
            of=Material,
            one=N_("Material"),
            aliases=("第三方材料",),
        ),
    ] = ()
    open_source: Annotated[
        tuple[OpenSource, ...],
        Rows(label=N_("Open source"), of=OpenSource, one=N_("Component"), aliases=("开源软件", "开源组件")),
    ] = ()

    problem: Annotated[str, LongText(label=N_("Problem"), aliases=("技术问题", "要解决的技术问题"))] = ""
    prior_art: Annotated[str, LongText(label=N_("Prior art known"), aliases=("现有技术", "背景技术"))] = ""
    solution: Annotated[str, LongText(label=N_("Solution"), aliases=("技术方案", "解决方案"))] = ""
    features: Annotated[
        str, LongText(label=N_("Key features"), aliases=("关键技术特征", "技术要点", "创新点"))
    ] = ""
    effects: Annotated[
        str, LongText(label=N_("Difference and effects"), aliases=("有益效果", "区别与效果", "技术效果"))
    ] = ""
    embodiments: Annotated[str, LongText(label=N_("Embodiments"), aliases=("实施例", "具体实施方式"))] = ""
    drawings: Annotated[str, LongText(label=N_("Drawings and data"), aliases=("附图及数据", "附图说明"))] = ""
    alternatives: Annotated[str, LongText(label=N_("Alternatives"), aliases=("替代方案",))] = ""
    detectable: Annotated[
        str, Choice(label=N_("Detectable in a product"), options=YES_NO_UNCLEAR, aliases=("可检测性",))
    ] = ""
    reverse_engineered: Annotated[
        str, Choice(label=N_("Open to reverse engineering"), options=YES_NO_UNCLEAR, aliases=("反向工程",))
    ] = ""
    trl: Annotated[
        int | None, Number(label=N_("Technology readiness"), least=1, most=9, aliases=("TRL", "技术成熟度"))
    ] = None
    software_language: Annotated[
        str, Text(label=N_("Software: language"), content=True, aliases=("编程语言", "开发语言"))
    ] = ""
    software_size: Annotated[
        str, Text(label=N_("Software: size"), content=True, aliases=("源程序量", "代码行数", "软件规模"))
    ] = ""
    software_from: Annotated[
        date | None,
        Day(label=N_("Software: development began"), aliases=("开发开始日期", "软件开发开始日期")),
    ] = None
    software_to: Annotated[
        date | None,
        Day(label=N_("Software: development ended"), aliases=("开发完成日期", "软件开发完成日期")),
    ] = None
    software_published: Annotated[
        str, Choice(label=N_("Software: published"), options=PUBLISHED, aliases=("发表状态", "软件发表状态"))
    ] = ""

    events: Annotated[
        tuple[NoveltyEvent, ...],
        Rows(
            label=N_("Events that touch novelty"),
            of=NoveltyEvent,
            one=N_("Event"),
            aliases=("公开情况", "公开事件", "新颖性事件"),
        ),
    ] = ()

    applications: Annotated[
        str, LongText(label=N_("Applications"), aliases=("应用领域", "应用前景", "用途"))
    ] = ""
    likely_users: Annotated[str, LongText(label=N_("Likely users"), aliases=("潜在用户", "目标用户"))] = ""
    competitors: Annotated[str, LongText(label=N_("Competitors"), aliases=("竞争对手", "竞争者"))] = ""
    interest: Annotated[str, LongText(label=N_("Interest shown"), aliases=("意向方", "已有意向"))] = ""
    spin_off: Annotated[
        bool | None, Flag(label=N_("Spin-off planned by an inventor"), aliases=("是否拟创办企业", "创办企业"))
    ] = None
    spin_off_approval: Annotated[
        str, Text(label=N_("Approval of the spin-off"), aliases=("创办企业批准文号", "创办企业审批"))
    ] = ""
    countries: Annotated[
        str, Text(label=N_("Countries suggested"), content=True, aliases=("建议申请国家", "目标国家"))
    ] = ""

    route: Annotated[
        str, Choice(label=N_("Route suggested"), options=ROUTES, aliases=("建议保护方式", "保护方式"))
    ] = ""
    urgent_by: Annotated[
        date | None, Day(label=N_("Needed by"), aliases=("最迟日期", "紧急日期", "要求完成日期"))
    ] = None

    declared_true: Annotated[
        bool | None, Flag(label=N_("Declared: all of this is true"), aliases=("真实性声明",))
    ] = None
    declared_inventors: Annotated[
        bool | None, Flag(label=N_("Declared: no co-inventor is left out"), aliases=("无遗漏发明人",))
    ] = None
    declared_rights: Annotated[
        bool | None, Flag(label=N_("Declared: the rights belong to the laboratory"), aliases=("权属声明",))
    ] = None
    declared_secrecy: Annotated[
        bool | None,
        Flag(label=N_("Declared: secrecy rules were kept"), aliases=("遵守保密规定声明", "保密声明")),
    ] = None
    signatures: Annotated[
        tuple[Signature, ...],
        Rows(label=N_("Signatures"), of=Signature, one=N_("Signature"), aliases=("签字", "签名")),
    ] = ()

    received_on: Annotated[
        date | None, Day(label=N_("Received on"), aliases=("收到日期", "接收日期", "受理日期"))
    ] = None
    complete_on: Annotated[date | None, Day(label=N_("Found complete on"), aliases=("完整性审查日期",))] = (
        None
    )
    duplicates_checked: Annotated[
        bool | None, Flag(label=N_("Duplicates checked"), aliases=("查重", "是否查重"))
    ] = None
    assigned_to: Annotated[
        str, Person(label=N_("Assigned officer"), aliases=("经办人", "承办专员", "知识产权专员"))
    ] = ""
    supplements: Annotated[
        tuple[Supplement, ...],
        Rows(label=N_("Supplements"), of=Supplement, one=N_("Supplement"), aliases=("补充材料", "补充记录")),
    ] = ()
    rework: Annotated[
        tuple[Rework, ...],
        Rows(label=N_("Instructions for rework"), of=Rework, one=N_("Instruction"), aliases=("退回记录",)),
    ] = ()
    outcome: Annotated[
        str, Choice(label=N_("Outcome"), options=OUTCOMES, required="closed", aliases=("处理结果", "结论"))
    ] = ""
    closed_on: Annotated[
        date | None, Day(label=N_("Closed on"), required="closed", aliases=("办结日期", "关闭日期"))
    ] = None
    next_step: Annotated[str, Text(label=N_("Next step"), content=True, aliases=("下一步", "后续安排"))] = ""

    secrecy_result: Annotated[
        str,
        Choice(
            label=N_("Result of the secrecy check"),
            options=SECRECY_RESULTS,
            aliases=("保密审查结果", "保密审查"),
        ),
    ] = ""
    secrecy_level: Annotated[
        str, Choice(label=N_("Level found"), options=SECRECY_LEVELS, aliases=("审查密级", "保密审查密级"))
    ] = ""
    secrecy_basis: Annotated[
        str,
        Text(
            label=N_("Basis of the result"),
            help=N_("Name the provision; tell nothing of the content."),
            aliases=("保密审查依据", "审查依据"),
        ),
    ] = ""
    secrecy_checked_by: Annotated[
        str, Person(label=N_("Secrecy checked by"), aliases=("保密审查人", "审查人"))
    ] = ""
    secrecy_checked_on: Annotated[
        date | None, Day(label=N_("Secrecy checked on"), aliases=("保密审查日期", "审查日期"))
    ] = None

    determination: Annotated[
        str, Choice(label=N_("Determination"), options=DETERMINATIONS, aliases=("职务认定", "权属认定"))
    ] = ""
    determination_basis: Annotated[
        str, LongText(label=N_("Basis of the determination"), aliases=("认定依据",))
    ] = ""
    determined_by: Annotated[str, Person(label=N_("Determined by"), aliases=("认定人",))] = ""
    determined_on: Annotated[date | None, Day(label=N_("Determined on"), aliases=("认定日期",))] = None
    notice_sent_on: Annotated[
        date | None, Day(label=N_("Notice sent on"), aliases=("认定通知日期", "通知送达日期"))
    ] = None
    objections: Annotated[
        tuple[Objection, ...],
        Rows(label=N_("Objections"), of=Objection, one=N_("Objection"), aliases=("异议",)),
    ] = ()


WHOLE: Final = Decimal(100)
# What was reported, with its level: a change of any of it is news to whoever assesses it.
REPORTED: Final = tuple(name for group in GROUPS if not group.office for name in group.fields)


def facts(record: Disclosure) -> Mapping[str, str]:
    """Return what other registers may need to know of a disclosure; nothing of its content."""
    return {
        "level": record.level,
        "classification": record.classification,
        "content": digest_of(record, REPORTED),
        "inventors": "、".join(each.name for each in record.inventors if each.name),
        "unit": record.unit,
        "co_owners": "yes" if any(owner.share != WHOLE for owner in record.co_owners) else "no",
        "foreign": "yes" if has_foreigners(record) else "no",
        "funders": "yes" if record.funder_terms or record.contracts else "no",
        "submitted": record.submitted.isoformat() if record.submitted else "",
        "completed": record.completed.isoformat() if record.completed else "",
        "secrecy_result": record.secrecy_result,
        "declared": "yes" if record.declaration_needed else "",
        "determination": record.determination,
        "outcome": record.outcome,
        "abroad": "yes" if is_abroad_among(record.countries) else "no",
    }


REGISTER: Final = Register(
    name="disclosures",
    label=N_("Disclosures"),
    one=N_("Disclosure"),
    record=Disclosure,
    called=("披露", "成果"),
    number="PL-{year}-{seq:04}",
    title="title",
    date="submitted",
    columns=("number", "title", "unit", "inventors", "types", "level", "submitted", "completed", "outcome"),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    similar_text=("problem", "solution", "features"),
    compared=COMPARED,
    makers=("inventors.name",),
    made="completed",
    due_fields=("urgent_by", "events.day"),
    asks=of_disclosed,
)
