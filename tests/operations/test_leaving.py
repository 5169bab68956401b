"""Everything about a person: each thing planted appears, is said of nobody else, and goes when it is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest

from ipdesk.model.errors import NotFound, Stale
from ipdesk.model.kinds import Person, Text
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.states import Move, State, States
from ipdesk.operations import documents, leaving, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.leaving import Everything
from tests.conftest import SetClock
from tests.operations.cases import ENGLISH

NAME = "单雨桐"
LATIN = "Shan Yutong"
PERSON: Mapping[str, Any] = {
    "number": "A0117",
    "level": "internal",
    "name": NAME,
    "variants": [{"name": LATIN, "kind": "pinyin"}],
    "unit": "一室",
    "employment": "permanent",
    "joined": "2020-01-01",
    "post_class": "general",
    "bound": "senior-technician",
    "phone": "13800000000",
}
NAMESAKE: Mapping[str, Any] = {
    "number": "A0342",
    "level": "internal",
    "name": NAME,
    "unit": "二室",
    "employment": "permanent",
    "joined": "2021-01-01",
}
DEPARTURE: Mapping[str, Any] = {
    "name": NAME,
    "person": ["A0117"],
    "kind": "leaving",
    "day": "2026-03-31",
}


def add(desk: Desk, name: str, /, **values: Any) -> str:
    """Add a record of a register and return its number."""
    return records.add(desk, register(name), [{"level": "internal", **values}])[0].number


def change(desk: Desk, name: str, number: str, /, **values: Any) -> None:
    """Change fields of a record."""
    records.change(desk, register(name), number, values)


def wanted(found: Everything, name: str = "") -> list[str]:
    """Return what is wanted, in English, in all topics or in one."""
    topics = [each for each in found.topics if name in ("", each.register.name)]
    asks = [ask for topic in topics for ask in (*topic.asks, *(a for e in topic.entries for a in e.asks))]
    return [ENGLISH.say(each.what) for each in asks]


def numbers(found: Everything, name: str) -> list[str]:
    """Return the numbers listed in a topic."""
    return [
        entry.record.number
        for topic in found.topics
        if topic.register.name == name
        for entry in topic.entries
    ]


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Return a desk that knows the person."""
    records.add(desk, register("people"), [dict(PERSON)])
    return desk


@dataclass(frozen=True)
class Planted:
    """A record that wants something of the person, what it wants, and the change that settles it."""

    register: str
    values: Mapping[str, Any]
    wants: str
    settles: Mapping[str, Any] = ()  # type: ignore[assignment]  # empty: it is withdrawn


PLANTED: Sequence[Planted] = (
    Planted("disclosures", {"title": "热链", "inventors": [{"name": NAME, "signed_on": "2026-01-01"}]},
            "still with its inventors"),
    Planted("disclosures", {"title": "热链", "inventors": [{"name": LATIN}]}, "has not signed the disclosure",
            {"inventors": [{"name": LATIN, "signed_on": "2026-03-01"}]}),
    Planted("disclosures", {"title": "热链", "signatures": [{"role": "project-leader", "name": NAME}]}, "A signature is awaited",
            {"signatures": [{"role": "project-leader", "name": NAME, "signed_on": "2026-03-01"}]}),
    Planted("disclosures", {"title": "热链", "objections": [{"raised_by": NAME, "raised_on": "2026-01-01"}]},
            "objection that the person raised",
            {"objections": [{"raised_by": NAME, "raised_on": "2026-01-01", "answered_on": "2026-02-01"}]}),
    Planted("disclosures", {"title": "热链", "assigned_to": NAME}, "assigned to the person", {"assigned_to": "解敏"}),
    Planted("disclosures", {"title": "热链", "inventors": [{"name": NAME, "signed_on": "2026-01-01"}],
                            "notebooks": [{"book": "B-3", "page": "7"}]}, "Notebook B-3", {"notebooks": []}),
    Planted("assessments", {"title": "热链", "prepared_by": NAME}, "prepares this assessment", {"prepared_by": "解敏"}),
    Planted("assessments", {"title": "热链", "assessors": [{"name": NAME}]}, "Scores are awaited",
            {"assessors": [{"name": "解敏"}]}),
    Planted("assessments", {"title": "热链", "assessors": [{"name": NAME, "scored_on": "2026-01-01"}]},
            "has not signed the scores",
            {"assessors": [{"name": NAME, "scored_on": "2026-01-01", "signed_on": "2026-01-02"}]}),
    Planted("assessments", {"title": "热链", "approvals": [{"step": "unit-head", "name": NAME}]}, "opinion is awaited",
            {"approvals": [{"step": "unit-head", "name": NAME, "opinion": "agree", "on": "2026-01-01"}]}),
    Planted("meetings", {"title": "例会", "chair": NAME}, "meeting to come", {"chair": "解敏"}),
    Planted("meetings", {"title": "例会", "members": [{"name": NAME}]}, "loses a member", {"members": []}),
    Planted("patents", {"title": "热链", "inventors": [{"name": NAME}]}, "Not granted yet"),
    Planted("secrets", {"title": "S-1", "access": [{"name": NAME, "since": "2025-01-01"}]}, "access list",
            {"access": [{"name": NAME, "since": "2025-01-01", "until": "2026-03-31"}]}),
    Planted("secrets", {"title": "S-1", "custodian": NAME}, "is the custodian", {"custodian": "解敏"}),
    Planted("secrets", {"title": "S-1", "access": [{"name": NAME, "until": "2026-03-31"}], "carriers": "U盘1个"},
            "There are carriers", {"carriers": ""}),
    Planted("secrets", {"title": "S-1", "carrier_log": [{"event": "issue", "carrier": "Z1", "to_person": NAME}]},
            "Holds carriers by the ledger: Z1", {"carrier_log": [
                {"event": "issue", "carrier": "Z1", "to_person": NAME}, {"event": "return", "carrier": "Z1"}]}),
    Planted("papers", {"title": "热链", "authors": [{"name": NAME}]}, "Consent to content",
            {"authors": [{"name": NAME, "agreed": True, "agreed_on": "2026-01-01"}]}),
    Planted("papers", {"title": "热链", "declared_by": NAME}, "declaration of the authors has no day",
            {"declared_on": "2026-01-01"}),
    Planted("releases", {"title": "热链", "answers": [{"name": NAME}]}, "answer to the notice",
            {"answers": [{"name": NAME, "answer": "declines", "answered_on": "2026-01-01"}]}),
    Planted("releases", {"title": "热链", "consents": [{"name": NAME}]}, "consent of the other inventor",
            {"consents": [{"name": NAME, "consented_on": "2026-01-01"}]}),
    Planted("releases", {"title": "热链", "transferees": [{"name": NAME}]}, "not signed by the transferee",
            {"signed_by_transferee_on": "2026-01-01"}),
    Planted("handovers", {"title": "热链", "handed_by": NAME}, "handover is not finished", {"handed_by": "解敏"}),
    Planted("projects", {"title": "载荷", "ip_officer": NAME}, "name another", {"ip_officer": "解敏"}),
    Planted("projects", {"title": "载荷", "members": [{"name": NAME, "since": "2025-01-01"}]}, "member without an end",
            {"members": [{"name": NAME, "since": "2025-01-01", "until": "2026-03-31"}]}),
    Planted("projects", {"title": "载荷", "members": [{"name": NAME, "since": "2025-01-01", "until": "2026-01-01"}]},
            "results not disclosed yet",
            {"nil_reports": [{"period": "2025", "reported_by": NAME, "signed_on": "2026-01-02"}]}),
    Planted("people", {"number": "B1", "name": "王学生", "unit": "一室", "supervisor": NAME}, "supervises somebody",
            {"supervisor": "解敏"}),
    Planted("movements", DEPARTURE, "one-year rule is not signed", {"notice_signed_on": "2026-03-01"}),
    Planted("movements", DEPARTURE, "no exit interview", {"interviewed_on": "2026-03-01"}),
    Planted("movements", DEPARTURE, "non-compete is started or waived", {"non_compete": "waived"}),
    Planted("movements", DEPARTURE, "without a fixed cooling period",
            {"cooling_from": "2026-03-31", "cooling_until": "2027-03-31"}),
    Planted("movements", {**DEPARTURE, "tasks": [{"text": "交还门禁卡"}]}, "交还门禁卡",
            {"tasks": [{"text": "交还门禁卡", "state": "done", "done_by": "解敏", "done_on": "2026-03-01"}]}),
    Planted("agreements", {"name": NAME, "person": ["A0117"], "kind": "leaver"}, "not signed by all"),
)  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: f"{each.register}: {each.wants}")
def test_what_is_wanted_appears_and_goes_when_it_is_settled(staffed: Desk, planted: Planted) -> None:
    number = add(staffed, planted.register, **planted.values)

    def is_wanted() -> bool:
        return any(planted.wants in each for each in wanted(leaving.everything(staffed, "A0117")))

    found = leaving.everything(staffed, "A0117")
    assert is_wanted() and number in numbers(found, planted.register)
    if planted.settles:
        change(staffed, planted.register, number, **planted.settles)
    else:
        records.withdraw(staffed, register(planted.register), number, "登记有误")
    assert not is_wanted()


def test_a_disclosure_of_the_project_is_an_answer_to_the_question_about_it(staffed: Desk) -> None:
    """One from before the person joined it is none, nor is one by others."""
    members = [{"name": NAME, "since": "2025-01-01", "until": "2026-01-01"}]
    number = add(staffed, "projects", title="载荷", members=members)
    mine, others = [{"name": NAME}], [{"name": "解敏"}]
    add(staffed, "disclosures", title="早", inventors=mine, projects=[number], submitted="2024-06-01")
    add(staffed, "disclosures", title="他", inventors=others, projects=[number], submitted="2025-06-01")
    assert any(
        "not disclosed yet" in each for each in wanted(leaving.everything(staffed, "A0117"), "projects")
    )
    add(staffed, "disclosures", title="今", inventors=mine, projects=[number], submitted="2025-06-01")
    assert wanted(leaving.everything(staffed, "A0117"), "projects") == []


def test_agreements_that_were_never_signed_are_missing(staffed: Desk) -> None:
    assert wanted(leaving.everything(staffed, "A0117"), "agreements") == [
        "No signed IP and confidentiality agreement is on record.",
        "No signed secrecy undertaking for the classified post is on record.",
    ]
    for kind in ("joiner", "secrecy"):
        values = {"name": NAME, "person": ["A0117"], "kind": kind, "paper_number": "2019-17", "copies": 2,
                  "signed_on": "2026-01-05", "countersigned_on": "2026-01-06", "sealed": True}  # fmt: skip
        number = add(staffed, "agreements", **values)
        records.move(staffed, register("agreements"), number, "signed-both")
    assert wanted(leaving.everything(staffed, "A0117"), "agreements") == []


def test_a_share_and_the_days_of_a_row_are_told(staffed: Desk) -> None:
    inventor = {"name": LATIN, "share": "60", "signed_on": "2026-01-01", "contribution": "提出方案"}
    add(staffed, "disclosures", title="热链", inventors=[inventor])
    [entry] = next(each for each in leaving.everything(staffed, "A0117").topics if each.entries).entries
    [place] = entry.places
    assert (place.path, place.labels) == ("inventors.name", ("Inventors",))
    assert [(each.name, each.value) for each in place.details] == [
        ("share", Decimal(60)),
        ("signed_on", date(2026, 1, 1)),
    ]
    assert ENGLISH.say(entry.named_as()) == "Inventors (Share 60%, Signed on 2026-01-01)"


class TestNamesakes:
    """Two people of one name are told apart by what has a number, and said to be two by what has none."""

    def test_each_topic_that_goes_by_the_name_says_so(self, staffed: Desk) -> None:
        records.add(staffed, register("people"), [dict(NAMESAKE)])
        add(staffed, "patents", title="热链", inventors=[{"name": NAME}])
        add(staffed, "movements", **DEPARTURE)
        topics = {each.register.name: each for each in leaving.everything(staffed, "A0117").topics}
        [other] = topics["patents"].namesakes
        assert (other.number, other.name, other.unit) == ("A0342", NAME, "二室")
        assert topics["movements"].namesakes == ()

    def test_what_another_signed_is_not_theirs(self, staffed: Desk) -> None:
        """Neither a movement of the other, nor an inventor with the other's number."""
        records.add(staffed, register("people"), [dict(NAMESAKE)])
        add(staffed, "movements", **{**DEPARTURE, "person": ["A0342"]})
        add(staffed, "disclosures", title="热链", inventors=[{"name": NAME, "staff_number": "A0342"}])
        mine, other = leaving.everything(staffed, "A0117"), leaving.everything(staffed, "A0342")
        for name in ("movements", "disclosures"):
            assert (numbers(mine, name), len(numbers(other, name))) == ([], 1)
        assert mine.last_day is None
        assert other.last_day == date(2026, 3, 31)

    def test_a_task_in_the_movement_of_another_is_listed(self, staffed: Desk) -> None:
        values = {"name": "解敏", "person": [], "kind": "joining", "checked_by": NAME}
        number = add(staffed, "movements", **values)
        found = leaving.everything(staffed, "A0117")
        assert numbers(found, "movements") == [number] and wanted(found, "movements") == []


def test_what_cannot_be_shown_is_counted(staffed: Desk) -> None:
    """Above the limit it is there with its number alone; a sealed one is known by its link."""
    add(staffed, "patents", title="代号", inventors=[{"name": NAME}], level="classified")
    sealed = add(staffed, "agreements", name=NAME, person=["A0117"], kind="leaver")
    spills.seal(staffed, register("agreements"), sealed, "误录")
    topics = {each.register.name: each for each in leaving.everything(staffed, "A0117").topics}
    assert (topics["patents"].entries, topics["patents"].hidden) == ((), 1)
    assert (topics["agreements"].entries, topics["agreements"].hidden) == ((), 1)


def test_nothing_restricted_is_read(staffed: Desk) -> None:
    add(staffed, "movements", **DEPARTURE, forwarding="某路2号", interview="谈话内容")
    found = leaving.everything(staffed, "A0117")
    assert "13800000000" not in repr(found)
    assert "某路2号" not in repr(found) and "谈话内容" not in repr(found)


@pytest.mark.parametrize(
    ("made", "expected"),
    [("2026-03-31", False), ("2026-04-01", True), ("2027-03-31", True), ("2027-04-01", False)],
)
def test_what_is_made_within_the_year_is_marked(staffed: Desk, made: str, expected: bool) -> None:
    change(staffed, "people", "A0117", left_on="2026-03-31")
    add(staffed, "disclosures", title="热链", inventors=[{"name": NAME}], completed=made)
    [entry] = leaving.everything(staffed, "A0117").entries()
    assert entry.watched is expected


def test_the_last_day_is_planned_until_it_is_recorded(staffed: Desk) -> None:
    assert (leaving.everything(staffed, "A0117").last_day, leaving.everything(staffed, "A0117").planned) == (
        None,
        False,
    )
    number = add(staffed, "movements", **DEPARTURE)
    found = leaving.everything(staffed, "A0117")
    assert (found.last_day, found.planned) == (date(2026, 3, 31), True)
    change(staffed, "people", "A0117", left_on="2026-04-02")
    found = leaving.everything(staffed, "A0117")
    assert (found.last_day, found.planned) == (date(2026, 4, 2), False)
    change(staffed, "people", "A0117", left_on=None)
    records.move(staffed, register("movements"), number, "cancelled", reason="留任")
    assert leaving.everything(staffed, "A0117").last_day is None


def test_somebody_who_left_before_the_desk_existed_is_known_by_what_is_known(desk: Desk) -> None:
    add(desk, "people", number="OLD1", name="穆老", left_on="1999-08-31", unit="一室")
    found = leaving.everything(desk, "OLD1")
    assert found.last_day == date(1999, 8, 31)
    assert all(topic.is_empty() or topic.register.name == "agreements" for topic in found.topics)
    with pytest.raises(NotFound):
        leaving.everything(desk, "OLD2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan(Record):
    """A thing lent to somebody: a register of these tests alone."""

    title: Annotated[str, Text(label="Thing")] = ""
    borrower: Annotated[str, Person(label="Borrower")] = ""
    day: None = None


LOANS = Register(
    name="loans", label="Loans", one="Loan", record=Loan, number="L-{seq:03}", title="title", date="day",
    columns=("number", "title", "borrower"), groups=(), topic="rewards",
    states=States((State("open", "Lent"), State("back", "Back", final=True)), (Move("open", "back", "Give back"),)),
)  # fmt: skip


def test_a_register_made_later_appears_unasked(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here knows it: it has a field of a person, and that is enough."""
    db = staffed.workspace.db
    monkeypatch.setattr("ipdesk.registers.REGISTERS", (*REGISTERS, LOANS))
    monkeypatch.setattr(leaving, "REGISTERS", (*REGISTERS, LOANS))
    db.execute(
        "create table loans (id integer primary key, title text, title_key text, borrower text, borrower_key text) strict"
    )
    before = leaving.everything(staffed, "A0117")
    assert [each.register.name for each in before.topics if each.is_empty()][-1] == "loans"
    number = records.add(staffed, LOANS, [{"title": "示波器", "borrower": LATIN}])[0].number
    topic = leaving.everything(staffed, "A0117").topics[-1]
    assert (topic.register.label, [each.record.number for each in topic.entries]) == ("Loans", [number])
    assert topic.entries[0].places[0].labels == ("Borrower",)


def test_a_subject_is_not_kept_here_until_a_register_keeps_it(
    staffed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert leaving.everything(staffed, "A0117").not_kept == ("Licences", "Rewards still owed")
    licences = replace(register("handovers"), topic="licences")
    monkeypatch.setattr(leaving, "REGISTERS", (*REGISTERS, licences))
    assert leaving.everything(staffed, "A0117").not_kept == ("Rewards still owed",)


def test_the_paper_is_written_again_byte_for_byte_until_something_in_it_changes(
    staffed: Desk, clock: SetClock, tmp_path: Path
) -> None:
    """Nothing in it depends on the day; a namesake who moves to another unit is told in it, too."""
    records.add(staffed, register("people"), [dict(NAMESAKE)])
    add(staffed, "patents", title="热链", inventors=[{"name": NAME}])
    add(staffed, "patents", title="代号", inventors=[{"name": NAME}], level="classified")
    people, first, again = register("people"), tmp_path / "一.pdf", tmp_path / "二.pdf"
    serial = documents.print_record(staffed, people, "A0117", first, "leaver").stamp.serial
    clock.forward(days=800)
    documents.print_again(staffed, serial, again)
    assert first.read_bytes() == again.read_bytes()
    change(staffed, "people", "A0342", unit="三室")
    with pytest.raises(Stale):
        documents.print_again(staffed, serial, tmp_path / "三.pdf")
    serial = documents.print_record(staffed, people, "A0117", tmp_path / "四.pdf", "leaver").stamp.serial
    add(staffed, "secrets", title="S-1", custodian=NAME)
    with pytest.raises(Stale):
        documents.print_again(staffed, serial, tmp_path / "五.pdf")


def test_more_records_take_no_more_queries(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each register is read at once, however many of its records name the person."""
    asked = 0
    plain = type(staffed.workspace.db).execute

    def counted(db: Any, *given: Any) -> Any:
        nonlocal asked
        asked += 1
        return plain(db, *given)

    def queries() -> int:
        nonlocal asked
        asked = 0
        leaving.everything(staffed, "A0117")
        return asked

    monkeypatch.setattr(type(staffed.workspace.db), "execute", counted)
    values = {"title": "热链", "level": "internal", "inventors": [{"name": NAME}]}
    records.add(staffed, register("disclosures"), [values])
    few = queries()
    records.add(staffed, register("disclosures"), [values] * 20)
    assert queries() == few > 0
