"""A small checklist to try things with, and pieces to put wrong lists together from."""

from __future__ import annotations

from typing import Final

from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist

BASIS: Final = 'basis = [ { document = "专利法", article = "第六条", confidence = "C" } ]'
HEAD: Final = f"""id = "trial"
version = "2"
label = {{ zh = "试用清单", en = "Trial list" }}
lapses_after = 12
{BASIS}
"""
DIMENSIONS: Final = """
[[dimension]]
id = "gate"
label = { zh = "关口", en = "Gate" }
gate = true

[[dimension]]
id = "worth"
label = { zh = "价值", en = "Worth" }
weight = 60

[[dimension]]
id = "market"
label = { zh = "市场", en = "Market" }
weight = 40

[[dimension]]
id = "secret"
label = { zh = "保密", en = "Secret" }
test = true
"""


def item(id: str, answer: str, *more: str) -> str:
    """Return an item with the least that it needs; its dimension is what stands before the dot."""
    words = f'question = {{ zh = "{id}？", en = "{id}?" }}'
    head = f'[[item]]\nid = "{id}"\ndimension = "{id.partition(".")[0]}"\nanswer = "{answer}"'
    return "\n".join(["", head, words, BASIS, *more, ""])


CLEARS: Final = 'clears = { zh = "先办。", en = "Do it first." }'
ITEMS: Final = "".join(
    (
        item("gate.reviewed", "yes-no", 'fails = ["no"]', CLEARS),
        item("gate.level", "choice",
             'options = [ { code = "none", label = { zh = "无", en = "None" } },'
             ' { code = "top", label = { zh = "绝密", en = "Top secret" } } ]',
             'when = [ { item = "gate.reviewed", is = ["yes"] } ]', 'fails = ["top"]', CLEARS),
        item("worth.novel", "score", "weight = 2"),
        item("worth.whole", "yes-no", "weight = 1", "not_applicable = true"),
        item("worth.note", "text", "not_applicable = true"),
        item("market.demand", "score", "weight = 1"),
        item("market.size", "choice", "weight = 3", 'when = [ { item = "market.demand", is = ["4", "5"] } ]',
             'options = [ { code = "small", label = { zh = "小", en = "Small" }, value = 0.25 },'
             ' { code = "large", label = { zh = "大", en = "Large" }, value = 1 } ]'),
        item("secret.seen", "yes-no", "weight = 1", 'good = "no"'),
        item("secret.since", "day", "not_applicable = true"),
    )
)  # fmt: skip
PROPOSALS: Final = """
[[proposal]]
outcome = "technical-secret"
reason = { zh = "宜保密。", en = "Better kept secret." }
at_least = { secret = 100 }
below = { total = 60 }

[[proposal]]
outcome = "file-cn"
reason = { zh = "值得申请。", en = "Worth filing." }
at_least = { total = 60 }

[[proposal]]
outcome = "none"
reason = { zh = "其余。", en = "All else." }
"""
APPROVALS: Final = f"""
[[approval]]
step = "unit-head"
reason = {{ zh = "部门审核。", en = "The unit looks at it." }}
outcomes = ["file-cn", "technical-secret"]
{BASIS}

[[approval]]
step = "ip-leader"
reason = {{ zh = "高分。", en = "A high score." }}
at_least = {{ total = 80 }}
{BASIS}

[[approval]]
step = "committee"
reason = {{ zh = "放弃权利。", en = "A right is given up." }}
outcomes = ["release"]
{BASIS}
"""
TRIAL: Final = HEAD + DIMENSIONS + ITEMS + PROPOSALS + APPROVALS
ALL_WELL: Final = {
    "gate.reviewed": "yes", "gate.level": "none", "worth.novel": "5", "worth.whole": "yes", "worth.note": "na",
    "market.demand": "3", "secret.seen": "yes", "secret.since": "2026-01-31",
}  # fmt: skip


def trial() -> Checklist:
    """Return the small list."""
    return read_checklist("trial.toml", TRIAL)
