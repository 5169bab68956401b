"""What differs between two texts: sentence by sentence, whatever their layout, and nothing that only looks otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.screening.text_changes import likeness, text_changes

BEFORE = (
    "一、引言\n本文讨论陶瓷元件。第二句话未变。保温温度为 -38.5 ℃，偏差见表。\n"
    "We measured 3.5 mW. The rest is as before. 结论：可行。"
)


def told(text: str, before: str = BEFORE) -> list[tuple[str, str, str]]:
    """Return the changes as kind, text now and text before."""
    return [
        (each.kind, text[each.start : each.end], before[each.before_start : each.before_end])
        for each in text_changes(text, before)
    ]


def test_another_layout_of_the_same_text_is_no_change() -> None:
    laid_out = BEFORE.replace("陶瓷", "陶\u200b瓷 ").replace("-38", "−38").replace("。第二", "。\n\n第二")
    assert told(laid_out.replace("：", ":").replace("。\nWe", "。We")) == []


def test_a_lost_minus_and_another_prefix_of_a_unit_are_changes() -> None:
    assert [each[1] for each in told(BEFORE.replace("-38.5", "38.5"))] == ["保温温度为 38.5 ℃，偏差见表。"]
    assert told(BEFORE.replace("mW", "MW")) == [("replaced", "We measured 3.5 MW.", "We measured 3.5 mW.")]


def test_what_was_added_taken_out_and_moved_is_told_apart() -> None:
    assert told(BEFORE + "附记一句。") == [("added", "附记一句。", "")]
    assert told(BEFORE.replace("第二句话未变。", "")) == [("removed", "", "第二句话未变。")]
    moved = BEFORE.replace("We measured 3.5 mW. ", "") + "\nWe measured 3.5 mW."
    assert told(moved) == [("moved", "We measured 3.5 mW.", "We measured 3.5 mW.")]


def test_only_the_given_spans_are_held_against_each_other() -> None:
    text = "页眉甲\n正文。"
    assert text_changes(text, "页眉乙\n正文。", ((4, 7),), ((4, 7),)) == ()
    assert [each.kind for each in text_changes(text, "正文。", (), ())] == ["added"]


def test_how_alike_two_texts_are_tells_versions_from_strangers() -> None:
    assert likeness(BEFORE.replace("mW", "MW"), BEFORE) > 0.6
    assert likeness("另一篇文章。", BEFORE) == likeness("", BEFORE) == 0.0


@given(st.lists(st.sampled_from(["甲。", "乙乙。", "The end. ", "x=3.5\n", "丙"])), st.data())
def test_what_is_not_named_as_changed_is_the_same_in_both(parts: list[str], data: st.DataObject) -> None:
    before = "".join(parts)
    text = "".join(data.draw(st.lists(st.sampled_from([*parts, "丁。", "\n"]))) if parts else [])
    found = text_changes(text, before)
    ours, theirs = list(text), list(before)
    for each in found:
        ours[each.start : each.end] = [" "] * (each.end - each.start)
        theirs[each.before_start : each.before_end] = [" "] * (each.before_end - each.before_start)
    assert "".join("".join(ours).split()) == "".join("".join(theirs).split())
    assert text_changes(before, before) == ()
