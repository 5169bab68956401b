"""Values: what people, files and forms write is read as meant, or refused with the field named; never guessed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Person,
    Rows,
    Share,
    Text,
)
from ipdesk.model.text import Translator
from ipdesk.model.values import (
    LONGEST_LINE,
    LONGEST_TEXT,
    decimal_text,
    plain_value,
    plain_values,
    read_value,
    row_title,
    show_value,
    with_values,
)
from ipdesk.paths import resource_path

LEVELS = (Option("low", "Low", ("低", "普通")), Option("high", "High (core)", ("高",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A child row for these tests."""

    name: Annotated[str, Person(label="Name")] = ""
    share: Annotated[Decimal | None, Share(label="Share")] = None
    since: Annotated[date | None, Day(label="Since")] = None
    tags: Annotated[tuple[str, ...], Choices(label="Tags", options=LEVELS)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A record for these tests."""

    name: Annotated[str, Text(label="Name")] = ""
    parts: Annotated[tuple[Part, ...], Rows(label="Parts", of=Part)] = ()


TEXT, LONG, PERSON = Text(label="Text"), LongText(label="Long"), Person(label="Person")
CHOICE, CHOICES = Choice(label="Choice", options=LEVELS), Choices(label="Choices", options=LEVELS)
DAY, NUMBER, MONEY = Day(label="Day"), Number(label="Number", least=1, most=9), Money(label="Money")
SHARE, FLAG, LINK, ROWS = (
    Share(label="Share"),
    Flag(label="Flag"),
    Link(label="Link", to="x"),
    Rows(label="Rows", of=Part),
)
KINDS: list[Kind] = [TEXT, LONG, PERSON, CHOICE, CHOICES, DAY, NUMBER, MONEY, SHARE, FLAG, LINK, ROWS]
D = Decimal

READ: list[tuple[Kind, object, Any]] = [
    (TEXT, "  一\t二\r\n三 ", "一 二 三"),
    (TEXT, "a\x00b\x07c\ud800d\ufffe\U0001ffff", "abcd"),
    (TEXT, 12.0, "12"),
    (TEXT, 12.5, "12.5"),
    (TEXT, True, "是"),
    (TEXT, datetime(2026, 3, 5, 8, 0), "2026-03-05"),
    (PERSON, "阿依古丽·买买提", "阿依古丽·买买提"),
    (PERSON, "张\u3000三 ", "张\u3000三"),
    (LONG, "一\r\n二\r三\u2028四\x0b五\x85六", "一\n二\n三\n四\n五\n六"),
    (LONG, "\n\n  缩进\t列 \n\n", "缩进\t列"),
    (CHOICE, "ＨＩＧＨ", "high"),
    (CHOICE, " high （Core） ", "high"),
    (CHOICE, "普 通", "low"),
    (CHOICES, "高、低", ("low", "high")),
    (CHOICES, ["high", "low", "高"], ("low", "high")),
    (CHOICES, "low; HIGH\n低", ("low", "high")),
    (CHOICES, [], ()),
    (DAY, "2026年3月5日", date(2026, 3, 5)),
    (DAY, "二〇二六年三月五日", date(2026, 3, 5)),
    (DAY, date(2026, 3, 5), date(2026, 3, 5)),
    (DAY, datetime(2026, 3, 5, 23, 59), date(2026, 3, 5)),
    (NUMBER, "９", 9),
    (NUMBER, 1.0, 1),
    (NUMBER, "5.0", 5),
    (MONEY, "1,234,567.89", D("1234567.89")),
    (MONEY, "1，234.5 元", D("1234.50")),
    (MONEY, "￥ 12", D("12.00")),
    (MONEY, "¥12,3456.00", D("123456.00")),
    (MONEY, 0.1, D("0.10")),
    (MONEY, "-0", D("0.00")),
    (SHARE, "33.3333%", D("33.3333")),
    (SHARE, "50％", D("50")),
    (SHARE, 100, D("100")),
    (FLAG, "√", True),
    (FLAG, "否", False),
    (FLAG, False, False),
    (FLAG, "Y", True),
    (LINK, "KY-1、KY-2,KY-1；KY-3", ("KY-1", "KY-2", "KY-3")),
    (LINK, ["KY-1", "", "KY-1"], ("KY-1",)),
    (ROWS, [{"name": "甲"}, {}, {"share": "50%"}], (Part(name="甲"), Part(share=D("50")))),
    (ROWS, (Part(name="甲"),), (Part(name="甲"),)),
]


@pytest.mark.parametrize(
    ("kind", "raw", "value"), READ, ids=[f"{type(k).__name__}-{r!r}" for k, r, _ in READ]
)
def test_what_is_written_is_read(kind: Kind, raw: object, value: Any) -> None:
    read = read_value(kind, "field", raw)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\n"], ids=repr)
def test_nothing_is_read_as_empty(kind: Kind, raw: object) -> None:
    if isinstance(kind, Rows) and raw not in (None, ""):
        return
    assert read_value(kind, "field", raw) in (None, "", ())


REFUSED: list[tuple[Kind, object]] = [
    (TEXT, "长" * (LONGEST_LINE + 1)),
    (TEXT, ["a"]),
    (TEXT, {"a": 1}),
    (LONG, "长" * (LONGEST_TEXT + 1)),
    (CHOICE, "中"),
    (CHOICE, "lo"),
    (CHOICES, "高、中"),
    (CHOICES, [["high"]]),
    (DAY, "03/04/2026"),
    (DAY, "2026-02-30"),
    (DAY, "45000"),
    (DAY, "去年"),
    (DAY, "2026年3月"),
    (DAY, date(1066, 10, 14)),
    (DAY, datetime(9999, 12, 31)),
    (NUMBER, "0"),
    (NUMBER, "10"),
    (NUMBER, "1.5"),
    (NUMBER, "一"),
    (NUMBER, float("nan")),
    (NUMBER, float("inf")),
    (NUMBER, "1e999999999"),
    (NUMBER, True),
    (NUMBER, 1e300),
    (MONEY, "1.234"),
    (MONEY, "-1"),
    (MONEY, "12万"),
    (MONEY, "1e14"),
    (MONEY, "1,5"),
    (MONEY, "1,23,4"),
    (MONEY, "1_000"),
    (MONEY, "NaN"),
    (MONEY, "sNaN"),
    (MONEY, "Infinity"),
    (MONEY, 0.1 + 0.2),
    (SHARE, "100.0001"),
    (SHARE, "1/3"),
    (SHARE, "33.33333"),
    (SHARE, "50,5"),
    (FLAG, "可能"),
    (FLAG, 2),
    (LINK, "长" * (LONGEST_LINE + 1)),
    (LINK, [["KY-1"]]),
    (ROWS, "甲、乙"),
    (ROWS, ["甲"]),
    (ROWS, {"name": "甲"}),
    (ROWS, [None]),
]


@pytest.mark.parametrize(
    ("kind", "raw"), REFUSED, ids=[f"{type(k).__name__}-{str(r)[:12]!r}" for k, r in REFUSED]
)
def test_what_cannot_be_meant_is_refused_and_the_field_named(kind: Kind, raw: object) -> None:
    with pytest.raises(WrongValue) as refused:
        read_value(kind, "field", raw)
    assert refused.value.field == "field"
    for language in ("en", "zh"):
        translator = Translator(language, resource_path("i18n"))
        assert all("{" not in translator.say(each).replace(str(raw), "") for each in refused.value.messages())


def test_a_wrong_value_in_a_row_is_named_by_its_place() -> None:
    with pytest.raises(WrongValue) as refused:
        with_values(Thing(), {"parts": [{"name": "甲"}, {"since": "gestern"}]})
    assert refused.value.field == "parts[1].since"
    with pytest.raises(WrongValue) as refused:
        with_values(Thing(), {"parts": [{"nothing": 1}]})
    assert refused.value.field == "parts[0].nothing"
    with pytest.raises(WrongValue) as refused:
        with_values(Thing(), {"__class__": 1})
    assert refused.value.field == "__class__"


def test_options_are_known_by_label_in_every_language() -> None:
    translator = Translator("en", resource_path("i18n"))
    kind = Choice(label="Level", options=(Option("public", "Public"),))
    for word in ("public", "PUBLIC", translator.known_as("Public")[0]):
        assert read_value(kind, "level", word, translator.known_as) == "public"
    assert translator.known_as("Public")[0] == "公开"


def text() -> st.SearchStrategy[str]:
    return st.text(st.characters() | st.sampled_from("、,，;；\n\t\r\u2028 １２％元¥-年月日"), max_size=20)


RAW = (
    st.none() | st.booleans() | st.integers() | st.floats() | text() | st.dates() | st.datetimes() | st.decimals()
    | st.lists(text(), max_size=3) | st.dictionaries(text(), text(), max_size=2)
    | st.lists(st.dictionaries(st.sampled_from(["name", "share", "since", "tags"]), text(), max_size=3), max_size=3)
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(raw=RAW)
def test_anything_is_read_or_refused_and_what_was_read_is_read_again_the_same(
    kind: Kind, raw: object
) -> None:
    try:
        value = read_value(kind, "field", raw)
    except WrongValue as error:
        assert error.field.startswith("field")
        return
    again = read_value(kind, "field", plain_value(kind, value))
    assert again == value
    assert plain_value(kind, again) == plain_value(kind, value)
    assert read_value(kind, "field", value) == value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
@given(raw=RAW)
def test_what_was_read_can_be_shown_and_stored(kind: Kind, raw: object) -> None:
    try:
        value = read_value(kind, "field", raw)
    except WrongValue:
        return
    show_value(kind, value, Translator("en", resource_path("i18n"))).encode("utf-8")
    plain = plain_value(kind, value)
    stored = json.dumps(plain, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert json.loads(stored) == plain
    assert read_value(kind, "field", plain) == value


def test_lines_hold_what_was_pasted_without_what_nobody_sees() -> None:
    for unseen in ("\u200b", "\ufeff", "\u2060", "\u00ad"):
        assert read_value(PERSON, "name", f"{unseen}单雨{unseen}桐{unseen}") == "单雨桐", repr(unseen)
    # A joiner that shapes letters or a picture stays.
    assert read_value(TEXT, "t", "می\u200cخواهم") == "می\u200cخواهم"


SHOWN: list[tuple[Kind, Any, str, str]] = [
    (TEXT, "一", "一", "一"),
    (CHOICE, "high", "High (core)", "High (core)"),
    (CHOICE, "gone", "gone", "gone"),
    (CHOICE, "", "", ""),
    (CHOICES, ("low", "high"), "Low, High (core)", "Low、High (core)"),
    (DAY, date(2026, 3, 5), "2026-03-05", "2026-03-05"),
    (DAY, None, "", ""),
    (NUMBER, 0, "0", "0"),
    (MONEY, D("1234567.5"), "1,234,567.50", "1,234,567.50"),
    (MONEY, None, "", ""),
    (SHARE, D("33.3300"), "33.33%", "33.33%"),
    (SHARE, D("100.0000"), "100%", "100%"),
    (FLAG, True, "Yes", "是"),
    (FLAG, False, "No", "否"),
    (FLAG, None, "", ""),
    (LINK, ("KY-1", "KY-{2}"), "KY-1, KY-{2}", "KY-1、KY-{2}"),
    (ROWS, (Part(name="甲{x}"), Part(share=D("5.0000"))), "甲{x}, 5%", "甲{x}、5%"),
    (ROWS, (), "", ""),
]


@pytest.mark.parametrize(
    ("kind", "value", "english", "chinese"), SHOWN, ids=[f"{type(k).__name__}-{v}" for k, v, *_ in SHOWN]
)
def test_values_are_shown_as_people_read_them(kind: Kind, value: Any, english: str, chinese: str) -> None:
    assert show_value(kind, value, Translator("en", resource_path("i18n"))) == english
    assert show_value(kind, value, Translator("zh", resource_path("i18n"))) == chinese


def test_plain_values_are_json() -> None:
    thing = Thing(
        name="一", parts=(Part(name="甲", share=D("50.0000"), since=date(2026, 3, 5), tags=("low",)),)
    )
    assert plain_values(thing) == {
        "name": "一",
        "parts": [{"name": "甲", "share": "50", "since": "2026-03-05", "tags": ["low"]}],
    }
    assert with_values(Thing(), plain_values(thing)) == thing


@given(st.decimals(-(10**12), 10**12, places=4))
def test_decimals_are_written_without_exponent_or_idle_zeros(number: Decimal) -> None:
    text = decimal_text(number)
    assert Decimal(text) == number
    assert "E" not in text.upper()
    assert not (text.endswith(("0", ".")) and "." in text)


def test_decimals_at_their_edges() -> None:
    assert [decimal_text(D(each)) for each in ("1E+3", "100", "0.00", "1.50", "0.0001")] == [
        "1000",
        "100",
        "0",
        "1.5",
        "0.0001",
    ]


@given(st.text())
def test_folding_leaves_no_blank(text: str) -> None:
    assert not any(sign.isspace() for sign in folded(text))


def test_folding_drops_width_case_and_blanks() -> None:
    assert folded("Ａ b\u3000Ｃ\n") == "abc"
    assert folded("ß") == folded("SS")


def test_the_first_filled_field_stands_for_a_row() -> None:
    chinese = Translator("zh", resource_path("i18n"))
    assert row_title(Part(name="甲", share=D("1")), chinese) == "甲"
    assert row_title(Part(since=date(2026, 3, 5)), chinese) == "2026-03-05"
    assert row_title(Part(), chinese) == ""


def test_an_open_choice_keeps_words_of_ones_own() -> None:
    """What names an option reads as its code, anything else as it stands."""
    kind = Choice(label="Fruit", options=(Option("pear", "Pear", ("梨",)),), open=True)
    assert read_value(kind, "fruit", " 梨 ") == "pear"
    assert read_value(kind, "fruit", " 枇杷\n") == "枇杷"
    assert read_value(kind, "fruit", None) == ""
    assert show_value(kind, "枇杷", Translator("en", Path())) == "枇杷"
