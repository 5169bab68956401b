"""The handbook has the same pages in both languages, names commands that exist, and files that are there."""

from __future__ import annotations

import re

import click
import pytest

from ipdesk.cli import tree
from ipdesk.paths import resource_path

HELP = resource_path("help")
PAGES = sorted(page.name for page in (HELP / "en").glob("*.md"))
COMMAND = re.compile(r"`(?:\w+=\S+ )*ipdesk ([a-z-]+)(?: ([a-z-]+))?([^`]*)`")
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
PAGE = re.compile(r"\b([a-z-]+\.md)\b")
PICTURE = re.compile(r"!\[[^]]+\]\(([^)]+)\)")
LARGEST = 128 * 1024  # bytes of a picture


def text_of(language: str, name: str) -> str:
    """Return the text of a page."""
    return (HELP / language / name).read_text(encoding="utf-8")


def command_of(name: str, inner: str) -> click.Command:
    """Return the command that a page names. Raises KeyError for one that is not there."""
    found = tree().commands[name]
    return found.commands[inner] if isinstance(found, click.Group) else found


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(page.name for page in (HELP / "zh").glob("*.md")) == PAGES
    assert "assessments.md" in PAGES


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_names_is_there(language: str, name: str) -> None:
    text = text_of(language, name)
    for word, inner, rest in COMMAND.findall(text):
        command = command_of(word, inner)
        known = {option for each in command.params for option in each.opts}
        assert set(OPTION.findall(rest)) <= known | {"--json", "--lang"}, (word, inner, rest)
    assert set(PAGE.findall(text)) <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_name_the_same_commands(name: str) -> None:
    named = [{match[:2] for match in COMMAND.findall(text_of(each, name))} for each in ("en", "zh")]
    assert named[0] == named[1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_picture_that_a_page_shows_is_there_small_and_of_its_language(language: str) -> None:
    named = {place for name in PAGES for place in PICTURE.findall(text_of(language, name))}
    assert len(named) > 4
    for place in named:
        picture = HELP / language / place
        assert picture.read_bytes().startswith(b"\x89PNG"), place
        assert picture.stat().st_size < LARGEST, place
        assert f"-{language}-" in place
