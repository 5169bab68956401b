"""Kinds: a closed set, described alike, with options that no two words mean."""

from __future__ import annotations

from typing import get_args

import pytest

from ipdesk.model.folding import folded
from ipdesk.model.kinds import (
    YES_NO,
    Choice,
    Choices,
    Described,
    Kind,
    LongText,
    Option,
    Rows,
    Text,
    option_label,
)
from ipdesk.model.record import fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS

TRANSLATOR = Translator("en", resource_path("i18n"))


def kinds_of(register: Register) -> list[tuple[str, Kind]]:
    found = [(each.name, each.kind) for each in register.fields()]
    for name, kind in list(found):
        if isinstance(kind, Rows):
            found += [(f"{name}.{each.name}", each.kind) for each in fields_of(kind.of)]
    return found


def test_the_set_of_kinds_is_closed_and_small() -> None:
    # By name: a dataclass with slots leaves the class it was made from among the subclasses.
    assert {each.__name__ for each in get_args(Kind)} == {
        each.__name__ for each in Described.__subclasses__()
    }
    assert len(get_args(Kind)) <= 14


def test_long_text_is_always_content() -> None:
    assert LongText(label="x").content
    assert not Text(label="x").content
    assert not Text(label="x").restricted


def test_an_unknown_code_is_its_own_label() -> None:
    options = (Option("a", "A"), Option("b", "B"))
    assert [option_label(options, code) for code in ("a", "b", "c", "")] == ["A", "B", "c", ""]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_no_word_means_two_options(register: Register) -> None:
    for name, kind in [*kinds_of(register), ("yes or no", Choice(label="x", options=YES_NO))]:
        if not isinstance(kind, Choice | Choices):
            continue
        meant: dict[str, str] = {}
        for option in kind.options:
            assert option.code
            assert option.label
            for word in (option.code, *option.aliases, *TRANSLATOR.known_as(option.label)):
                assert meant.setdefault(folded(word), option.code) == option.code, f"{name}: {word}"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_fields_of_one_form_have_labels_of_their_own(register: Register) -> None:
    for record in (register.record, *(kind.of for _, kind in kinds_of(register) if isinstance(kind, Rows))):
        labels = [each.kind.label for each in fields_of(record)]
        for translated in (labels, [Translator("zh", resource_path("i18n")).label(each) for each in labels]):
            assert len(translated) == len(set(translated)), sorted(translated)
