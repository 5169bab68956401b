"""Makes the workspace of a release that later releases must open: `python -m tests._files.workspaces.make`.

Run once, when the steps of a release are final. What it made is never made again or edited: it is
what users of that release have. Beside it lies, as JSON, what must come out of it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ipdesk import __version__
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.values import plain_values
from ipdesk.registers import REGISTERS, disclosures, projects
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.projects import Member
from ipdesk.store import attachments, audit, drafts, imports, spills, users
from ipdesk.store.lists import list_ids
from ipdesk.store.records import read_many
from ipdesk.store.workspace import Workspace, create
from ipdesk.store.wraps import Cost
from ipdesk.store.writing import Writing
from tests.conftest import OFFICER, PASSPHRASE, SetClock

FOLDER: Final = Path(__file__).parent
ATTACHED: Final = bytes(range(256)) * 40
CHEAP: Final = Cost(memory=8, passes=1, lanes=1)


def make(folder: Path) -> dict[str, Any]:
    """Make the workspace of this release in a new folder and return what must come out of it."""
    clock = SetClock()
    space, recovery = create(
        folder, name="某某实验室", code="LAB", highest="technical-secret", user=OFFICER,
        passphrase=PASSPHRASE, clock=clock, cost=CHEAP,
    )  # fmt: skip
    with space:
        with space.write() as writing:
            _fill(writing)
        clock.forward(days=1)
        with space.write() as writing:
            _go_on(writing, folder.parent)
        with space.write() as writing:
            users.put(writing, "王芳", "reviewer")
            space.keys.add("王芳", PASSPHRASE, space.data_key(), CHEAP)
        drafts.keep(space.db, OFFICER, "projects", None, 0, space.now(), {"title": "未完的项目"})
        return {"recovery": recovery, **_expected(space)}


def _fill(writing: Writing) -> None:
    project = projects.Project(
        title="低温光学载荷", level="internal", project_class="key-programme", major=True, budget=Decimal("1234567.89"),
        leader="单雨桐", ip_officer="解敏", started=date(2025, 1, 1), ends=date(2027, 12, 31),
        members=(Member(name="单雨桐", role="负责人"), Member(name="曾广生", since=date(2025, 3, 1))),
    )  # fmt: skip
    writing.add(projects.REGISTER, project)
    writing.add(
        projects.REGISTER, projects.Project(title="𬭎䶮合金 Ｎｂ３Ｓｎ 线材", leader="阿依古丽·买买提")
    )
    first = Inventor(name="单雨桐", share=Decimal("66.6667"), contribution="总体方案。")
    disclosure = disclosures.Disclosure(
        title="一种空间相机低温热链组件", level="trade", grade="important", unit="低温光学研究室",
        submitted=date(2026, 3, 1), types=("invention", "software"), projects=("KY-2026-001", "外单位-7"),
        inventors=(first, Inventor(name="曾广生", share=Decimal("33.3333"))), problem="振动传到焦面。\n第二段。",
        declared_true=True, trl=5,
    )  # fmt: skip
    writing.add(disclosures.REGISTER, disclosure)
    writing.add(disclosures.REGISTER, disclosures.Disclosure(title="重复的披露", level="public"))
    writing.add(disclosures.REGISTER, disclosures.Disclosure(title="误录的披露", problem="不应在此的内容"))
    taken_in = writing.add(
        disclosures.REGISTER, disclosures.Disclosure(number="旧编号（2019）-3", title="旧台账中的披露")
    )
    batch = imports.log(writing, "旧台账.xlsx", "0" * 64, "disclosures", {"new": 1})
    row = imports.TakenRow(taken_in, "表一", 2, "digest", {"成果名称": "旧台账中的披露"})
    imports.keep_rows(writing, batch, [row])


def _go_on(writing: Writing, scratch: Path) -> None:
    held = writing.held(disclosures.REGISTER, "PL-2026-0001")
    writing.change(disclosures.REGISTER, held, replace(held.record, state="submitted"), "move")
    file = scratch / "附图.bin"
    file.write_bytes(ATTACHED)
    attachments.add(writing, held.id, file, "附图.bin")
    writing.note("attach", {"name": "附图.bin"}, "disclosures", held.record.number, held.record.id)
    held = writing.held(disclosures.REGISTER, "PL-2026-0002")
    writing.change(
        disclosures.REGISTER, held, replace(held.record, state=WITHDRAWN), "withdraw", {"reason": "重复"}
    )
    held = writing.held(disclosures.REGISTER, "PL-2026-0003")
    spills.seal(writing, disclosures.REGISTER, held.id, held.record.id, held.record.number, "误录")


def _expected(space: Workspace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for register in REGISTERS:
        ids = list_ids(space.db, register, withdrawn=True)
        found[register.name] = {
            each.number: {"state": each.state, "withheld": each.withheld, "id": each.id, "values": plain_values(each)}
            for each in read_many(space.db, register, ids)
        }  # fmt: skip
    head = audit.head(space.db)
    return {"records": found, "head": [head.seq, head.hash]}


def main() -> None:
    """Make the workspace of the present version beside this file, unless it is there."""
    target = FOLDER / f"{__version__}.ipdesk"
    if target.exists() and "--again" not in sys.argv:
        raise SystemExit(
            f"{target.name} is there; a released one is never made again (--again before a release)"
        )
    os.umask(0o077)
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        expected = make(Path(scratch) / target.name)
        shutil.move(Path(scratch) / target.name, target)
    for empty in ("rules", "backups"):
        (target / empty).rmdir()  # git keeps no empty folder
    text = json.dumps(expected, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    target.with_suffix(".json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
