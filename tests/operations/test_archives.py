"""An archive holds everything of a desk, and another installation takes it in whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import AboveLimit, CannotWrite, Damaged, NotPermitted, Refused, TooNew, WrongValue
from ipdesk.operations import archives, audits, docket, protected, reading, records, spills, taking_in
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS
from ipdesk.store.archived_records import HEAD
from ipdesk.store.archived_tables import DERIVED, ELSEWHERE, HERE, TABLE, TABLES
from ipdesk.store.columns import tables_of
from ipdesk.store.database import rows, value
from tests.operations.archiving import changed, fill, new_desk, parts_of, state_of
from tests.operations.cases import DISCLOSURES, add_disclosure, said

LINES = "registers/disclosures.jsonl"


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(desk, tmp_path / "other.ipdesk")
    yield made
    made.workspace.close()


@pytest.fixture
def small(desk: Desk, tmp_path: Path) -> Path:
    """Return the archive of a desk with one disclosure and an attached file."""
    number = add_disclosure(desk)
    (tmp_path / "附件.txt").write_text("附件", "utf-8")
    from ipdesk.operations.attachments import attach

    attach(desk, DISCLOSURES, number, tmp_path / "附件.txt")
    return archives.write_archive(desk, tmp_path / "small.zip").place


def taken(other: Desk, file: Path) -> Any:
    return taking_in.take_in(other, taking_in.look_at_archive(other, file))


def test_every_table_of_the_store_is_state_or_derived_or_of_one_installation(desk: Desk) -> None:
    held = {
        each[0] for each in rows(desk.workspace.db, "select name from sqlite_master where type = 'table'")
    }
    of_search = {name for name in held if name == "grams" or name.startswith("grams_")}
    registers = {name for each in REGISTERS for name in tables_of(each)}
    decided = [*TABLE, *ELSEWHERE, *DERIVED, *HERE, *registers, *of_search, "_sqlite_migrations"]
    assert len(decided) == len(set(decided))
    assert set(decided) == held


def test_no_field_is_called_what_stands_before_the_fields_of_a_line() -> None:
    assert not {"fields", "purged"} & set(HEAD)


def test_what_is_taken_in_is_the_same_desk_and_is_archived_the_same(
    desk: Desk, as_user: Callable[..., Desk], other: Desk, tmp_path: Path
) -> None:
    fill(desk, as_user, tmp_path)
    before, head = state_of(desk), audits.current_head(desk)
    assert {each.name for each in TABLES} <= {name for name, held in before.items() if held}
    made = archives.write_archive(desk, tmp_path / "a.zip")
    assert (made.manifest.seq, made.manifest.head) == (head.seq, head.hash)
    assert made.manifest.left_out == {"fingerprints": 1, "drafts": 1, "readers": 1}
    assert (made.place.stat().st_mode & 0o777) == 0o600
    with desk.workspace.write() as writing:
        exported = value(
            writing.db, "select count(*) from export_entries where serial = (select max(serial) from exports)"
        )
    assert exported == made.records

    assert taken(other, made.place).seq == head.seq + 1
    after = state_of(other)
    own = [each for name in ("audit", "audit_values") for each in after[name] if each[0] == head.seq + 1]
    assert len(own) == 2
    for name, held in before.items():
        assert [each for each in after[name] if each not in own] == held, name
    assert audits.verify(other, head).whole
    assert other.workspace.profile.name == desk.workspace.profile.name
    told = json.loads(own[1][2])
    assert told["sha256"] == made.sha256
    assert [each["act"] for each in told["before"]] == ["create"]

    again = archives.write_archive(other, tmp_path / "b.zip") if _named(other) else made
    first, second = parts_of(made.place), parts_of(again.place)
    assert sorted(first) == sorted(second)
    assert {name for name in first if first[name] != second[name]} == {"log.jsonl", "manifest.json"}
    assert second["log.jsonl"].startswith(first["log.jsonl"])


def _named(other: Desk) -> bool:
    """Name the officer over there as a reader, straight in the store: readers are no part of an archive."""
    from ipdesk.store import protected as store

    with other.workspace.write() as writing:
        for entry in store.lines(writing.db):
            writing.db.execute(
                'insert into protected_readers(entry, "user", named_by, named_at) values (?, ?, ?, ?)',
                [entry, other.actor.name, "王芳", writing.at],
            )
    return True


def test_a_desk_goes_on_where_the_archive_ends(
    desk: Desk, as_user: Callable[..., Desk], other: Desk, tmp_path: Path
) -> None:
    fill(desk, as_user, tmp_path)
    taken(other, archives.write_archive(desk, tmp_path / "a.zip").place)
    assert reading.search_all(other, "热链")[0]
    assert not reading.search_all(other, "要销毁的")[0]
    docket.refresh(other)
    assert value(other.workspace.db, "select count(*) from docket_stale") == 0
    assert add_disclosure(other) not in {
        each[0] for each in rows(desk.workspace.db, "select number from entries")
    }
    assert records.undo(other)
    assert protected.kept_of(other, "JS-2026-0001").kind == "text"
    assert protected.kept_of(other, "JS-2026-0001").readers == ()
    assert audits.verify(other).whole
    with pytest.raises(Exception, match="append-only"):
        other.workspace.db.execute("delete from audit")


def test_what_is_sealed_or_closed_to_the_person_leaves_in_no_archive(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    spills.seal(desk, DISCLOSURES, number, "上级通知")
    with pytest.raises(Refused) as refused:
        archives.write_archive(desk, tmp_path / "a.zip")
    assert number in said(refused.value)
    assert list(tmp_path.glob("*a.zip*")) == []


def test_a_protected_text_leaves_with_its_readers_alone(
    desk: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    fill(desk, as_user, tmp_path)
    with pytest.raises(NotPermitted) as refused:
        archives.write_archive(as_user("officer"), tmp_path / "a.zip")
    assert "JS-2026-0001" in said(refused.value)


def test_nothing_is_overwritten_and_nothing_lies_in_the_workspace(desk: Desk, small: Path) -> None:
    for place in (small, desk.workspace.folder / "a.zip", small.parent / "nowhere" / "a.zip"):
        with pytest.raises(CannotWrite):
            archives.write_archive(desk, place)


def test_the_beginnings_that_a_killed_program_left_in_clear_are_removed(
    desk: Desk, small: Path, tmp_path: Path
) -> None:
    cut = small.read_bytes()[: small.stat().st_size // 2]
    left = {
        ".b.zip.123.part": True,  # of the same name: it goes at once
        ".c.zip.124.part": False,  # somebody may be writing it
        ".d.zip.125.part": True,
        ".e.pdf.126.part": False,  # not one of ours
        ".f.zip.part": False,
    }
    for name in left:
        (tmp_path / name).write_bytes(cut if name != ".e.pdf.126.part" else b"%PDF")
        if name != ".c.zip.124.part":
            os.utime(tmp_path / name, (0, 0))
    made = archives.write_archive(desk, tmp_path / "b.zip")
    assert {name: not (tmp_path / name).exists() for name in left} == left
    assert made.swept == 2 and "2 archives" in " ".join(
        desk.translator.to("en").say(each) for each in made.told()
    )


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG])
def test_a_full_disk_leaves_nothing_and_is_told_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite) as refused:
        archives.write_archive(desk, tmp_path / "b.zip")
    assert os.strerror(number) not in said(refused.value) and "there" in said(refused.value)
    assert not [each for each in tmp_path.iterdir() if "b.zip" in each.name]


def test_only_a_new_workspace_takes_an_archive_in(desk: Desk, other: Desk, small: Path) -> None:
    with pytest.raises(Refused) as refused:
        taking_in.look_at_archive(desk, small)
    assert "records" in said(refused.value)
    found = taking_in.look_at_archive(other, small)
    add_disclosure(other)
    with pytest.raises(Refused):
        taking_in.take_in(other, found)


def test_whoever_stops_it_finds_nothing_changed(other: Desk, small: Path, tmp_path: Path) -> None:
    found, before = taking_in.look_at_archive(other, small), state_of(other)
    heard: list[int] = []
    taking_in.look_at_archive(other, small, lambda done, of: heard.append(done * 100 // of))
    assert heard == sorted(heard)
    assert heard[-1] == 100
    for stop in (0, 5, 30):
        left = [stop]

        def step(_done: int, _of: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            taking_in.take_in(other, found, step)
        assert state_of(other) == before
    taken(other, small)


def edited(line: bytes, **values: Any) -> bytes:
    plain = json.loads(line)
    plain["fields"] |= values
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"no_such_field": "x"}, "no_such_field"),
        ({"title": 5}, "title"),
        ({"title": " 空 "}, "title"),
        ({"trl": "5"}, "trl"),
        ({"trl": 5.0}, "trl"),
        ({"submitted": "2026-02-30"}, "submitted"),
        ({"submitted": "2026年3月1日"}, "submitted"),
        ({"types": ["no-such"]}, "types"),
        ({"inventors": [{"name": "甲", "share": "101"}]}, "inventors[0].share"),
        ({"inventors": [{}]}, "inventors[0]"),
        ({"title": ""}, "title"),
    ],
)
def test_a_value_that_is_not_just_as_it_may_be_is_named_and_nothing_is_written(
    other: Desk, small: Path, tmp_path: Path, values: dict[str, Any], word: str
) -> None:
    line = parts_of(small)[LINES]
    file = changed(small, tmp_path / "x.zip", {LINES: edited(line, **values)})
    before = state_of(other)
    with pytest.raises(WrongValue) as refused:
        taken(other, file)
    assert word in said(refused.value)
    assert f"{LINES}, line 1" in said(refused.value)
    assert state_of(other) == before


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (LINES, b'"state":"draft"', b'"state":"nowhere"'),
        (LINES, b'"revision":1', b'"revision":true'),
        (LINES, b'"entry":1,', b'"entry":1, '),
        (LINES, b'"entry":1,', b'"entry":1,"entry":1,'),
        (LINES, b'"fields":', b'"purged":true,"fields":'),
        ("log.jsonl", b'"actor":"', b'"actor":"x'),
        ("log.jsonl", b'\\"revision\\":1', b'\\"revision\\":2'),
        ("tables/attachments.jsonl", b'"entry":1', b'"entry":77'),
        ("tables/attachments.jsonl", b'"entry":1', b'"entry":"1"'),
        ("tables/attachments.jsonl", b'"added":"2026', b'"added":"soon'),
        ("tables/attachments.jsonl", b'"file":"', b'"file":"0'),
        ("tables/counters.jsonl", b'"last":1', b'"last":1,"more":2'),
    ],
)
def test_what_only_looks_right_is_not_taken_in(
    other: Desk, small: Path, tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    data = parts_of(small)[part]
    assert old in data
    file = changed(small, tmp_path / "x.zip", {part: data.replace(old, new, 1)})
    before = state_of(other)
    with pytest.raises(Refused):
        taken(other, file)
    assert state_of(other) == before


def test_a_record_that_the_log_does_not_know_is_not_taken_in(
    other: Desk, small: Path, tmp_path: Path
) -> None:
    parts = parts_of(small)
    plain = json.loads(parts[LINES])
    more = plain | {"entry": 2, "id": "00000000-0000-4000-8000-000000000000"}
    more["fields"] = plain["fields"] | {"number": "PL-2026-0002"}
    line = json.dumps(more, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    file = changed(small, tmp_path / "x.zip", {LINES: parts[LINES] + line})
    with pytest.raises(Damaged) as refused:
        taken(other, file)
    assert "1 records are not in the audit log" in said(refused.value)


def test_records_above_the_level_refuse_the_whole(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk, level="trade", grade="core")
    add_disclosure(desk, level="internal")
    file = archives.write_archive(desk, tmp_path / "a.zip")
    assert file.manifest.handling == "trade-core"
    other = new_desk(desk, tmp_path / "other.ipdesk", "internal")
    with other.workspace, pytest.raises(AboveLimit) as refused:
        taken(other, file.place)
    assert number in said(refused.value)
    assert "1 records" in said(refused.value)


def test_what_a_newer_ipdesk_made_is_left_to_it(other: Desk, small: Path, tmp_path: Path) -> None:
    manifest = json.loads(parts_of(small)["manifest.json"])
    newer = json.dumps(manifest | {"form": 2}).encode()
    with pytest.raises(TooNew):
        taken(other, changed(small, tmp_path / "x.zip", {"manifest.json": newer}, told=False))
    name = "registers/inventions.jsonl"
    more = {"name": name, "rows": 0, "bytes": 0, "sha256": "0" * 64}
    data = json.dumps(manifest | {"files": [*manifest["files"], more]}).encode()
    with pytest.raises(TooNew) as refused:
        taken(other, changed(small, tmp_path / "y.zip", {"manifest.json": data, name: b""}))
    assert name in said(refused.value)


def test_an_archive_cut_off_anywhere_is_one_that_is_damaged(other: Desk, small: Path, tmp_path: Path) -> None:
    whole = small.read_bytes()
    for size in (100, len(whole) // 2, len(whole) - 1):
        (tmp_path / "x.zip").write_bytes(whole[:size])
        assert taking_in.is_archive(tmp_path / "x.zip")
        with pytest.raises(Damaged):
            taken(other, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "y.xlsx", "w") as made:
        made.writestr("[Content_Types].xml", "")
    assert not taking_in.is_archive(tmp_path / "y.xlsx")
