"""Which face has a character, and how it is copied out again."""

from __future__ import annotations

from ipdesk.exporting.fonts import FILES, _to_unicode, glyph, is_silent, role_for, unresolved_signs

RARE = "𬭎䶮㛃𫍽𠅤喆堃昇祎"


def test_rare_characters_of_names_are_found_in_some_face() -> None:
    assert unresolved_signs([RARE]) == ()
    for role in FILES:
        assert all(role_for(role, sign) for sign in RARE)


def test_what_no_face_has_is_reported_once_in_order() -> None:
    assert unresolved_signs(["甲\U0001f600乙", "\U000323af\U0001f600"]) == ("\U0001f600", "\U000323af")


def test_boxes_blanks_and_selectors_are_not_reported() -> None:
    assert unresolved_signs(["☐☑ \u3000\n\ufe0f\u200b\U000e0100"]) == ()
    assert is_silent("\ufe0f")
    assert not is_silent("中")


def test_a_character_is_as_wide_as_its_face_says() -> None:
    assert glyph("body", "中") == ("ipdesk-body", 1.0)
    assert glyph("body", "\u200b")[1] == 0.0


def test_the_map_back_to_unicode_knows_all_planes() -> None:
    lines = _to_unicode("F", [0x4E2D, 0x2CB4E, 0xD800]).splitlines()
    assert "<00> <4E2D>" in lines
    assert "<01> <D872DF4E>" in lines
    assert "<02> <FFFD>" in lines


def test_the_map_is_in_blocks_of_a_hundred() -> None:
    lines = _to_unicode("F", list(range(0x4E00, 0x4E00 + 250))).splitlines()
    assert [line for line in lines if "beginbfchar" in line] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
