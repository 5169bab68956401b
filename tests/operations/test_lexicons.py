"""Lexicons as rule files: examples are run before one holds, and a list of one's own holds beside ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.model.errors import Refused
from ipdesk.operations import lexicons, rule_files
from ipdesk.operations.desk import Desk
from ipdesk.operations.lexicons import LEXICONS, OWN
from ipdesk.rules.files import WrongRule
from tests.operations.cases import said
from tests.rules.lexicons import family


def own(folder: Path, text: str, version: str = "本所-1") -> Path:
    """Write the list of the laboratory's own with some families."""
    path = folder / "词.toml"
    head = LEXICONS.shipped_text(OWN).replace("2026-11", version)
    path.write_text(head + text, encoding="utf-8")
    return path


def test_words_of_ones_own_are_found_beside_ours_once_they_hold(desk: Desk, tmp_path: Path) -> None:
    text = "青石计划的参数，机密★10年"
    before = lexicons.searcher_in_force(desk)
    assert {each.family.id for each in before.hits(text)} == {"sec-mark", "sec-word"}
    assert lexicons.searcher_in_force(desk) is before, "made once"
    rule_files.install_rules(desk, own(tmp_path, family('terms = ["青石计划"]')))
    hits = lexicons.searcher_in_force(desk).hits(text)
    assert {(each.family.id, each.family.local) for each in hits} == {
        ("sec-mark", False), ("sec-word", False), ("trial", True),
    }  # fmt: skip


def test_a_file_holds_only_if_its_examples_come_out(desk: Desk, tmp_path: Path) -> None:
    lines = ('terms = ["青石"]', 'not_in = ["青石板"]')
    for examples, reason in (
        (('hits = ["红石"]',), "does not find its example “红石”"),
        (('passes = ["青 石"]',), "finds “青 石”, which it is to let pass"),
    ):
        file = own(tmp_path, family(*lines, *examples))
        with pytest.raises(WrongRule) as refused:
            rule_files.install_rules(desk, file)
        assert reason in said(refused.value)
        assert file.read_text(encoding="utf-8").split("\n")[refused.value.line - 1] == "[[family]]"
    good = own(tmp_path, family(*lines, 'hits = ["青石矿"]', 'passes = ["青石板"]'))
    assert rule_files.check_rules(desk, good)[0] is LEXICONS


def test_a_list_of_ones_own_says_so_and_ours_does_not(desk: Desk, tmp_path: Path) -> None:
    file = own(tmp_path, family('terms = ["青石"]', 'hits = ["青石"]', 'passes = ["红石"]'))
    file.write_text(file.read_text(encoding="utf-8").replace("local = true", ""), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        rule_files.check_rules(desk, file)
    assert "local = true" in said(refused.value)
