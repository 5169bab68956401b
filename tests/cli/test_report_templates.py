"""Superiors' workbooks on the command line: suggested, mapped once, filled, listed and forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import LAB, Shell
from tests.exporting.superior_books import signed_book, superior_book

Written = Callable[[str, Any], Path]
MAP = {
    "cells": [
        {"sheet": "季报", "cell": "B2", "what": "lab"},
        {"sheet": "季报", "cell": "C2", "what": "until"},
    ]
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    made = tmp_path / "上级.xlsx"
    made.write_bytes(superior_book())
    return made


def test_a_workbook_is_suggested_mapped_and_filled(shell: Shell, template: Path, written: Written) -> None:
    suggested = json.loads(shell.run("report", "fill", template, "--suggest").out)
    assert suggested["cells"] == [{"sheet": "季报", "cell": "B2", "what": "lab"}]
    out = template.parent / "出.xlsx"
    assert "not mapped yet" in shell.refused("report", "fill", template, "2026Q3", out)
    filled = shell.json("report", "fill", template, "2026Q3", out, "--map", written("图.json", MAP), "--keep")
    assert filled["file"] == str(out)
    sheet: Any = load_workbook(out)["季报"]
    assert sheet["B2"].value == LAB and sheet["C2"].value.date().isoformat() == "2026-09-30"
    assert "there already" in shell.refused("report", "fill", template, "2026Q4", out)
    before = template.read_bytes()
    said = shell.refused("report", "fill", template, "2026Q4", template, "--overwrite")
    assert "template itself" in said and template.read_bytes() == before
    ran = shell.run("report", "fill", template, "2026Q4", out, "--overwrite")
    assert "serial number" in ran.out and "reckon them anew" in ran.err
    assert load_workbook(out)["季报"]["C2"].value.date().isoformat() == "2026-12-31"


def test_a_signed_template_is_told_of_before_it_is_filled(shell: Shell, template: Path) -> None:
    template.write_bytes(signed_book())
    assert "digitally signed" in shell.run("report", "template", "show", template).err
    assert shell.json("report", "template", "show", template)["notices"]
    suggesting = shell.run("report", "fill", template, "--suggest")
    assert "digitally signed" in suggesting.err and json.loads(suggesting.out)["cells"]


def test_errors_name_the_cell_and_what_to_do(shell: Shell, template: Path, written: Written) -> None:
    wrong = {
        "cells": [
            {"sheet": "季报", "cell": "C5", "what": "lab"},
            {"sheet": "季报", "cell": "B5", "what": "D2.x"},
        ]
    }
    said = shell.refused("report", "fill", template, "2026Q3", "出.xlsx", "--map", written("错.json", wrong))
    assert "季报!C5 holds a formula" in said and "季报!B5: nothing is called “D2.x”" in said
    assert "neither a quarter nor a year" in shell.refused(
        "report", "fill", template, "2026-03", "出.xlsx", "--map", written("图.json", MAP)
    )
    shell.run("report", "fill", template, status=2)
    old = template.with_suffix(".xls")
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "save it as .xlsx" in shell.refused("report", "fill", old, "2026Q3", "出.xlsx")


def test_mapped_workbooks_are_listed_shown_exported_and_forgotten(
    shell: Shell, template: Path, written: Written
) -> None:
    kept = shell.json("report", "fill", template, "--map", written("图.json", MAP), "--keep")
    assert [each["number"] for each in shell.json("report", "template", "list")] == [kept["number"]]
    assert "上级.xlsx" in shell.run("report", "template", "list").out
    shown = shell.json("report", "template", "show", template)
    assert shown["sheets"][0]["cells"]["C5"] == {"text": "0", "kind": "formula"} and shown["problems"] == []
    assert shown["names"] == {"申请数": "季报!$B$5"}
    assert "季报!C2" in shell.run("report", "template", "show", template).out
    assert shell.json("report", "template", "names")["patents.order"].endswith("Running number")
    assert shell.json("report", "template", "names", "F1.", "quarter", "invention") == {
        "F1.quarter[kind=invention]": "Kind: Invention · This quarter · F1 Applications filed"
    }
    shell.run("report", "template", "export", str(kept["number"]), "图2.json")
    assert json.loads(Path("图2.json").read_text(encoding="utf-8"))["cells"] == MAP["cells"]
    shell.run("report", "template", "forget", str(kept["number"]))
    assert shell.json("report", "template", "list") == []
    assert "No mapped template" in shell.refused("report", "template", "forget", "7")
