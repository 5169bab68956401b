"""Rights for the tests of their page: a small rule book of its own, and a patent with a long life."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest

from ipdesk.operations import deadlines, docket, reading, records
from ipdesk.operations.deadline_rules import CALENDAR, Book
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import shipped
from ipdesk.registers import register
from ipdesk.rules.calendars import calendar_of
from ipdesk.rules.deadline_files import read_deadlines
from ipdesk.rules.deadline_rules import RuleBook

PATENTS: Final = register("patents")
RULES: Final = """
id = "of-tests"
version = "1"
checked_on = 2026-11-22
label = { zh = "测试规则", en = "Rules of the tests" }
basis = [{ document = "专利法", confidence = "C" }]
ended_by = ["ended"]

[[deadline]]
id = "test.exam"
label = { zh = "提出实质审查请求", en = "Request substantive examination" }
act = { zh = "提出请求并缴费", en = "Request it and pay its fee" }
trigger = ["filed"]
term = { base = "priority", years = 3 }
cleared_by = ["exam-requested", "granted"]
roll = "office"
waits_for = "agency"
basis = [{ document = "专利法", confidence = "C" }]
note = { zh = "逾期视为撤回。", en = "After that it is deemed withdrawn." }

[[deadline]]
id = "test.answer"
label = { zh = "答复审查意见", en = "Answer the office action" }
act = { zh = "答复并记录提交日", en = "Answer, and record the day" }
trigger = ["first-action", "office-action"]
term = { base = "receipt", months = 4 }
cleared_by = ["response", "retracted"]
clears_each = true
from_notice = true
roll = "office"
waits_for = "agency"
basis = [{ document = "专利法", confidence = "C" }]

[[deadline]]
id = "test.fee"
label = { zh = "缴纳年费", en = "Pay the annual fee" }
act = { zh = "缴费并记录年度", en = "Pay it and record the year" }
trigger = ["granted"]
term = { base = "filing" }
recurs = { every = 1, last = 19 }
grace = { percent = [0, 5, 10, 15, 20, 25] }
cleared_by = ["fee-paid"]
roll = "office"
waits_for = "finance"
basis = [
  { document = "专利法实施细则", article = "第一百一十四条", confidence = "C" },
  { document = "专利审查指南", article = "第五部分第九章", confidence = "S" },
]

[[deadline]]
id = "test.reward"
label = { zh = "支付发明人奖金", en = "Pay the reward of the inventors" }
act = { zh = "支付奖金", en = "Pay it" }
trigger = ["granted"]
term = { months = 3 }
cleared_by = ["award-paid"]
waits_for = "unit"
basis = [{ document = "专利法", confidence = "C" }]
"""
REWARD, ANSWER = "test.reward#1", "test.answer#1"


def fee(year: int) -> str:
    """Return the key of the annual fee of a year."""
    return f"test.fee#1@{year}"


def use_own_rules(patch: pytest.MonkeyPatch) -> None:
    """Let the rules above hold, whatever the program brings along."""
    days_off = shipped(CALENDAR, CALENDAR.names[0])[0]
    book = Book(RuleBook(read_deadlines("tests.toml", RULES).rules), calendar_of(days_off), days_off, "tests")
    for module in (deadlines, docket):
        patch.setattr(module, "book_in_force", lambda _desk: book)


def happening(event: str, day: str, **more: Any) -> dict[str, Any]:
    """Return an event as it is typed."""
    return {"event": event, "day": day, **more}


def long_life(first: int = 2013, paid: int = 11) -> dict[str, Any]:
    """Return a patent as JSON values: filed a year after its priority, granted four later, with fees paid up to a year."""
    day = date(first, 5, 9)
    granted = f"{day.year + 5}-06-20"
    return {
        "title": "一种空间相机低温热链组件",
        "kind": "invention",
        "level": "internal",
        "legacy_reason": "启用前已申请",
        "applicants": [{"party": "某某实验室", "share": "100"}],
        "inventors": [{"name": "单雨桐", "share": "100"}],
        "priority_on": day.isoformat(),
        "application_number": "201410000001.X",
        "filed_on": f"{day.year + 1}-05-08",
        "granted_on": granted,
        "grant_number": "ZL201410000001.X",
        "events": [
            happening("acceptance", f"{day.year + 1}-05-15"),
            happening("published", f"{day.year + 1}-11-12"),
            happening("exam-requested", f"{day.year + 2}-02-10"),
            happening("exam-entered", f"{day.year + 2}-04-01"),
            happening("first-action", f"{day.year + 3}-01-20", service="electronic"),
            happening("response", f"{day.year + 3}-05-18"),
            happening("office-action", f"{day.year + 3}-11-02", service="electronic", months=2),
            happening("response", f"{day.year + 3}-12-28"),
            happening("grant-notice", f"{day.year + 5}-03-10"),
            happening("formalities", f"{day.year + 5}-04-20"),
            happening("implemented", f"{day.year + 6}-09-01"),
            happening("licence", f"{day.year + 8}-03-01", ref="XK-1"),
            happening("licence-recorded", f"{day.year + 8}-04-12", ref="XK-1"),
            *(happening("fee-paid", f"{day.year + 1 + each}-04-{each:02}", cycle=each + 1) for each in range(4, paid)),
        ],
    }  # fmt: skip


def add_patent(desk: Desk, **changes: Any) -> str:
    """Add a patent with a long life and return its number."""
    return records.add(desk, PATENTS, [{**long_life(), **changes}])[0].number


def pending(desk: Desk) -> str:
    """Return a right that is applied for and not examined yet, by the rules of the program."""
    if found := reading.list_ids(desk, PATENTS):
        return reading.whole(desk, PATENTS, found)[0].number
    young = {"filed_on": "2025-05-08", "priority_on": None, "granted_on": None, "grant_number": ""}
    events = [happening("acceptance", "2025-05-15"), happening("published", "2026-02-27")]
    return add_patent(desk, **young, events=events)
