"""The child rows of a review before publication: authors, funders, material of others, files, answers and opinions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Day, Flag, LongText, Person, Rows, Text
from ipdesk.model.text import N_
from ipdesk.registers.paper_choices import HANDLINGS, OPINIONS, ROLES, STANDINGS, STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """An author in the order of the paper, and whether he or she agrees to it."""

    name: Annotated[str, Person(label=N_("Name"), required="submitted", aliases=("姓名", "作者姓名"))] = ""
    unit: Annotated[str, Text(label=N_("Unit"), aliases=("部门", "研究室"))] = ""
    standing: Annotated[
        str, Choice(label=N_("Kind of author"), options=STANDINGS, aliases=("作者类别", "类别"))
    ] = ""
    affiliation: Annotated[
        str,
        Text(
            label=N_("Affiliation as printed"), help=N_("As it stands on the paper."), aliases=("署名单位",)
        ),
    ] = ""
    country: Annotated[
        str, Text(label=N_("Country of the affiliation"), aliases=("国家或地区", "国家", "国别"))
    ] = ""
    email: Annotated[str, Text(label=N_("E-mail"), aliases=("邮箱", "电子邮箱"))] = ""
    corresponding: Annotated[
        bool | None, Flag(label=N_("Corresponding author"), aliases=("是否通讯作者", "通讯作者"))
    ] = None
    agreed: Annotated[
        bool | None,
        Flag(
            label=N_("Agrees to content, order and affiliation"),
            help=N_("All authors sign."),
            aliases=("是否同意", "同意发表"),
        ),
    ] = None
    agreed_on: Annotated[date | None, Day(label=N_("Agreed on"), aliases=("同意日期", "签字日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A funder or somebody thanked, as the paper words it, with the project or grant behind it."""

    text: Annotated[str, Text(label=N_("Words of the acknowledgement"), aliases=("致谢内容", "标注内容"))] = (
        ""
    )
    project: Annotated[
        str,
        Text(label=N_("Project number"), help=N_("As in the register of projects."), aliases=("项目编号",)),
    ] = ""
    grant: Annotated[str, Text(label=N_("Number of the grant"), aliases=("资助编号", "基金号", "课题号"))] = (
        ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something of others in it, as a figure, data or software, and by which licence it is used."""

    what: Annotated[str, Text(label=N_("What is used"), aliases=("名称", "材料"))] = ""
    owner: Annotated[str, Text(label=N_("Right holder"), aliases=("权利人", "来源"))] = ""
    licence: Annotated[str, Text(label=N_("Licence or permission"), aliases=("许可", "授权", "许可协议"))] = (
        ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A file of the manuscript, told by its sha256."""

    role: Annotated[
        str, Choice(label=N_("Role of the file"), options=ROLES, aliases=("文件类别", "类别"))
    ] = ""
    name: Annotated[str, Text(label=N_("File name"), aliases=("文件名", "名称"))] = ""
    sha256: Annotated[
        str,
        Text(
            label=N_("SHA-256"),
            help=N_("64 hexadecimal digits; the desk enters those of attached files."),
            aliases=("文件摘要", "哈希值"),
        ),
    ] = ""
    version: Annotated[str, Text(label=N_("Version"), aliases=("版本", "版次"))] = ""
    added_on: Annotated[date | None, Day(label=N_("Added on"), aliases=("加入日期", "提交日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What somebody decided about one finding of the text check."""

    key: Annotated[str, Text(label=N_("Key of the finding"), aliases=("发现编号", "编号"))] = ""
    kind: Annotated[str, Text(label=N_("Kind of the finding"), aliases=("发现类型", "类型"))] = ""
    answer: Annotated[
        str, Choice(label=N_("What is done about it"), options=HANDLINGS, aliases=("处理", "处理意见"))
    ] = ""
    reason: Annotated[str, LongText(label=N_("Reason"), aliases=("理由", "说明"))] = ""
    by: Annotated[str, Person(label=N_("Decided by"), aliases=("处理人",))] = ""
    on: Annotated[date | None, Day(label=N_("Handled on"), aliases=("处理日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The opinion of one of those who are asked: who said what on which day."""

    step: Annotated[str, Choice(label=N_("Asked as"), options=STEPS, aliases=("环节", "审批环节"))] = ""
    opinion: Annotated[str, Choice(label=N_("Opinion"), options=OPINIONS, aliases=("意见", "结论"))] = ""
    note: Annotated[str, LongText(label=N_("Words of the opinion"), aliases=("具体意见", "说明"))] = ""
    name: Annotated[str, Person(label=N_("Name"), aliases=("姓名", "签字人"))] = ""
    on: Annotated[date | None, Day(label=N_("Signed on"), aliases=("签字日期", "日期"))] = None


AUTHORS: Final = Rows(
    label=N_("Authors in order"), of=Author, one=N_("Author"), required="submitted",
    aliases=("作者", "全部作者", "作者名单", "论文作者"),
)  # fmt: skip
ACKNOWLEDGEMENTS: Final = Rows(
    label=N_("Funders and acknowledgements"), of=Acknowledgement, one=N_("Acknowledgement"),
    aliases=("资助与致谢", "基金标注", "致谢", "资助项目"),
)  # fmt: skip
MATERIALS: Final = Rows(
    label=N_("Material of others"), of=Material, one=N_("Material"),
    aliases=("第三方材料", "引用他人材料"),
)  # fmt: skip
MANUSCRIPTS: Final = Rows(
    label=N_("Files of the manuscript"), of=Manuscript, one=N_("File"), key="name",
    aliases=("稿件", "稿件文件", "送审文件"),
)  # fmt: skip
HANDLED: Final = Rows(
    label=N_("Findings of the text check and what was decided"), of=Handled, one=N_("Finding"),
    aliases=("检查发现", "发现处理"),
)  # fmt: skip
OPINION_ROWS: Final = Rows(
    label=N_("Opinions"), of=Opinion, one=N_("Opinion"),
    aliases=("审查意见", "各环节意见"),
)  # fmt: skip
