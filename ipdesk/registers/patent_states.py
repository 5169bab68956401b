"""The states of a right, the words that ledgers and the patent office have for them, and the moves between them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.states import Move, State, States
from ipdesk.model.text import N_
from ipdesk.registers.patent_choices import END_REASONS

PENDING_WORDS: Final = (
    *("申请中", "审查中", "在审", "审中", "未决", "受理", "已受理", "初审", "进入初审", "初审合格"),
    *("公开", "公布", "实审", "实质审查", "实质审查的生效", "实审中", "进入实审", "进审", "等待申请费"),
    *("新案审查", "等待实审请求", "等待实审提案", "一通出案待答复", "一通回案实审", "中通出案待答复"),
    *("中通回案实审", "驳回等复审请求", "复审", "复审中", "等办登手续", "办登手续", "等待办理登记手续"),
    *("等恢复", "pending"),
)
VALID_WORDS: Final = (
    *("授权", "有权", "有效", "维持", "专利权维持", "授权有效", "授权维持", "已登记", "登记", "已注册"),
    *("注册", "等年费滞纳金", "等待年费滞纳金", "部分无效", "in force"),
)
OVER_WORDS: Final = ("终止", "失效", "无权", "专利权终止", "权利终止", "届满失效", "注销", "dead")
# How it ended is told by the same words.
END_WORDS: Final = tuple(
    dict.fromkeys(
        word for each in END_REASONS if each.code not in ("transferred", "other") for word in each.aliases
    )
)

# An order given up stands before filed, so that nothing required from filing on counts for it. No move into
# filed or granted is unchecked, not even one back: the gate of the assessment holds on every way.
STATES: Final = States(
    states=(
        State("ordered", N_("Filing ordered"), waits_for=N_("IP officer")),
        State("dropped", N_("Not to be filed"), final=True),
        State(
            "filed",
            N_("Filed"),
            waits_for=N_("Agency or patent office"),
            resting=True,
            aliases=PENDING_WORDS,
        ),
        State("granted", N_("Granted"), waits_for=N_("IP officer"), resting=True, aliases=VALID_WORDS),
        State("ended", N_("Ended"), final=True, aliases=(*OVER_WORDS, *END_WORDS)),
    ),
    moves=(
        Move("ordered", "filed", N_("Record the filing")),
        Move("ordered", "dropped", N_("Give up the filing"), reason=True, unchecked=True),
        Move("dropped", "ordered", N_("Take the order up again"), reason=True, unchecked=True),
        Move("filed", "granted", N_("Record the grant")),
        Move("filed", "ended", N_("Record the end"), reason=True),
        Move("filed", "ordered", N_("Back to the order"), reason=True, unchecked=True),
        Move("granted", "ended", N_("Record the end")),
        Move("granted", "filed", N_("Back to filed"), reason=True),
        Move("ended", "filed", N_("Restore the application"), reason=True),
        Move("ended", "granted", N_("Restore the right"), reason=True),
    ),
)
