"""Messages: written once, shown in two languages, and safe whatever a user's text holds."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.kinds import Choice, Option
from ipdesk.model.text import LANGUAGES, N_, Message, Translator, sound
from ipdesk.model.values import show_value
from ipdesk.paths import resource_path

ENGLISH = Translator("en", resource_path("i18n"))
CHINESE = Translator("zh", resource_path("i18n"))


def test_a_message_is_translated_when_it_is_shown() -> None:
    message = Message("There is no attachment {name}.", name="附件.pdf")
    assert ENGLISH.say(message) == "There is no attachment 附件.pdf."
    assert "附件.pdf" in CHINESE.say(message)
    assert CHINESE.say(message) != ENGLISH.say(message)
    assert CHINESE.label("Public") == "公开"
    assert CHINESE.say("Public") == "公开"
    assert ENGLISH.known_as("Public") == ("公开", "Public")
    assert LANGUAGES == ("zh", "en")


def test_blanks_may_hold_messages_days_and_lists() -> None:
    message = Message("{a} {b} {c}", a=Message("Public"), b=date(2026, 3, 5), c=[Message("Public"), "x", 3])
    assert ENGLISH.say(message) == "Public 2026-03-05 Public, x, 3"
    assert CHINESE.say(message) == "公开 2026-03-05 公开、x、3"
    sentences = Message("{all}", all=[Message("Do this."), Message("Do that.")])
    assert ENGLISH.say(sentences) == "Do this. Do that."
    assert CHINESE.say(sentences) == "Do this.Do that."
    assert ENGLISH.say(Message("{all}", all=[])) == ""


def test_a_sentence_at_the_end_of_a_sentence_has_one_full_stop() -> None:
    within = Message("Because: {why}. It stays.", why=Message("Nothing is due."))
    assert ENGLISH.say(within) == "Because: Nothing is due. It stays."
    assert (
        ENGLISH.say(Message("{why} It stays.", why=Message("Nothing is due."))) == "Nothing is due. It stays."
    )
    assert ENGLISH.say(Message("It says “{why}”.", why="Nothing is due.")) == "It says “Nothing is due.”."


@given(st.text())
def test_no_text_of_a_user_is_taken_for_a_blank(text: str) -> None:
    assert ENGLISH.say(Message("“{value}”", value=text)) == f"“{text}”"
    assert ENGLISH.say(Message("{all}", all=[Message("{x}", x=text)])) == text


@pytest.mark.parametrize("text", ["{", "}", "{x}", "{0}", "{value.__class__}", "{value!r:>99}"])
def test_an_unknown_code_is_shown_as_it_is(text: str) -> None:
    """An option's code that a newer or older file brought stands for its own label."""
    assert ENGLISH.label(text) == text
    assert show_value(Choice(label="x", options=(Option("a", "A"),)), text, CHINESE) == text


def test_messages_are_equal_when_they_say_the_same() -> None:
    assert Message("a {b}", b=1) == Message("a {b}", b=1)
    assert Message("a {b}", b=1) != Message("a {b}", b=2)
    assert Message("a") != "a"
    assert len({Message("a {b}", b=1), Message("a {b}", b=1), Message("a {b}", b=2)}) == 2
    assert repr(Message("a {b}", b=1)) == "Message('a {b}', {'b': 1})"


def test_an_unknown_language_is_a_defect() -> None:
    with pytest.raises(ValueError, match="tlh"):
        Translator("tlh", Path())


def test_marking_changes_nothing_and_english_needs_no_catalogue() -> None:
    assert N_("x") == "x"
    assert Translator("en", Path("/nowhere")).label("Public") == "Public"
    assert CHINESE.label("") == ""


def test_names_of_an_old_code_page_are_read() -> None:
    assert sound(os.fsdecode("方案.pdf".encode("gb18030"))) == "方案.pdf"
    assert sound("方案.pdf") == "方案.pdf"
    assert sound(os.fsdecode("方案.pdf".encode())) == "方案.pdf"
    assert sound("半\ud83d") == "半?"


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.binary(max_size=8))
def test_any_name_becomes_text_that_can_be_kept(text: str, raw: bytes) -> None:
    for each in (text, os.fsdecode(raw), text + os.fsdecode(raw)):
        sound(each).encode("utf-8")
    assert sound(text) == text
