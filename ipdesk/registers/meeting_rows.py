"""The rows of a meeting: who sits on the committee, and what was resolved on each case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from ipdesk.model.kinds import Choice, Flag, LongText, Number, Option, Person, Text
from ipdesk.model.text import N_
from ipdesk.registers.assessment_choices import OUTCOMES

DEFERRED: Final = "deferred"
MOST_VOTES: Final = 200

MEMBER_ROLES: Final = (
    Option("chair", N_("Chair of the meeting"), ("主持人", "主任委员", "主席")),
    Option("member", N_("Member of the committee"), ("委员", "成员")),
    Option("expert", N_("Invited expert"), ("专家", "特邀专家")),
    Option("secretary", N_("Secretary"), ("秘书", "记录人")),
)
RESOLUTIONS: Final = (*OUTCOMES, Option(DEFERRED, N_("Deferred"), ("暂缓", "暂缓审议", "延期")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who was called to the meeting: whether present, and whether with a vote."""

    name: Annotated[str, Person(label=N_("Name"), required="held", aliases=("姓名", "委员姓名"))] = ""
    role: Annotated[
        str,
        Choice(label=N_("Role in the meeting"), options=MEMBER_ROLES, aliases=("会议身份", "身份", "职务")),
    ] = ""
    present: Annotated[bool | None, Flag(label=N_("Present"), aliases=("是否到会", "到会", "出席"))] = None
    voting: Annotated[
        bool | None, Flag(label=N_("Has a vote"), aliases=("是否有表决权", "表决权", "有表决权"))
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What was resolved on one case, with how many votes, and who kept away from the vote."""

    case_number: Annotated[
        str, Text(label=N_("Case number"), required="held", aliases=("评估编号", "议题编号", "案件编号"))
    ] = ""
    subject: Annotated[
        str, Text(label=N_("Subject of the case"), aliases=("议题", "成果名称", "案件名称"))
    ] = ""
    resolution: Annotated[
        str,
        Choice(
            label=N_("Resolution"),
            options=RESOLUTIONS,
            required="signed",
            aliases=("决议", "评审结论", "决议事项"),
        ),
    ] = ""
    in_favour: Annotated[
        int | None,
        Number(label=N_("Votes in favour"), most=MOST_VOTES, aliases=("同意票", "赞成", "同意票数")),
    ] = None
    against: Annotated[
        int | None,
        Number(label=N_("Votes against"), most=MOST_VOTES, aliases=("反对票", "反对", "反对票数")),
    ] = None
    abstained: Annotated[
        int | None,
        Number(label=N_("Abstentions"), most=MOST_VOTES, aliases=("弃权票", "弃权", "弃权票数")),
    ] = None
    recused: Annotated[
        str,
        Text(
            label=N_("Kept away from the vote"),
            help=N_("Names of those who took no part in discussion and vote, joined by 、."),
            aliases=("回避人员", "回避", "回避委员"),
        ),
    ] = ""
    note: Annotated[str, LongText(label=N_("Reasons and conditions"), aliases=("理由", "备注", "意见"))] = ""
