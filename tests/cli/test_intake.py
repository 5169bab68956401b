"""`ipdesk import --map` and `ipdesk ledger`: columns explained once, listed and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "老账.csv"
    path.write_text("次序,叫什么,搞完的日子,柜子\nD-1,热链组件,2019年5月6日,3\n", encoding="utf-8")
    return path


MAPPED = ("--map", "次序=number", "--map", "叫什么=title", "--map", "搞完的日子=completed", "--map", "柜子=")


def test_a_strange_ledger_is_explained_once(shell: Shell, ledger: Path) -> None:
    refused = shell.run("import", "disclosures", ledger, status=1)
    assert "叫什么" in refused.err
    looked = shell.json("import", "disclosures", ledger, *MAPPED, "--dry-run")[0]
    assert looked["counts"]["new"] == 1
    assert {"sheet": "", "heading": "叫什么", "field": "title", "chosen": True} in looked["columns"]
    assert shell.json("ledger", "list", "disclosures") == [], "a dry run keeps nothing"
    assert shell.json("import", "disclosures", ledger, *MAPPED)[0]["written"] == 1
    assert shell.json("import", "disclosures", ledger)[0]["counts"]["same"] == 1
    (known,) = shell.json("ledger", "list", "disclosures")
    assert known["places"] == {"次序": "number", "叫什么": "title", "搞完的日子": "completed", "柜子": ""}
    assert "叫什么 → title" in shell.run("ledger", "list", "disclosures").out
    shell.run("ledger", "forget", "disclosures", str(known["id"]))
    shell.run("import", "disclosures", ledger, status=1)


@pytest.mark.parametrize(
    ("given", "status", "about"),
    [("叫什么", 2, "HEADING=FIELD"), ("=title", 2, "HEADING=FIELD"), ("叫什么=tytle", 1, "tytle"), ("没有=title", 1, "叫什么")],
)  # fmt: skip
def test_what_cannot_be_a_column_is_said(
    shell: Shell, ledger: Path, given: str, status: int, about: str
) -> None:
    assert about in shell.run("import", "disclosures", ledger, "--map", given, status=status).err


def test_a_ledger_that_is_not_known_is_not_forgotten(shell: Shell) -> None:
    assert "7" in shell.run("ledger", "forget", "disclosures", "7", status=1).err
