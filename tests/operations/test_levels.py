"""The level cap: content above it never reaches the store, and raising a level over content says to seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import AboveLimit
from ipdesk.operations import attachments, drafts, intake, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.workspaces import create
from ipdesk.registers import register
from ipdesk.store.workspace import Workspace
from tests.conftest import CHEAP, PASSPHRASE, SetClock
from tests.operations.cases import (
    DISCLOSURES,
    MARKER,
    PROJECTS,
    add_disclosure,
    disclosure,
    everything_in,
    said,
    state_of_store,
)

# What may be known of a disclosure whose level is classified or unclear: metadata, with a coded title.
METADATA: dict[str, Any] = {
    "level": "classified",
    "title": "代号七一六",
    "title_coded": True,
    "unit": "低温光学研究室",
    "submitted": "2026-03-01",
    "completed": "2026-02-10",
    "types": ["invention"],
    "inventors": [{"name": "单雨桐", "share": "60"}, {"name": "阿依古丽·买买提", "share": "40"}],
    "projects": ["KY-2025-003"],
}


@pytest.mark.parametrize(
    "marking",
    [
        {"level": "classified"},
        {"level": "classified", "classification": "secret"},
        {"level": "internal", "classification": "top-secret"},
    ],
)
@pytest.mark.parametrize(
    "content",
    [
        {"problem": MARKER},
        {"keywords": MARKER},
        {"inventors": [{"name": "单雨桐", "contribution": MARKER}]},
        {"events": [{"kind": "sale", "venue": MARKER}]},
        {"open_source": [{"name": MARKER}]},
    ],
)
def test_content_above_the_limit_is_refused_when_added(
    marking: dict[str, Any], content: dict[str, Any], desk: Desk
) -> None:
    before = state_of_store(desk)
    with pytest.raises(AboveLimit) as refused:
        records.add(desk, DISCLOSURES, [{**METADATA, **marking, **content}])
    assert MARKER not in said(refused.value)
    assert "Nothing was changed" in said(refused.value)
    assert state_of_store(desk) == before
    assert MARKER not in everything_in(desk)


def test_one_record_above_the_limit_keeps_all_of_a_batch_out(desk: Desk) -> None:
    before = state_of_store(desk)
    with pytest.raises(AboveLimit):
        records.add(desk, DISCLOSURES, [disclosure(), {**METADATA, "solution": MARKER}])
    assert state_of_store(desk) == before


def test_metadata_is_allowed_and_stays_metadata(desk: Desk, tmp_path: Path) -> None:
    number = records.add(desk, DISCLOSURES, [METADATA])[0].number
    with pytest.raises(AboveLimit):
        records.change(desk, DISCLOSURES, number, {"solution": MARKER})
    with pytest.raises(AboveLimit):
        drafts.keep_draft(desk, DISCLOSURES, {"solution": MARKER}, number)
    (tmp_path / "图纸.txt").write_text(MARKER, encoding="utf-8")
    with pytest.raises(AboveLimit) as refused:
        attachments.attach(desk, DISCLOSURES, number, tmp_path / "图纸.txt")
    assert "classified material is kept" in said(refused.value)
    assert records.change(desk, DISCLOSURES, number, {"unit": "第二研究室"}) is not None
    assert MARKER not in everything_in(desk)
    ids = {each.id for each in reading.show(desk, DISCLOSURES, number).findings}
    assert "level-classified" in ids
    assert "content-while-unclear" not in ids


def test_a_level_found_to_be_low_opens_the_content_again(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [METADATA])[0].number
    assert records.change(desk, DISCLOSURES, number, {"level": "internal", "solution": "两端扩散焊。"})
    assert reading.show(desk, DISCLOSURES, number).record.level == "internal"


@pytest.mark.parametrize("level", [{"level": "classified"}, {"classification": "secret"}])
def test_raising_a_record_that_holds_content_says_to_seal_it(level: dict[str, Any], desk: Desk) -> None:
    number = add_disclosure(desk)
    with pytest.raises(AboveLimit) as refused:
        records.change(desk, DISCLOSURES, number, level)
    assert "Seal it now" in said(refused.value)
    assert "security officer" in said(refused.value)
    assert reading.show(desk, DISCLOSURES, number).record.level == "internal"


def test_emptying_the_fields_first_does_not_help_the_log_still_holds_them(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "代号", "problem": MARKER}])[0].number
    records.change(desk, DISCLOSURES, number, {"problem": ""})
    with pytest.raises(AboveLimit) as refused:
        records.change(desk, DISCLOSURES, number, {"level": "classified"})
    assert "Seal it now" in said(refused.value)


def test_emptying_and_raising_in_one_step_is_refused_too(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "代号", "problem": MARKER}])[0].number
    with pytest.raises(AboveLimit):
        records.change(desk, DISCLOSURES, number, {"level": "classified", "problem": ""})


def test_content_once_told_in_a_child_row_counts(desk: Desk) -> None:
    inventors = [{"name": "单雨桐", "contribution": MARKER}]
    number = records.add(desk, DISCLOSURES, [{"title": "代号", "inventors": inventors}])[0].number
    records.change(desk, DISCLOSURES, number, {"inventors": [{"name": "单雨桐"}]})
    with pytest.raises(AboveLimit):
        records.change(desk, DISCLOSURES, number, {"level": "classified"})


def test_names_alone_are_metadata_so_that_the_level_may_be_answered_late(desk: Desk) -> None:
    draft = {"title": "代号七一六", "inventors": [{"name": "单雨桐", "share": "100"}]}
    number = records.add(desk, DISCLOSURES, [draft])[0].number
    assert records.change(desk, DISCLOSURES, number, {"level": "classified", "title_coded": True})


@pytest.mark.parametrize("detached", [False, True])
def test_a_file_held_once_keeps_the_level_from_being_raised(
    detached: bool, desk: Desk, tmp_path: Path
) -> None:
    number = records.add(desk, DISCLOSURES, [{"title": "代号"}])[0].number
    (tmp_path / "图纸.txt").write_text(MARKER, encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / "图纸.txt")
    if detached:
        attachments.detach(desk, DISCLOSURES, number, "图纸.txt")
    with pytest.raises(AboveLimit) as refused:
        records.change(desk, DISCLOSURES, number, {"level": "classified"})
    assert "Seal it now" in said(refused.value)


def test_undo_does_not_slip_a_record_with_content_back_above_the_limit(desk: Desk) -> None:
    number = records.add(desk, DISCLOSURES, [METADATA])[0].number
    records.change(desk, DISCLOSURES, number, {"level": "internal", "solution": MARKER})
    with pytest.raises(AboveLimit) as refused:
        records.undo(desk)
    assert "Seal it now" in said(refused.value)
    assert reading.show(desk, DISCLOSURES, number).record.level == "internal"


def test_a_project_is_held_to_the_same_limit(desk: Desk) -> None:
    with pytest.raises(AboveLimit):
        records.add(desk, PROJECTS, [{"title": "代号", "level": "classified", "ip_terms": MARKER}])
    assert records.add(desk, PROJECTS, [{"title": "代号", "level": "classified", "leader": "单雨桐"}])


@pytest.fixture
def low(tmp_path: Path, clock: SetClock, desk: Desk) -> Any:
    """Return a function that gives the desk of a workspace with another limit."""
    opened: list[Workspace] = []

    def make(highest: str) -> Desk:
        made, _ = create(
            tmp_path / f"{highest}.ipdesk",
            name="某所",
            code="SUO",
            highest=highest,
            user="李明",
            passphrase=PASSPHRASE,
            clock=clock,
            cost=CHEAP,
        )
        opened.append(made)
        return Desk(made, desk.translator)

    yield make
    for each in opened:
        each.close()


@pytest.mark.parametrize(
    ("highest", "values", "allowed"),
    [
        ("public", {"level": "public"}, True),
        ("public", {"level": "internal"}, False),
        ("public", {}, False),  # a level not answered counts as internal
        ("internal", {"level": "internal"}, True),
        ("internal", {"level": "trade"}, False),
        ("internal", {"level": "trade", "grade": "core"}, False),
        ("technical-secret", {"level": "trade", "grade": "core"}, True),
        ("technical-secret", {"classification": "secret"}, False),
        ("secret", {"classification": "secret"}, True),
        ("secret", {"classification": "confidential"}, False),
        ("confidential", {"classification": "confidential"}, True),
        ("confidential", {"classification": "top-secret"}, False),
        ("top-secret", {"classification": "top-secret"}, True),
        ("top-secret", {"level": "classified"}, False),  # unclear is above any limit
    ],
)
def test_each_limit_holds_what_it_says(highest: str, values: dict[str, Any], allowed: bool, low: Any) -> None:
    desk = low(highest)
    record = {"title": "代号", **values, "problem": MARKER}
    if allowed:
        number = records.add(desk, DISCLOSURES, [record])[0].number
        assert reading.show(desk, DISCLOSURES, number).record.number == number
    else:
        with pytest.raises(AboveLimit):
            records.add(desk, DISCLOSURES, [record])
        assert MARKER not in everything_in(desk)


def test_rows_of_a_ledger_above_the_limit_are_refused_and_nothing_of_them_is_stored(
    desk: Desk, tmp_path: Path
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        f"成果名称,密级,技术方案\n甲,内部,焊接\n乙,涉密,{MARKER}\n丙,涉密,\n",
        encoding="utf-8",
    )
    previewed = intake.preview(desk, DISCLOSURES, ledger)
    assert [each.outcome for each in previewed.rows] == ["new", "refused", "new"]
    intake.accept(desk, previewed)
    assert MARKER not in everything_in(desk)
    assert reading.counts(desk)[0][1] == 2


def test_unknown_columns_of_a_classified_row_are_not_kept_either(desk: Desk, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(f"成果名称,密级,核心参数明细\n代号七,涉密,{MARKER}\n", encoding="utf-8")
    previewed = intake.preview(desk, DISCLOSURES, ledger)
    assert previewed.intake.unknown == ("核心参数明细",)
    intake.accept(desk, previewed)
    assert MARKER not in everything_in(desk)


def test_a_file_marked_above_the_limit_is_named_and_not_stored(desk: Desk, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(f"机密★10年\n成果名称,技术方案\n热链,{MARKER}\n", encoding="utf-8")
    before = state_of_store(desk)
    with pytest.raises(AboveLimit) as refused:
        intake.preview(desk, DISCLOSURES, ledger)
    assert "台账.csv" in said(refused.value)
    assert MARKER not in said(refused.value)
    assert state_of_store(desk) == before
    assert MARKER not in everything_in(desk)


def test_of_a_defence_patent_the_number_alone_is_kept_whatever_its_level(desk: Desk, tmp_path: Path) -> None:
    patents = register("patents")
    bare: dict[str, Any] = {
        "title": "代号甲",
        "kind": "defence",
        "level": "internal",
        "application_number": "国防-1",
    }
    more: list[dict[str, Any]] = [
        {"instructions": "写清"},
        {"costs": [{"note": "某"}]},
        {"parents": ["ZL-1"]},
    ]
    for each in more:
        with pytest.raises(AboveLimit, match="only the number is kept"):
            records.add(desk, patents, [bare | each])
    number = records.add(desk, patents, [bare])[0].number
    with pytest.raises(AboveLimit, match="only the number is kept"):
        records.change(desk, patents, number, {"countries": "US"})
    file = tmp_path / "a.txt"
    file.write_text("内容", encoding="utf-8")
    with pytest.raises(AboveLimit, match="no file is taken in"):
        attachments.attach(desk, patents, number, file)
    told = {"title": "乙", "kind": "invention", "instructions": "写清冷却"}
    other = records.add(desk, patents, [told])[0].number
    with pytest.raises(AboveLimit, match="holds content"):
        records.change(desk, patents, other, {"kind": "defence", "instructions": ""})
