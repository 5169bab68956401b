"""Protected texts: kept apart, shown to named people alone with an entry in the log, and never anywhere else."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import AboveLimit, NotFound, NotPermitted, Refused, WrongValue
from ipdesk.operations import (
    audits,
    documents,
    history,
    protected,
    reading,
    records,
    spills,
    today,
    workspaces,
)
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.screening.fingerprints import containment
from ipdesk.store import audit
from ipdesk.store import protected as store
from ipdesk.store.database import rows
from tests.operations.cases import everything_in, said, state_of_store

SECRETS = register("secrets")
MARKER = "辐射硬化曲线QX7"
TEXT = (
    f"将{MARKER}的拐点温度与编织铜带的层数相匹配，先退火再扩散焊，保温时间按层数递减；焊后以氦质谱检漏，"
    "合格件在真空烘箱中除气十二小时，再按编号成对装入热链组件，安装力矩由扭力扳手分三次施加到位，"
    "逐次记录端面温差，差值超过限值的退回重焊，同一组件返修不得多于两次，返修记录随件归档备查。\n完"
)
ORDER = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}


@pytest.fixture
def number(desk: Desk) -> str:
    """Add a technical secret and return its number."""
    values = {"title": "青松二号", "level": "trade", "grade": "important", "unit": "一室"}
    return records.add(desk, SECRETS, [values])[0].number


def kept(desk: Desk, number: str, *readers: str, **how: Any) -> protected.Kept:
    return protected.keep_text(desk, number, TEXT, readers, **how)


def acts(desk: Desk) -> list[str]:
    """Return what was logged of protected texts, oldest first."""
    logged = [
        each for each in audit.entries(desk.workspace.db) if each.act.endswith(("protected", "readers"))
    ]
    return [each.act for each in sorted(logged, key=lambda each: each.seq)]


def test_a_text_is_shown_to_its_readers_alone_and_each_look_is_logged(
    desk: Desk, as_user: Callable[..., Desk], number: str
) -> None:
    reader, reviewer = as_user("reader"), as_user("reviewer")
    assert kept(desk, number, reader.actor.name).readers == ("赵敏",)
    assert protected.show_text(reader, number) == TEXT
    for each in (desk, reviewer):
        with pytest.raises(NotPermitted) as refused:
            protected.show_text(each, number)
        assert each.actor.name in said(refused.value)
    assert acts(desk) == [
        *("keep-protected", "name-readers"),
        *("show-protected", "refuse-protected", "refuse-protected"),
    ]
    newest = history.past(desk, SECRETS, number)[0]
    assert (newest.act, newest.actor, newest.fields) == ("refuse-protected", "王芳", ())
    assert audits.verify(desk).whole


def test_nobody_becomes_a_reader_by_ones_own_hand_but_who_brings_the_text(
    desk: Desk, as_user: Callable[..., Desk], number: str
) -> None:
    reviewer = as_user("reviewer")
    kept(desk, number, "李明")
    assert protected.show_text(desk, number) == TEXT
    with pytest.raises(NotPermitted):
        protected.name_readers(reviewer, number, ["王芳"])
    assert protected.name_readers(desk, number, ["王芳"]).readers == ("王芳",)
    with pytest.raises(NotPermitted):
        protected.show_text(desk, number)
    with pytest.raises(NotPermitted):
        protected.name_readers(desk, number, ["王芳", "李明"])
    assert protected.name_readers(reviewer, number, ["李明", "王芳"]).readers == ("李明", "王芳")
    assert history.past(desk, SECRETS, number)[0].detail == "李明、王芳"


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_only_users_who_may_read_records_are_named(
    role: str, desk: Desk, as_user: Callable[..., Desk], number: str
) -> None:
    name = as_user(role).actor.name
    before = state_of_store(desk)
    for each in (name, "某人"):
        with pytest.raises(WrongValue) as refused:
            kept(desk, number, each)
        assert each in said(refused.value)
    assert state_of_store(desk) == before


def test_who_is_revoked_is_struck_off_for_good(desk: Desk, as_user: Callable[..., Desk], number: str) -> None:
    as_user("reader")
    kept(desk, number, "赵敏")
    from ipdesk.store import users

    with desk.workspace.write() as writing:
        users.revoke(writing, "赵敏")
        users.put(writing, "赵敏", "reader")
    assert protected.kept_of(desk, number).readers == ()


def test_the_text_lies_in_its_own_table_and_is_told_nowhere(
    desk: Desk, as_user: Callable[..., Desk], number: str, tmp_path: Path
) -> None:
    kept(desk, number, "李明")
    protected.show_text(desk, number)
    protected.keep_text(desk, number, TEXT.replace("完", "毕"), replace=True)
    assert everything_in(desk).count(MARKER) == 1
    assert not reading.search_all(desk, MARKER)[0]
    documents.export_register(desk, SECRETS, tmp_path / "a.xlsx")
    documents.print_record(desk, SECRETS, number, tmp_path / "a.pdf")
    told: list[object] = [
        reading.show(desk, SECRETS, number),
        reading.whole(desk, SECRETS, reading.list_ids(desk, SECRETS)),
        history.past(desk, SECRETS, number),
        records.history(desk, SECRETS, number),
        protected.list_kept(desk),
        store.find(desk.workspace.db, 1),
        today.due(desk),
        [file.read_bytes().decode("latin-1") for file in tmp_path.rglob("*") if file.is_file()],
    ]
    assert MARKER not in "\n".join(map(repr, told))


def test_keeping_and_showing_leave_undo_and_prints_alone(desk: Desk, number: str, tmp_path: Path) -> None:
    records.change(desk, SECRETS, number, {"unit": "二室"})
    documents.print_record(desk, SECRETS, number, tmp_path / "a.pdf")
    kept(desk, number, "李明")
    protected.show_text(desk, number)
    assert [each.changed for each in documents.printed(desk)] == [False]
    undone = records.undo(desk)
    assert [each.field for each in undone[0].fields] == ["unit"]
    assert protected.show_text(desk, number) == TEXT


def test_only_fingerprints_hold_nothing_of_the_text_and_know_it_again(desk: Desk, number: str) -> None:
    assert kept(desk, number, only_fingerprints=True).kind == "fingerprints"
    assert MARKER not in everything_in(desk)
    db = desk.workspace.db
    found, key = store.find(db, 1), store.key_of(db)
    assert found is not None and found.fingerprints is not None and key is not None
    assert containment(f"前言。{TEXT}后记。", found.fingerprints, key).share == 1
    with pytest.raises(NotPermitted):
        protected.show_text(desk, number)
    with pytest.raises(WrongValue):
        kept(desk, number, "李明", only_fingerprints=True, replace=True)


def test_a_text_made_fingerprints_is_a_text_no_more(desk: Desk, number: str) -> None:
    kept(desk, number, "李明")
    assert protected.reduce_text(desk, number).kind == "fingerprints"
    assert MARKER not in everything_in(desk)
    assert protected.kept_of(desk, number).readers == ()
    with pytest.raises(NotFound):
        protected.reduce_text(desk, number)


def test_something_kept_is_replaced_only_when_that_is_meant(desk: Desk, number: str) -> None:
    kept(desk, number, "李明")
    with pytest.raises(Refused, match="already"):
        protected.keep_text(desk, number, "另一篇")
    protected.keep_text(desk, number, "另一篇", replace=True)
    assert protected.show_text(desk, number) == "另一篇"


def test_what_is_dropped_is_gone_for_a_reason(desk: Desk, number: str) -> None:
    kept(desk, number, "李明")
    with pytest.raises(WrongValue):
        protected.drop_text(desk, number, " ")
    protected.drop_text(desk, number, "已解除")
    assert protected.kept_of(desk, number).kind == "nothing"
    assert MARKER not in everything_in(desk)
    assert history.past(desk, SECRETS, number)[0].detail == "已解除"
    with pytest.raises(NotFound):
        protected.drop_text(desk, number, "已解除")


def test_above_the_limit_neither_text_nor_fingerprints_are_kept(desk: Desk) -> None:
    above = records.add(
        desk, SECRETS, [{"title": "青松三号", "level": "classified", "classification": "secret"}]
    )
    unclear = records.add(desk, SECRETS, [{"title": "青松四号", "level": "trade"}])
    before = state_of_store(desk)
    for only in (False, True):
        with pytest.raises(AboveLimit):
            kept(desk, above[0].number, only_fingerprints=only)
        with pytest.raises(Refused, match="grade"):
            kept(desk, unclear[0].number, only_fingerprints=only)
    assert state_of_store(desk) == before
    assert [each.kind for each in protected.list_kept(desk)] == ["above-limit", "nothing"]


def test_a_record_whose_text_was_ever_kept_is_not_raised_above_the_limit(desk: Desk, number: str) -> None:
    kept(desk, number)
    protected.drop_text(desk, number, "改存")
    with pytest.raises(AboveLimit):
        records.change(desk, SECRETS, number, {"level": "classified", "classification": "secret"})


@pytest.mark.parametrize("values", [{"level": "public", "grade": ""}, {"level": "internal"}, {"grade": ""}])
@pytest.mark.parametrize("only", [False, True])
def test_the_marking_that_what_is_kept_bears_is_not_taken_away(
    desk: Desk, number: str, values: dict[str, str], only: bool
) -> None:
    kept(desk, number, only_fingerprints=only)
    records.change(desk, SECRETS, number, {"grade": "core"})  # another grade is a marking, too
    with pytest.raises(Refused, match="kept"):
        records.change(desk, SECRETS, number, values)
    protected.drop_text(desk, number, "已解除")
    records.change(desk, SECRETS, number, values)


def test_a_withdrawn_or_sealed_record_keeps_its_text_closed(desk: Desk, number: str) -> None:
    kept(desk, number, "李明")
    records.withdraw(desk, SECRETS, number, "重复")
    with pytest.raises(Refused, match="withdrawn"):
        protected.show_text(desk, number)
    assert [each.kind for each in protected.list_kept(desk)] == ["closed"]
    spills.seal(desk, SECRETS, number, "上级通知")
    with pytest.raises(NotFound):
        protected.show_text(desk, number)
    assert protected.list_kept(desk) == []


def test_a_purge_erases_it(desk: Desk, as_user: Callable[..., Desk], number: str) -> None:
    kept(desk, number, "李明")
    spills.seal(desk, SECRETS, number, "上级通知")
    spills.purge(desk, SECRETS, number, ORDER)
    assert spills.purge(as_user("reviewer"), SECRETS, number, ORDER).done
    assert MARKER not in everything_in(desk)
    assert rows(desk.workspace.db, "select * from protected_readers") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_from_a_plain_file(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "密点.TXT").write_bytes(TEXT.encode(encoding))
    assert protected.read_file(tmp_path / "密点.TXT").removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"PK"), ("a.txt", b"\0\xff" * 40), ("a.md", b"\xff\xff\xff")]
)
def test_what_is_no_text_is_refused_and_nothing_of_it_is_said(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WrongValue) as refused:
        protected.read_file(tmp_path / name)
    assert name in said(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_text_too_short_for_fingerprints_is_refused(desk: Desk, number: str) -> None:
    with pytest.raises(WrongValue) as refused:
        protected.keep_text(desk, number, MARKER, only_fingerprints=True)
    assert MARKER not in "".join(traceback.format_exception(refused.value))
    assert protected.kept_of(desk, number).kind == "nothing"


def test_lists_are_narrowed_by_what_is_kept(desk: Desk, number: str) -> None:
    [other] = records.add(desk, SECRETS, [{"title": "青松五号", "level": "trade", "grade": "general"}])
    kept(desk, number, "李明")

    def listed(code: str) -> list[str]:
        ids = reading.list_ids(desk, SECRETS, [("protected", code)])
        return [each.number for each in reading.page(desk, SECRETS, ids)]

    assert (listed("text"), listed("fingerprints"), listed("nothing")) == ([number], [], [other.number])
    assert [each.word for each in reading.show(desk, SECRETS, number).badges] == ["Text kept"]


def test_the_log_verifies_and_backups_carry_it_encrypted(desk: Desk, number: str, tmp_path: Path) -> None:
    kept(desk, number, "李明")
    workspaces.backup(desk, tmp_path / "b.ipdesk-backup")
    assert MARKER.encode() not in (tmp_path / "b.ipdesk-backup").read_bytes()
    entries = [each.values for each in audit.entries(desk.workspace.db)]
    assert MARKER not in json.dumps(entries, ensure_ascii=False)
    assert audits.verify(desk).whole
