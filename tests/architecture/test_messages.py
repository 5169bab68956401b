"""Messages: every sentence can be filled, and its Chinese has just the same blanks."""

from __future__ import annotations

import gettext
from string import Formatter

import pytest

from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from tests.architecture.sources import marked_texts


def blanks(text: str) -> list[str]:
    """Return the blanks of a sentence in alphabetical order. Raises ValueError for a stray brace."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def translated() -> dict[str, str]:
    """Return the sentences of the catalogue that have their Chinese."""
    with resource_path("i18n", "zh.mo").open("rb") as stream:
        held: dict[str, str] = gettext.GNUTranslations(stream)._catalog  # type: ignore[attr-defined]  # there is no public way
    return {text: chinese for text, chinese in held.items() if text and chinese}


def test_every_blank_is_a_plain_word() -> None:
    for text, place in marked_texts().items():
        assert all(each.isidentifier() for each in blanks(text)), place


def test_every_translation_has_the_blanks_of_its_sentence() -> None:
    held = translated()
    assert len(held) > 500
    assert {text: chinese for text, chinese in held.items() if blanks(text) != blanks(chinese)} == {}


def test_every_translation_is_chinese_where_its_sentence_has_words() -> None:
    known_alike = {text for text, chinese in translated().items() if text == chinese}
    assert {text for text in known_alike if " " in text.strip()} == set()


def test_a_lost_blank_would_be_seen() -> None:
    assert blanks("There is no {one} with the number {number}.") == ["number", "one"]
    assert blanks("没有编号为{number}的记录。") == ["number"]
    with pytest.raises(ValueError, match="}"):
        blanks("}")


def test_no_sentence_breaks_off() -> None:
    """A message of several words never ends in a blank, a comma or a semicolon."""
    broken = {
        place: text
        for text, place in marked_texts().items()
        if text[:1].isupper() and " " in text and text.endswith((" ", ",", ";"))
    }
    assert broken == {}


def test_a_sentence_is_filled_in_both_languages() -> None:
    for language in ("zh", "en"):
        translator = Translator(language, resource_path("i18n"))
        for text in marked_texts():
            filled = translator.label(text).format(**dict.fromkeys(blanks(text), "甲"))
            assert "{" not in filled.replace("{{", "").replace('{"', "")
