"""Messages for people: written once in English, translated by one catalogue."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

LANGUAGES: Final = ("zh", "en")
STOPS: Final = (".", "。")


def N_(text: str) -> str:  # noqa: N802 - the name that every gettext tool knows
    """Mark a literal for the catalogue and return it unchanged."""
    return text


def sound(text: str) -> str:
    """Return a file name or path as text that a store and a document can hold.

    A name that is not UTF-8 arrives with its bytes as lone surrogates: it is read as GB 18030, the
    old code page of Chinese archives. Any other half character becomes a question mark.
    """
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def whole_text(text: str) -> str:
    """Return a text with a question mark for each half character, which none but a damaged one has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def _ends_with(template: str, name: str) -> bool:
    """Say whether a full stop follows a blank wherever that stands in a template."""
    blank = f"{{{name}}}"
    return sum(template.count(f"{blank}{stop}") for stop in STOPS) == template.count(blank)


@runtime_checkable
class Bilingual(Protocol):
    """What carries its own words in every language, as a rule file does."""

    def said(self, language: str) -> str:
        """Return it in a language."""
        ...


class Message:
    """A sentence with named blanks, translated only when it is shown.

    The first argument is the English sentence, which is also the key of the catalogue. The other
    arguments fill the blanks; a Message among them is translated too, and words that are bilingual are said.
    """

    __slots__ = ("args", "id")

    def __init__(self, id: str, /, **args: object) -> None:
        self.id = id
        self.args: Mapping[str, object] = args

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.id, dict(self.args)) == (other.id, dict(other.args))

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"Message({self.id!r}, {dict(self.args)!r})"


@cache
def _catalogue(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


class Translator:
    """Turns messages and labels into one language.

    `folder` holds one compiled catalogue for each language but English, whose words are the keys.
    """

    def __init__(self, language: str, folder: Path) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"unknown language: {language}")
        self.language = language
        self._folder = folder
        self._catalogues: dict[str, gettext.NullTranslations] = {}

    def to(self, language: str) -> Translator:
        """Return the translator of another language."""
        return Translator(language, self._folder)

    def label(self, text: str) -> str:
        """Return a label in this language."""
        return self._in(self.language, text)

    def known_as(self, text: str) -> tuple[str, ...]:
        """Return a label in every language, so that a file may use any of them."""
        return tuple(self._in(language, text) for language in LANGUAGES)

    def say(self, message: Message | str) -> str:
        """Return a message in this language with its blanks filled."""
        if isinstance(message, str):
            return self.label(message)
        said = self.label(message.id)
        blanks = {name: self._fill(value) for name, value in message.args.items()}
        for name, value in blanks.items():
            # A sentence within a sentence: one full stop ends both.
            if isinstance(value, str) and value.endswith(STOPS) and _ends_with(said, name):
                blanks[name] = value[:-1]
        return said.format(**blanks)

    def _fill(self, value: object) -> object:
        match value:
            case str():
                return value
            case Message():
                return self.say(value)
            case date():
                return value.isoformat()
            case tuple() | list():
                return self._joined([str(self._fill(each)) for each in value])
            case Bilingual():
                return value.said(self.language)
            case _:
                return value

    def _joined(self, parts: list[str]) -> str:
        """Join words by commas, and sentences as sentences."""
        chinese = self.language == "zh"
        if parts and all(part.endswith(STOPS) for part in parts):
            return ("" if chinese else " ").join(parts)
        return ("、" if chinese else ", ").join(parts)

    def _in(self, language: str, text: str) -> str:
        if not text or language == "en":
            return text
        # Kept here too: a form asks for hundreds of labels, and even building the path each time shows.
        if language not in self._catalogues:
            self._catalogues[language] = _catalogue(self._folder / f"{language}.mo")
        return self._catalogues[language].gettext(text)
