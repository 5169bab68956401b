"""The sample files are what packaging/samples.py makes, and are read as what was written into them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.importing.intake import Intake, read_intake
from ipdesk.model.text import Translator
from ipdesk.operations.timeline import OTHERS, USUAL, read_seed
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.rules.checklist import unfit_answers
from ipdesk.rules.checklist_files import read_checklist

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "samples.py"
FORM, LEDGER = "disclosure-form-filled.xlsx", "disclosures-ledger.xlsx"
PEOPLE, RETURN = "people-ledger.xlsx", "quarterly-return.xlsx"
CHINESE = Translator("zh", resource_path("i18n"))
DISCLOSURES = register("disclosures")


def intake_of(name: str) -> Intake:
    """Read a committed sample as a disclosure file."""
    return read_intake(resource_path("samples", name), DISCLOSURES, CHINESE.known_as)


def cells(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the values of all cells by sheet."""
    workbook = load_workbook(file)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples as the script makes them now."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, str(SCRIPT), str(folder)], check=True, cwd=ROOT)
    return folder


@pytest.mark.parametrize("name", [FORM, LEDGER, PEOPLE, RETURN])
def test_a_sample_is_what_the_script_makes(name: str, remade: Path) -> None:
    committed, made = cells(resource_path("samples", name)), cells(remade / name)
    assert committed == made, "the form or the catalogue changed: run .venv/bin/python packaging/samples.py"


def test_the_script_makes_the_same_bytes_again(remade: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True, cwd=ROOT)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        each.name: each.read_bytes() for each in remade.iterdir()
    }


def test_the_filled_form_is_read_whole() -> None:
    intake = intake_of(FORM)
    assert (intake.kind, intake.unknown, intake.state_marking) == ("form", (), "")
    (row,) = intake.rows
    assert (row.refusals, row.doubts) == ((), ())
    held = row.values
    assert held["title"] == "多孔陶瓷雾化芯的梯度孔成型方法"
    assert (held["level"], held["types"], held["funding"]) == (
        "internal",
        ("invention", "utility-model"),
        ("national",),
    )
    assert (held["conceived"], held["completed"]) == (date(2025, 11, 3), date(2026, 8, 20))
    assert (held["trl"], held["spin_off"], held["route"]) == (4, False, "patent")
    assert "\n2. 相邻两层造孔剂粒径比" in held["features"]
    assert [(each.name, str(each.share), each.employment) for each in held["inventors"]] == [
        ("孙七", "50.0000", "permanent"),
        ("李四", "30.0000", "permanent"),
        ("罗范", "20.0000", "contract"),
    ]
    assert [each.signed_on for each in held["inventors"]] == [date(2026, 9, 8)] * 3
    (event,) = held["events"]
    assert (event.kind, event.confidential, event.day) == ("sample", True, date(2026, 7, 15))
    assert [each.role for each in held["signatures"]] == ["project-leader", "unit-head"]


def test_every_date_and_name_of_the_ledger_is_read() -> None:
    intake = intake_of(LEDGER)
    assert (intake.kind, intake.unknown, intake.state_marking) == ("ledger", ("备注",), "")
    assert len(intake.notices) == 1, "the total row is left out and said to be"
    assert all(not row.refusals for row in intake.rows)
    read = {row.number: row.values for row in intake.rows}
    assert {number: held["completed"].isoformat() for number, held in read.items()} == {
        "2022-001": "2022-03-05",
        "2022-002": "2022-06-18",
        "2022-003": "2022-09-30",
        "2022-004": "2022-11-07",
        "2023-001": "2023-02-14",
        "2023-002": "2023-05-01",
        "2023-003": "2023-08-09",
        "2023-004": "2023-10-20",
        "2024-001": "2024-03-05",
    }
    names = {number: [each.name for each in held["inventors"]] for number, held in read.items()}
    assert names["2022-001"] == ["张三", "李四", "王五"]
    assert names["2022-003"] == ["郑十"]
    assert names["2023-001"] == names["2024-001"][::-1] == ["吴九", "何样"]
    assert [str(each.share) for each in read["2022-004"]["inventors"]] == ["60.0000", "40.0000"]
    assert (read["2022-004"]["level"], read["2022-004"]["types"]) == ("trade", ("know-how",))
    assert read["2023-001"]["types"] == ("invention", "utility-model")


def test_one_date_of_the_ledger_is_doubtful() -> None:
    doubts = [doubt for row in intake_of(LEDGER).rows for doubt in row.doubts]
    assert [(each.cell, each.raw, each.reading) for each in doubts] == [("E9", "2023年5月", "2023-05-01")]


def test_the_demo_answers_the_shipped_list() -> None:
    seed = read_seed(resource_path("samples", "demo.json"))
    text = resource_path("rules", "checklists", "assessment.toml").read_text("utf-8")
    checklist = read_checklist("assessment.toml", text)
    office = [item.id for item in checklist.items if item.kind != "score"]
    assert list(seed.usual) == office, "the list changed: the demo answers as it asks"
    dated = {**seed.usual, "novelty.day": "2026-01-01"}
    assert unfit_answers(checklist, dated) == {}
    given = [step for step in seed.steps if "answer" in step]
    for step in given:
        assert step["answer"][OTHERS] == USUAL or "assessor" in step
        assert set(step["answer"]) - {OTHERS} <= {item.id for item in checklist.items}
    assert given


def test_the_demo_names_nobody_and_nothing_real() -> None:
    text = resource_path("samples", "demo.json").read_text("utf-8")
    seed = read_seed(resource_path("samples", "demo.json"))
    numbers = [
        value
        for step in seed.steps
        for name, value in step.get("add", step.get("set", {})).items()
        if name in ("application_number", "grant_number")
    ]
    assert numbers
    assert all(number.startswith("示例") for number in numbers)
    assert "All of this is invented" in text
