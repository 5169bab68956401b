"""A desk with something in every table, what its state is, and archives that somebody changed on the way."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.importing.headings import LedgerColumns
from ipdesk.model.report_periods import quarter_of
from ipdesk.operations import (
    agreement_papers,
    attachments,
    documents,
    drafts,
    intake,
    ledgers,
    protected,
    quarters,
    reading,
    records,
    report_words,
    rule_files,
    spills,
    templates,
    views,
    word_documents,
    workspaces,
)
from ipdesk.operations.desk import Desk
from ipdesk.registers import REGISTERS, register
from ipdesk.store import asides, batches, report_templates, rules
from ipdesk.store.archived_tables import HERE
from ipdesk.store.database import rows
from ipdesk.store.report_templates import Kept
from tests.conftest import CHEAP
from tests.operations.cases import DISCLOSURES, add_disclosure
from tests.registers.samples import sample_of

SECRETS: Final = register("secrets")
TEXT: Final = "".join(
    f"第{each}步以{each * 7}牛压紧热链并烘烤{each * 3}小时，而后冷却。" for each in range(1, 60)
)
ORDER: Final = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}
ELSEWHERE: Final = "另一处 harbour 的口令 九月"


def fill(desk: Desk, as_user: Callable[..., Desk], folder: Path) -> None:
    """Fill a desk by what people do, and by the store where that would take long."""
    with desk.workspace.write() as writing:
        for each in REGISTERS:
            writing.add(
                each, replace(sample_of(each), id="", number="", revision=0, state=each.states.first())
            )
    number = add_disclosure(desk, title="=SUM(1) 一种“热链”")
    _attach(desk, number, folder)
    records.change(desk, DISCLOSURES, number, {"number": "PL-2026-0099"})
    records.withdraw(desk, DISCLOSURES, add_disclosure(desk, title="撤回的"), "重复")
    records.undo(desk)
    _purge(desk, as_user("reviewer"), add_disclosure(desk, title="要销毁的"))
    _keep(desk, number="JS-2026-0001")
    _take_in(desk, folder)
    _rule(desk, folder)
    views.save_view(
        desk, DISCLOSURES, views.View("待办", views.Filter("热链", conditions=(("unit", "低温室"),)))
    )
    drafts.keep_draft(desk, DISCLOSURES, {"title": "还没有保存"}, "")
    documents.print_record(desk, DISCLOSURES, "PL-2026-0099", folder / "a.pdf")
    _report(desk)
    workspaces.backup(desk, folder / "b.ipdesk-backup")


def _report(desk: Desk) -> None:
    """Close a quarter with what people wrote for it, and keep the map of a superior's workbook."""
    quarter = quarter_of(desk.today()).previous
    report_words.set_text(desk, quarter, "本季度情况。")
    quarters.close_period(desk, quarter)
    with desk.workspace.write() as writing:
        kept = Kept(
            0, "上级", "上级.xlsx", "0" * 64, [["季报", [[1, 1, "季度"]]]], {"cells": [], "columns": []}
        )
        report_templates.keep(writing, kept)


def _attach(desk: Desk, number: str, folder: Path) -> None:
    for name, data in (("图.bin", bytes(range(256)) * 9_000), ("空.txt", b""), ("旧.txt", b"old")):
        (folder / name).write_bytes(data)
        attachments.attach(desk, DISCLOSURES, number, folder / name)
    attachments.detach(desk, DISCLOSURES, number, "旧.txt")


def _purge(desk: Desk, second: Desk, number: str) -> None:
    spills.seal(desk, DISCLOSURES, number, "上级通知")
    spills.purge(desk, DISCLOSURES, number, dict(ORDER))
    spills.purge(second, DISCLOSURES, number, dict(ORDER))


def _keep(desk: Desk, number: str) -> None:
    protected.keep_text(desk, number, TEXT, readers=[desk.actor.name])
    with desk.workspace.write() as writing:
        other = writing.add(SECRETS, replace(sample_of(SECRETS), id="", number="", revision=0)).number
        entry = writing.held(SECRETS, other).id
        asides.put(writing, asides.Aside(kind="stock", reason="套话", text="一种热链", entry=entry))
        batch = batches.begin(writing, "文件夹", "", ["A1"])
        batches.refuse(writing, batch, 0, "没有单位")
        rules.freeze(writing, "冻结的规则".encode())
    protected.keep_text(desk, other, TEXT, only_fingerprints=True)


def _take_in(desk: Desk, folder: Path) -> None:
    file = folder / "台账.csv"
    file.write_text("成果名称,所在部门\n台账来的成果,低温室\n", "utf-8")
    chosen = LedgerColumns({"成果名称": "title", "所在部门": "unit"})
    previewed = intake.preview(desk, DISCLOSURES, file, chosen=chosen)
    intake.accept(desk, previewed)
    ledgers.keep_ledger(desk, DISCLOSURES, previewed.intake.sheets, chosen)


def _rule(desk: Desk, folder: Path) -> None:
    ours = rule_files.named_rules(desk, "checklist.assessment")
    file = folder / "own.toml"
    rule_files.export_rules(desk, ours, file)
    text = file.read_text("utf-8")
    file.write_text(text.replace(f'version = "{ours.made.version}"', 'version = "本室-1"', 1), "utf-8")
    rule_files.install_rules(desk, file)
    agreement_papers.approve_template(desk, "joiner", "解敏", date(2026, 3, 1))
    template = templates.named_template(desk, "disclosures.rework")
    word = folder / "rework.docx"
    templates.export_template(desk, template, word)
    templates.install_template(desk, word, template)
    project = register("projects")
    number = reading.page(desk, project, reading.list_ids(desk, project), ["number"])[0].number
    word_documents.print_word(desk, project, number, folder / "p.docx", "ip-sheet")


def new_desk(desk: Desk, folder: Path, highest: str = "technical-secret") -> Desk:
    """Return a desk of a new workspace elsewhere, under another passphrase; close its workspace when done."""
    made, _ = workspaces.create(
        folder, name="另一实验室", code="NEW", highest=highest, user="赵新", passphrase=ELSEWHERE,
        clock=desk.workspace.clock, cost=CHEAP,
    )  # fmt: skip
    return Desk(made, desk.translator)


def state_of(desk: Desk) -> dict[str, list[Any]]:
    """Return all rows of every table but those of one installation; files by their sha256, derived tables but the docket."""
    db = desk.workspace.db
    found: dict[str, list[Any]] = {}
    skipped = {
        *HERE,
        "meta",
        "imprints",
        "docket",
        "docket_ahead",
        "docket_stale",
        "docket_rules",
        "answered",
        "_sqlite_migrations",
    }
    for (name,) in rows(db, "select name from sqlite_master where type = 'table'"):
        if name not in skipped and not name.startswith(("grams", "sqlite_")):
            found[name] = sorted(rows(db, f'select * from "{name}"'), key=repr)
    found["chunks"] = rows(
        db, "select f.sha256, position, data from chunks c join files f on f.id = c.file order by 1, 2"
    )
    found["files"] = rows(db, "select sha256, size from files order by 1")
    found["attachments"] = rows(
        db,
        "select a.id, a.entry, f.sha256, a.name, a.added, a.added_by, a.removed from attachments a"
        " join files f on f.id = a.file order by a.id",
    )
    found["protected_texts"] = [each for each in found["protected_texts"] if each[1] is not None]
    # A link keeps the number that it was given; what counts is the record that it points at.
    found["links"] = rows(
        db,
        "select l.source, l.field, l.position, l.register, coalesce(e.number, l.number), l.target from links l"
        " left join entries e on e.id = l.target order by 1, 2, 3",
    )
    return found


def parts_of(archive: Path) -> dict[str, bytes]:
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(archive) as held:
        return {each: held.read(each) for each in held.namelist()}


def changed(archive: Path, target: Path, parts: Mapping[str, bytes], *, told: bool = True) -> Path:
    """Write an archive with some parts in place of its own; the manifest tells of them, unless it is not `told`."""
    held = {**parts_of(archive), **parts}
    manifest = json.loads(held["manifest.json"])
    if told:
        for each in manifest["files"]:
            data = held[each["name"]]
            rows_in = data.count(b"\n") if each["name"].endswith(".jsonl") else 0
            each |= {"rows": rows_in, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    held["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in held.items():
            made.writestr(name, data)
    return target
