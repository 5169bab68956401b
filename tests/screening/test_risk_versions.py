"""Risks of two versions of a manuscript: known again wherever they stand, and new where they tell more."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ipdesk.model.text import Message
from ipdesk.screening.risk_versions import risk_versions
from ipdesk.screening.risks import Risk

PASSAGE: Final = "把造孔剂按粒径分成三级，随流延层数依次换用，一次烧成，得到沿厚度由大到小连续变化的孔"


def risk(text: str = PASSAGE, **changes: object) -> Risk:
    """Return a risk of a record."""
    made = Risk(
        kind="overlap", severity="defer", reason=Message("r"), clears=Message("c"), start=10,
        end=10 + len(text), text=text, register="disclosures", record="PL-1",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def counts(now: list[Risk], before: list[Risk]) -> tuple[int, int, int]:
    found = risk_versions(now, before)
    return len(found.new), len(found.gone), len(found.unchanged)


def test_a_risk_is_known_again_where_it_stands_elsewhere_and_is_laid_out_otherwise() -> None:
    assert counts([risk(start=900, end=999)], [risk()]) == (0, 0, 1)
    assert counts([risk(PASSAGE.replace("，", "，\n"))], [risk()]) == (0, 0, 1)
    assert counts([risk(record="PL-2")], [risk()]) == (1, 1, 0)


def test_other_edges_and_parts_of_a_passage_are_the_same_and_more_of_it_is_new() -> None:
    assert counts([risk(PASSAGE[1:])], [risk()]) == (0, 0, 1)
    assert counts([risk(PASSAGE[:18]), risk(PASSAGE[20:])], [risk()]) == (0, 0, 2)
    assert counts([risk()], [risk(PASSAGE[:18])]) == (1, 1, 0)


def test_what_is_told_twice_now_is_new_once() -> None:
    found = risk_versions([risk(), risk(start=500, end=540)], [risk()])
    assert [each.start for each in found.new] == [500] and found.is_new(found.new[0])
    assert not found.is_new(found.unchanged[0])


def test_one_that_is_graver_or_counts_more_is_new() -> None:
    assert counts([risk(severity="block")], [risk()]) == (1, 0, 0)
    assert counts([risk(severity="info")], [risk()]) == (0, 0, 1)
    now, before = (risk("内部资料", reason=Message("n", count=each)) for each in (3, 2))
    assert counts([now], [before]) == (1, 0, 0)


def test_short_words_are_the_same_only_where_they_are_equal() -> None:
    assert counts([risk("背景型号")], [risk("背景型号二")]) == (1, 1, 0)


def test_a_word_is_decided_only_for_the_sentence_that_it_stood_in() -> None:
    old, new = (risk("机密", term="机密", register="", record="", passages=(each,)) for each in ("甲", "乙"))
    assert old.key != new.key and old.about == new.about
    assert replace(old, start=700, end=702).key == old.key
    assert counts([new], [old]) == (1, 1, 0)
    assert counts([new, old], [old]) == (1, 0, 1)
    both = replace(old, passages=("甲", "乙"))
    assert counts([old], [both]) == (0, 0, 1), "one of two is left"
    assert counts([both], [old]) == (1, 1, 0)


def test_what_was_not_read_is_decided_for_that_file_alone_and_known_again_in_the_next() -> None:
    old, new = (risk("", kind="unread", register="", record="", passages=(each,)) for each in ("甲", "乙"))
    assert old.key != new.key
    assert counts([new], [old]) == (0, 0, 1)
