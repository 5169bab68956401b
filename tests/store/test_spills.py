"""Spills: what is purged is gone from the store, file and log alike, and its traces are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ipdesk.model.errors import NotFound, Refused
from ipdesk.operations import workspaces
from ipdesk.operations.attachments import attach
from ipdesk.operations.desk import Desk
from ipdesk.store import audit, drafts, exports, imports, spills, views
from ipdesk.store.checking import check
from ipdesk.store.database import rows, value
from ipdesk.store.grams import tokens
from ipdesk.store.spills import Order
from ipdesk.store.workspace import Workspace
from tests.store._records import DISCLOSURES, PROJECTS, add, filled, stored

MARKER = "越级内容"
ORDER = Order("令-2026-1", "2026-03-05", "误录", "李明")


def decrypted(store: Path, key: bytes) -> list[bytes]:
    """Return every page of a store in clear, the free ones too, as somebody with the key and the disk reads them.

    A page of SQLCipher 4 ends in 16 bytes of initial vector and 64 bytes of seal; the first begins with a salt.
    """
    data, found = store.read_bytes(), []
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        found.append(cipher.update(page[16 if start == 0 else 0 : -80]) + cipher.finalize())
    return found


def seal(workspace: Workspace, number: str) -> tuple[int, str]:
    with workspace.write() as writing:
        held = writing.held(DISCLOSURES, number)
        spills.seal(writing, DISCLOSURES, held.id, held.record.id, number, "待核")
        return held.id, held.record.id


def texts_of(workspace: Workspace) -> str:
    """Return everything the store holds as one text, blobs too."""
    found = []
    for (table,) in rows(workspace.db, "select name from sqlite_master where type = 'table'"):
        if not table.startswith(("grams", "sqlite_")):
            found += [repr(each) for each in rows(workspace.db, f'select * from "{table}"')]
    return "\n".join(found)


@pytest.fixture
def spilled(desk: Desk, tmp_path: Path) -> tuple[int, str]:
    """Return id and UUID of a sealed record whose content lies in every corner of the store."""
    space = desk.workspace
    with space.write() as writing:
        record = replace(
            filled(DISCLOSURES.record, MARKER), level="internal", classification="",
            classification_term="10年", classification_number="定密〔2026〕1号",
        )  # fmt: skip
        made = writing.add(DISCLOSURES, record)
        held = writing.held(DISCLOSURES, made.number)
        batch = imports.log(writing, "台账.xlsx", "00", "disclosures", {"new": 1})
        imports.keep_rows(writing, batch, [imports.TakenRow(made, "表一", 2, "digest", {"题目": MARKER})])
        uuid = held.record.id
    drafts.keep(space.db, "李明", "disclosures", 1, 1, "", {"title": MARKER})
    views.keep(space.db, "王芳", "disclosures", MARKER, {"text": "", "conditions": []})
    with space.write() as writing:
        exports.log(
            writing,
            exports.Leaving(kind="print", register="disclosures", file="x", uuids=(uuid,), options=MARKER),
        )
    file = tmp_path / f"{MARKER}.txt"
    file.write_text(MARKER * 100_000, encoding="utf-8")
    attach(desk, DISCLOSURES, made.number, file)
    workspaces.backup(desk, tmp_path / "backup")
    assert texts_of(space).count(MARKER) > 50
    assert seal(space, made.number) == (1, uuid)
    return 1, uuid


def test_a_purge_leaves_the_number_the_state_and_the_chain(
    desk: Desk, spilled: tuple[int, str], tmp_path: Path
) -> None:
    space, (entry, uuid) = desk.workspace, spilled
    with space.write() as writing:
        traces = spills.purge(writing, DISCLOSURES, entry, uuid, ORDER)
    spills.forget_old_pages(space.db)
    assert MARKER not in texts_of(space)
    held = stored(space, DISCLOSURES, "PL-2026-0001")
    assert (held.withheld, held.state) == (True, "draft")
    assert check(space.db).whole
    assert [each["place"] for each in traces.backups] == [str(tmp_path / "backup")]
    (last,) = [each for each in audit.entries(space.db) if each.act == "purge"]
    assert last.actor == "李明"
    for table in (
        "files",
        "chunks",
        "attachments",
        "drafts",
        "import_rows",
        "mentions",
        "links",
        "texts",
        "bands",
        "views",
    ):
        assert value(space.db, f"select count(*) from {table}") == 0, table


def test_no_page_of_the_file_keeps_what_was_purged(desk: Desk, spilled: tuple[int, str]) -> None:
    space, (entry, uuid) = desk.workspace, spilled
    (token,) = tokens(MARKER[1])  # the second half of a pair: an index cuts what terms begin with alike
    spills.forget_old_pages(space.db)
    before = decrypted(space.folder / "store.db", space.data_key())
    for trace in (MARKER.encode(), token.encode()):
        assert any(trace in each for each in before), "sealed it is still there, in the index too"
    with space.write() as writing:
        spills.purge(writing, DISCLOSURES, entry, uuid, ORDER)
    spills.forget_old_pages(space.db)
    assert (space.folder / "store.db-wal").stat().st_size == 0
    pages = decrypted(space.folder / "store.db", space.data_key())
    assert value(space.db, "pragma freelist_count") > 50, "the pages of the attachment are free now"
    assert any("某某实验室".encode() in each for each in pages), "what is looked for can be found"
    for trace in (MARKER.encode(), token.encode()):
        assert sum(trace in each for each in pages) == 0


def test_content_shared_with_another_record_stays_with_that_one(
    desk: Desk, spilled: tuple[int, str], tmp_path: Path
) -> None:
    space, (entry, uuid) = desk.workspace, spilled
    add(space, PROJECTS)
    attach(desk, PROJECTS, "KY-2026-001", tmp_path / f"{MARKER}.txt")
    with space.write() as writing:
        spills.purge(writing, DISCLOSURES, entry, uuid, ORDER)
    assert value(space.db, "select count(*) from files") == 1
    assert check(space.db).whole


def test_only_what_is_sealed_is_purged(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title=MARKER)
    with pytest.raises(Refused), workspace.write() as writing:
        spills.sealed_entry(writing, PROJECTS, number)
    with pytest.raises(NotFound), workspace.write() as writing:
        spills.sealed_entry(writing, PROJECTS, "KY-404")


def test_an_order_waits_for_its_second_person(workspace: Workspace) -> None:
    add(workspace, DISCLOSURES, title=MARKER)
    entry, uuid = seal(workspace, "PL-2026-0001")
    with workspace.write() as writing:
        assert spills.sealed_entry(writing, DISCLOSURES, "PL-2026-0001") == (entry, uuid)
        assert spills.pending_order(workspace.db, entry, ORDER.number) is None
        spills.record_order(writing, entry, ORDER)
    assert spills.pending_order(workspace.db, entry, ORDER.number) == ORDER
    assert spills.pending_order(workspace.db, entry, "另一号") is None
    with workspace.write() as writing:
        spills.purge(writing, DISCLOSURES, entry, uuid, ORDER)
    assert spills.pending_order(workspace.db, entry, ORDER.number) is None


def test_a_purged_number_is_never_given_again_and_stays_closed(desk: Desk, spilled: tuple[int, str]) -> None:
    space, (entry, uuid) = desk.workspace, spilled
    with space.write() as writing:
        spills.purge(writing, DISCLOSURES, entry, uuid, ORDER)
    assert add(space, DISCLOSURES) == "PL-2026-0002"
    with pytest.raises(NotFound), space.write() as writing:
        writing.held(DISCLOSURES, "PL-2026-0001")
