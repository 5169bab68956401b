"""The rule book held against days that were counted by hand, apart from the examples in its files.

They were counted from the terms of the law before the engine was asked: month ends, weekends worked in exchange, notices,
graces, entries, restorations, and the change of law for designs and trade marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import pytest

from ipdesk.rules.deadline_rules import Case, Event, RuleBook, Task
from ipdesk.rules.deadlines import tasks_of
from tests.rules.test_deadline_book import calendar, rules

ELECTRONIC: Final[dict[str, Any]] = {"service": "electronic"}


class Counted(NamedTuple):
    """A case, and the days of one task of it: counted, holding and safe; None where there is no such task."""

    task: str
    days: tuple[date, date, date] | None
    case: Case
    place: str
    cycle: int | None
    status: str
    grace: date | None
    steps: tuple[date, ...]
    doubt: str


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def happened(kind: str, day: str, received: str | None = None, **given: Any) -> Event:
    return Event(kind=kind, day=date.fromisoformat(day), received=day_of(received), **given)


def counted(
    task: str, nominal: str, operative: str = "", safe: str = "", *, kind: str = "invention", filing: str | None = None,
    priority: str | None = None, events: Sequence[Event] = (), origin: str = "direct", places: Sequence[str] = (),
    place: str = "", cycle: int | None = None, status: str = "open", grace: str = "", steps: Sequence[str] = (),
    doubt: str = "", none: bool = False,
) -> Counted:  # fmt: skip
    case = Case(
        kind=kind,
        origin=origin,
        filing=day_of(filing),
        priority=day_of(priority),
        places=tuple(places),
        events=tuple(events),
    )
    shown = (nominal, operative or nominal, safe or operative or nominal)
    first, second, third = (date.fromisoformat(each or "2000-01-01") for each in shown)
    told = tuple(date.fromisoformat(each) for each in steps)
    return Counted(
        task, None if none else (first, second, third), case, place, cycle, status, day_of(grace), told, doubt
    )


RESTORED: Final = [
    happened("granted", "2020-02-01"),
    happened("fee-paid", "2024-02-20", cycle=7),
    happened("lapse-notice", "2025-10-20", **ELECTRONIC),
    happened("restore-requested", "2025-11-20"),
    happened("fee-paid", "2025-11-20", cycle=8),
    happened("restored", "2025-12-20"),
]
ENDED: Final = [
    happened("granted", "2020-02-01"),
    happened("ended", "2025-03-01"),
    happened("restored", "2025-12-20"),
]
CASES: Final = (
    counted('cn.filing-fee','2026-02-14','2026-02-24','2026-02-14',kind='utility-model',filing='2025-12-14'),
    counted('cn.filing-fee','2026-09-30',filing='2026-07-31'),
    counted('cn.filing-fee','2026-09-20','2026-09-21','2026-09-20',filing='2026-07-20'),
    counted('cn.filing-fee','2025-02-28',filing='2024-12-30'),
    counted('cn.filing-fee','2026-10-11','2026-10-12',filing='2026-08-01',events=[happened('acceptance','2026-09-11',service='post')]),
    counted('cn.exam-request','2026-02-28','2026-03-02','2026-02-28',filing='2024-02-20',priority='2023-02-28',origin='paris'),
    counted('cn.exam-request','2027-05-01','2027-05-03',filing='2024-05-01',doubt='calendar'),
    counted('cn.exam-request','2024-10-01','2024-10-08',filing='2022-09-30',priority='2021-10-01',origin='paris'),
    counted('cn.action','2026-05-31','2026-06-01',filing='2025-01-01',events=[happened('first-action','2026-01-16',service='post')],doubt='receipt'),
    counted('cn.action','2026-02-28','2026-03-02','2026-02-28',filing='2024-01-01',events=[happened('office-action','2025-12-31',**ELECTRONIC)]),
    counted('cn.action','2027-02-28','2027-03-01',filing='2024-01-01',events=[happened('office-action','2026-11-30',months=3,**ELECTRONIC)],doubt='calendar'),
    counted('cn.action','2026-06-15',filing='2024-01-01',events=[happened('office-action','2026-03-15',**ELECTRONIC),happened('extension','2026-05-01',months=1)]),
    counted('cn.action','2026-09-30',filing='2024-01-01',events=[happened('first-action','2026-03-31',**ELECTRONIC),happened('extension','2026-07-01',months=2)]),
    counted('cn.action','2026-02-28','2026-03-02','2026-02-28',filing='2024-01-01',events=[happened('first-action','2025-08-31',**ELECTRONIC),happened('extension','2025-12-01',months=2)]),
    counted('cn.reexam','2026-02-28','2026-03-02','2026-02-28',filing='2022-01-01',events=[happened('refused','2025-11-28',received='2025-11-30')]),
    counted('cn.grant-formalities','2026-05-01','2026-05-06',filing='2023-01-01',events=[happened('grant-notice','2026-03-01',**ELECTRONIC)]),
    counted('keep.annual-fee','2026-05-09','2026-05-11','2026-05-09',filing='2020-05-09',events=[happened('granted','2022-03-01')],cycle=7,grace='2026-11-09',steps=['2026-06-09','2026-07-09','2026-08-09','2026-09-09','2026-10-09','2026-11-09']),
    counted('keep.annual-fee','2026-08-31',filing='2019-08-31',events=[happened('granted','2021-03-01')],cycle=8,grace='2027-02-28',steps=['2026-09-30','2026-10-31','2026-11-30','2026-12-31','2027-01-31','2027-02-28']),
    counted('keep.annual-fee','2025-02-28',kind='utility-model',filing='2024-02-29',events=[happened('granted','2024-11-15')],cycle=2),
    counted('keep.annual-fee','2028-02-29',kind='utility-model',filing='2024-02-29',events=[happened('granted','2024-11-15')],cycle=5,doubt='calendar'),
    counted('keep.annual-fee','',kind='utility-model',filing='2024-02-29',events=[happened('granted','2024-11-15')],cycle=1,none=True),
    counted('keep.annual-fee','2033-01-05',kind='utility-model',filing='2024-01-05',events=[happened('granted','2024-11-15')],cycle=10),
    counted('keep.annual-fee','',kind='utility-model',filing='2024-01-05',events=[happened('granted','2024-11-15')],cycle=11,none=True),
    counted('keep.term','2031-05-31',kind='design',filing='2021-05-31',events=[happened('granted','2021-11-01')]),
    counted('keep.term','2036-06-01',kind='design',filing='2021-06-01',events=[happened('granted','2021-11-01')]),
    counted('keep.term','2036-06-10',kind='design',origin='paris',priority='2020-12-15',filing='2021-06-10',events=[happened('granted','2021-11-01')]),
    counted('keep.term','2024-02-29',filing='2004-02-29',events=[happened('granted','2008-11-01')]),
    counted('abroad.entry','2026-08-29','2026-08-31',kind='pct',filing='2025-02-27',priority='2024-02-29',places=['CN'],place='CN'),
    counted('abroad.entry-cn-last','2026-10-29',kind='pct',filing='2025-02-27',priority='2024-02-29',places=['CN'],place='CN'),
    counted('abroad.entry-cn-last','2027-02-28','2027-03-01',kind='pct',filing='2025-06-27',priority='2024-06-30',places=['CN'],place='CN',doubt='calendar'),
    counted('abroad.entry','2026-12-30',kind='pct',filing='2025-06-27',priority='2024-06-30',places=['CN'],place='CN'),
    counted('abroad.entry','2027-02-28',kind='pct',filing='2025-06-27',priority='2024-07-31',places=['CN','EP'],place='EP'),
    counted('abroad.entry','2027-02-28',kind='pct',filing='2024-08-31',places=['JP'],place='JP'),
    counted('abroad.entry','2026-05-30',kind='pct',filing='2024-11-30',priority='2023-11-30',places=['JP','CN'],place='JP'),
    counted('abroad.entry','2026-10-05','2026-10-08',kind='pct',filing='2024-04-05',places=['CN'],place='CN'),
    counted('cn.priority-restore','2026-03-10',origin='paris',priority='2025-01-10',filing='2026-02-20'),
    counted('cn.priority-restore','2025-04-28',origin='paris',priority='2024-02-29',filing='2025-03-10'),
    counted('cn.priority-restore','',kind='design',origin='paris',priority='2025-01-10',filing='2025-08-20',none=True),
    counted('cn.priority-documents','2026-10-30',origin='paris',priority='2025-06-30',filing='2026-06-30'),
    counted('cn.priority-documents','2026-02-28','2026-03-02','2026-02-28',kind='design',origin='paris',priority='2025-06-30',filing='2025-11-30'),
    counted('cn.foreign-priority','2026-10-31',filing='2025-10-31'),
    counted('cn.foreign-priority','2026-09-30',kind='design',filing='2026-03-31'),
    counted('cn.domestic-priority','2026-10-03','2026-10-08',filing='2025-10-03'),
    counted('cn.publication','2027-02-28',filing='2026-08-25',priority='2025-08-31',origin='paris'),
    counted('cn.grace-file','2026-02-28',events=[happened('shown','2025-08-30')]),
    counted('cn.grace-evidence','2026-02-28','2026-03-02','2026-02-28',filing='2025-12-28',events=[happened('shown','2025-08-30')]),
    counted('cn.deposit','2026-05-10','2026-05-11',filing='2026-01-10',events=[happened('deposited','2026-01-02')]),
    counted('cn.restore','2026-09-30',filing='2020-01-10',events=[happened('lapse-notice','2026-07-16',service='post')],doubt='receipt'),
    counted('cn.restore','2026-10-09',filing='2020-01-10',events=[happened('withdrawal-notice','2026-08-09',**ELECTRONIC)]),
    counted('cn.restore-hindrance','2026-10-10','2026-10-12','2026-10-10',filing='2020-01-10',events=[happened('hindrance-ended','2026-08-10')]),
    counted('keep.term-compensation','2026-05-10','2026-05-11',filing='2021-02-10',events=[happened('exam-requested','2023-02-10'),happened('granted','2026-02-10')]),
    counted('keep.term-compensation','',filing='2021-02-10',events=[happened('exam-requested','2023-02-11'),happened('granted','2026-02-10')],none=True),
    counted('use.licence-record','2026-02-28','2026-03-02','2026-02-28',filing='2020-01-01',events=[happened('licence','2025-11-29')]),
    counted('use.award','2026-10-31',filing='2020-01-01',events=[happened('granted','2026-07-31')]),
    counted('use.unimplemented','2026-02-28',filing='2020-01-01',events=[happened('granted','2023-02-28')]),
    counted('use.compulsory-licence','2026-09-01',kind='utility-model',filing='2022-09-01',events=[happened('granted','2022-12-30')]),
    counted('mark.opposition','2027-02-28','2027-03-01',kind='trademark',filing='2026-01-01',events=[happened('published','2026-11-28')],doubt='calendar'),
    counted('mark.opposition','2027-03-01',kind='trademark',filing='2026-01-01',events=[happened('published','2027-01-01')]),
    counted('mark.review','2027-01-01',kind='trademark',filing='2026-01-01',events=[happened('refused','2026-12-15',received='2026-12-17')],doubt='calendar'),
    counted('mark.review','2026-10-10',kind='trademark',filing='2026-01-01',events=[happened('refused','2026-09-25',**ELECTRONIC)]),
    counted('mark.renewal','2027-02-28','2027-03-01',kind='trademark',filing='2016-01-01',events=[happened('granted','2017-03-01')],grace='2027-08-28',cycle=1),
    counted('mark.renewal','2026-02-27',kind='trademark',filing='2016-01-01',events=[happened('granted','2016-02-29')],cycle=1),
    counted('abroad.trademark-priority','2026-11-30',kind='trademark',filing='2026-05-31'),
    counted('layout.register','2026-02-28',kind='layout',events=[happened('first-used','2024-02-29')]),
    counted('layout.term','2027-05-05',kind='layout',filing='2020-01-01',events=[happened('first-used','2018-02-28'),happened('created','2012-05-05')]),
    counted('software.term','2070-12-31',kind='software',events=[happened('first-published','2020-12-31')]),
    counted('abroad.secrecy-notice','2026-08-30',filing='2026-06-30',events=[happened('secrecy-requested','2026-06-30')]),
    counted('abroad.secrecy-decision','2026-10-30',filing='2026-06-30',events=[happened('secrecy-requested','2026-06-30'),happened('secrecy-notice','2026-08-10')]),
    counted('use.hgr-report','2026-09-30',filing='2020-06-30',events=[happened('cooperation-ended','2026-03-31')]),
    counted('cn.suspension','2026-10-10','2026-10-12','2026-10-10',filing='2020-06-30',events=[happened('suspended','2025-10-10')]),
    counted('cn.invalidity-suit','2026-02-28',filing='2020-06-30',events=[happened('invalidity-decision','2025-11-30',**ELECTRONIC)]),
    counted('use.price-disclosure','2026-10-10',filing='2020-06-30',events=[happened('price-published','2026-09-25')]),
    counted('use.limitation','2027-02-28',filing='2020-06-30',events=[happened('infringement-known','2024-02-29')]),
    counted('keep.refund','2026-10-10','2026-10-12','2026-10-10',filing='2020-06-30',events=[happened('overpaid','2023-10-10')]),
    counted('secret.review','2026-11-30',kind='technical-secret',events=[happened('recognised','2025-11-30')]),
    counted('secret.leak-report','2026-03-01',kind='technical-secret',events=[happened('leak-found','2026-02-28')]),
    counted('cn.exam-request','2025-05-10','2025-05-12',filing='2022-05-10',origin='divisional'),
    counted('keep.annual-fee','2026-03-01','2026-03-02',filing='2018-03-01',events=RESTORED,cycle=9),
    counted('keep.annual-fee','2025-03-01','2025-03-03',filing='2018-03-01',events=RESTORED,cycle=8,status='done'),
    counted('cn.restore','2025-12-20','2025-12-22',filing='2018-03-01',events=RESTORED,status='done'),
    counted('keep.annual-fee','2026-03-01','2026-03-02',filing='2018-03-01',events=ENDED,cycle=9),
    counted('cn.grant-formalities','2024-02-18','2024-02-19','2024-02-18',filing='2020-03-01',events=[happened('grant-notice','2023-12-18',**ELECTRONIC)]),
    counted('cn.grant-formalities','2024-02-12','2024-02-19','2024-02-18',filing='2020-03-01',events=[happened('grant-notice','2023-12-12',**ELECTRONIC)]),
    counted('cn.grant-formalities','2025-01-26','2025-01-27','2025-01-26',filing='2020-03-01',events=[happened('grant-notice','2024-11-26',**ELECTRONIC)]),
    counted('cn.grant-formalities','2024-09-14','2024-09-18','2024-09-14',filing='2020-03-01',events=[happened('grant-notice','2024-07-14',**ELECTRONIC)]),
    counted('cn.grant-formalities','2024-10-12','2024-10-14','2024-10-12',filing='2020-03-01',events=[happened('grant-notice','2024-08-12',**ELECTRONIC)]),
    counted('cn.grant-formalities','2026-01-02','2026-01-05','2026-01-04',filing='2020-03-01',events=[happened('grant-notice','2025-11-02',**ELECTRONIC)]),
    counted('cn.grant-formalities','2025-09-28','2025-09-29','2025-09-28',filing='2020-03-01',events=[happened('grant-notice','2025-07-28',**ELECTRONIC)]),
    counted('cn.priority-restore','2026-07-12','2026-07-13',origin='pct',priority='2023-11-01',filing='2024-11-20',events=[happened('entered','2026-05-12',place='CN')]),
    counted('cn.priority-restore','',origin='pct',priority='2023-11-01',filing='2024-10-20',events=[happened('entered','2026-05-12',place='CN')],none=True),
    counted('cn.reexam-restore','2026-04-28',filing='2022-01-01',events=[happened('refused','2025-11-28',received='2025-11-30')]),
    counted('keep.annual-fee','2026-11-30',origin='divisional',filing='2019-11-30',events=[happened('granted','2024-05-01')],cycle=8),
)  # fmt: skip


def found(case: Counted) -> Task | None:
    made = [
        each
        for each in tasks_of(case.case, RuleBook(rules()), calendar())
        if each.rule.task == case.task and each.place == case.place and case.cycle in (None, each.cycle)
    ]
    return made[-1] if made else None


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.task}-{case.days[0] if case.days else 'none'}"
)
def test_a_day_counted_by_hand_is_the_one_reckoned(case: Counted) -> None:
    task = found(case)
    if case.days is None:
        assert task is None
        return
    assert task is not None
    assert (task.nominal, task.operative, task.safe, task.status) == (*case.days, case.status)
    assert case.grace in (None, task.grace_until)
    assert case.steps in ((), tuple(day for _, day in task.steps))
    assert not case.doubt or case.doubt in task.doubts
