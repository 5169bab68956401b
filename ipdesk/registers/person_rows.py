"""The child rows of a person: names, earlier spells, training, and what was brought along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from ipdesk.model.kinds import Choice, Day, Flag, Number, Person, Text
from ipdesk.model.text import N_
from ipdesk.registers.person_choices import EMPLOYMENTS, VARIANTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another way in which the name of the person stands in papers."""

    name: Annotated[str, Person(label=N_("Name"), aliases=("姓名", "写法"))] = ""
    kind: Annotated[str, Choice(label=N_("Kind"), options=VARIANTS, aliases=("种类", "类别"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """An earlier time at the laboratory, or in another post of it."""

    employment: Annotated[
        str,
        Choice(label=N_("Employment kind"), options=EMPLOYMENTS, open=True, aliases=("用工性质", "人员类别")),
    ] = ""
    unit: Annotated[str, Text(label=N_("Unit"), aliases=("部门", "所在部门"))] = ""
    post: Annotated[str, Text(label=N_("Post"), aliases=("岗位", "职务"))] = ""
    since: Annotated[date | None, Day(label=N_("From"), aliases=("起始日期", "开始日期"))] = None
    until: Annotated[date | None, Day(label=N_("Until"), aliases=("截止日期", "结束日期"))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training on IP or secrecy that the person took part in."""

    day: Annotated[date | None, Day(label=N_("Date"), aliases=("日期", "培训日期"))] = None
    topic: Annotated[str, Text(label=N_("Topic"), aliases=("主题", "培训内容", "培训名称"))] = ""
    hours: Annotated[int | None, Number(label=N_("Hours"), most=1000, aliases=("学时", "课时"))] = None
    passed: Annotated[bool | None, Flag(label=N_("Passed"), aliases=("合格", "是否合格"))] = None
    evidence: Annotated[str, Text(label=N_("Evidence"), aliases=("证明材料", "证据"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRight:
    """An IP right that the person had before joining, or holds apart from the laboratory."""

    what: Annotated[str, Text(label=N_("What it is"), aliases=("名称", "权利名称"))] = ""
    number: Annotated[
        str, Text(label=N_("Number of the right"), aliases=("权利编号", "专利号", "申请号"))
    ] = ""
    owner: Annotated[str, Text(label=N_("Owner"), aliases=("权利人",))] = ""
