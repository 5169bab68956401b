"""The Chinese catalogue is up to date with the code, complete, and written as Chinese is written."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from ipdesk.importing.headings import index_of, lookup
from ipdesk.model.kinds import YES_NO, Choice, Choices, Flag, Option, Rows
from ipdesk.model.marking import HANDLING_LABELS
from ipdesk.model.record import Field, fields_of
from ipdesk.model.register import WITHDRAWN_STATE, Register
from ipdesk.model.states import ROLE_LABELS
from ipdesk.model.text import Translator
from ipdesk.model.values import read_value
from ipdesk.registers import REGISTERS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
ADVICE = "run: sh packaging/catalogue.sh, then translate what is new in resources/i18n/zh.po"
HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
NOT_SENTENCES = {"No."}

every_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)


@cache
def catalogue() -> Catalog:
    with (FOLDER / "zh.po").open("rb") as stream:
        return read_po(stream, locale="zh_CN")


@cache
def pairs() -> dict[str, str]:
    """Return every English message with its Chinese."""
    return {str(each.id): str(each.string) for each in catalogue() if each.id}


@cache
def said() -> dict[str, str]:
    """Return what is translated; that something is not is said by one test alone."""
    return {english: zh for english, zh in pairs().items() if zh.strip()}


@cache
def chinese() -> Translator:
    return Translator("zh", FOLDER)


def in_code() -> set[str]:
    """Return every literal that the code marks for the catalogue."""
    found = extract_from_dir(ROOT / "ipdesk", keywords={"N_": None})
    return {str(message) for _, _, message, _, _ in found}


def hidden() -> list[str]:
    """Return where a literal is marked within an f-string, out of which it is not extracted."""
    found = []
    for path in sorted((ROOT / "ipdesk").rglob("*.py")):
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(text, ast.JoinedStr):
                names = {each.id for each in ast.walk(text) if isinstance(each, ast.Name)}
                found += [f"{path.name}:{text.lineno}"] if "N_" in names else []
    return found


def blanks(text: str) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None
    )


def repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def wrong(pattern: str) -> dict[str, str]:
    """Return the translations in which a pattern is found."""
    return {english: zh for english, zh in said().items() if re.search(pattern, zh)}


def tables(register: Register) -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Yield the fields of the record, then those of each of its child rows."""
    yield register.name, register.fields()
    for each in register.fields():
        if isinstance(each.kind, Rows):
            yield each.name, fields_of(each.kind.of)


def choices(register: Register) -> Iterator[tuple[Field, tuple[Option, ...]]]:
    for _, fields in tables(register):
        for each in fields:
            if isinstance(each.kind, Choice | Choices):
                yield each, each.kind.options
            elif isinstance(each.kind, Flag):
                yield each, YES_NO


def declared(register: Register) -> Iterator[str]:
    """Yield every label and help that a register declares."""
    yield from (register.label, register.one)
    yield from (group.label for group in register.groups)
    for state in (*register.states.states, WITHDRAWN_STATE):
        yield from (state.label, state.waits_for)
    yield from (move.label for move in register.states.moves)
    for _, fields in tables(register):
        for each in fields:
            yield from (each.kind.label, each.kind.help)
            if isinstance(each.kind, Rows):
                yield each.kind.one
    for _, options in choices(register):
        yield from (option.label for option in options)


def test_the_catalogue_holds_what_the_code_says() -> None:
    used, held = in_code(), set(pairs())
    assert not used - held, ADVICE
    assert not held - used, ADVICE


def test_no_message_hides_from_the_catalogue() -> None:
    assert hidden() == [], "take N_() out of the f-string"


def test_the_compiled_catalogue_is_the_one_that_was_written() -> None:
    with (FOLDER / "zh.mo").open("rb") as stream:
        compiled = {str(each.id): str(each.string) for each in read_mo(stream) if each.id}
    assert compiled == said(), ADVICE


def test_nothing_is_untranslated_fuzzy_or_obsolete() -> None:
    assert [english for english, zh in pairs().items() if not zh.strip()] == []
    assert [each.id for each in catalogue() if each.fuzzy] == []
    assert list(catalogue().obsolete) == []


def test_what_holds_words_is_said_in_chinese() -> None:
    worded = {english for english in said() if re.search("[A-Za-z]", re.sub(r"\{[^}]*\}", "", english))}
    assert {english for english in worded if not re.search(HAN, pairs()[english])} == set()


def test_every_blank_is_kept() -> None:
    differ = {english: zh for english, zh in said().items() if blanks(english) != blanks(zh)}
    assert differ == {}


def test_no_half_width_punctuation_follows_chinese() -> None:
    assert wrong(rf"({HAN}|[”）》}}])[.,;:?!]") == {}


def test_no_half_width_brackets_or_quotes_stand_beside_chinese() -> None:
    assert wrong(rf"{HAN}[(\"']|[)\"']{HAN}|[(]{HAN}|{HAN}[)]") == {}


def test_quotation_marks_and_brackets_come_in_pairs() -> None:
    for opening, closing in ("“”", "（）", "《》"):
        assert {zh for zh in said().values() if zh.count(opening) != zh.count(closing)} == set()


def test_no_space_stands_beside_full_width_punctuation() -> None:
    assert wrong("[，。；：、？！（）《》“”] | [，。；：、？！（）《》“”]") == {}


def test_a_sentence_stays_a_sentence() -> None:
    """Lists of sentences are joined without commas; that is told by their full stops."""
    lost = [each for each in said() if each.endswith(".") and not pairs()[each].endswith("。")]
    made = [each for each in said() if pairs()[each].endswith("。") and not each.endswith((".", "?"))]
    assert set(lost) == NOT_SENTENCES & set(pairs())
    assert made == []


def test_the_grace_of_a_fee_and_that_of_novelty_go_by_the_names_that_the_law_gives_them() -> None:
    """专利审查指南 has 滞纳期 for an annual fee; 宽限期 is that of 专利法第二十四条 alone."""
    found = {english for english, zh in said().items() if "宽限" in zh}
    assert found == {
        "Evidence for the grace filed",
        "Grace period",
        "Shown or told before filing, with grace",
        "Where a grace period runs, or priority is to be claimed.",
    }


def test_nobody_is_addressed_with_familiarity() -> None:
    assert wrong("你") == {}


@every_register
def test_every_declared_word_is_in_the_catalogue(register: Register) -> None:
    assert {each for each in declared(register) if each} - set(pairs()) == set()


def test_roles_and_handling_levels_are_told_apart() -> None:
    for labels in (ROLE_LABELS, HANDLING_LABELS):
        assert repeated(pairs()[each] for each in labels.values()) == []


@every_register
def test_options_of_a_choice_are_told_apart(register: Register) -> None:
    same = {
        field.name: repeated(pairs()[each.label] for each in options) for field, options in choices(register)
    }
    assert {name: words for name, words in same.items() if words} == {}


@every_register
def test_fields_are_told_apart(register: Register) -> None:
    same = {name: repeated(pairs()[each.kind.label] for each in fields) for name, fields in tables(register)}
    assert {name: words for name, words in same.items() if words} == {}


@every_register
def test_groups_states_and_moves_are_told_apart(register: Register) -> None:
    states = (*register.states.states, WITHDRAWN_STATE)
    assert repeated(pairs()[each.label] for each in register.groups) == []
    assert repeated(pairs()[each.label] for each in states) == []
    for state in states:
        moves = register.states.moves_from(state.code)
        assert repeated(pairs()[each.label] for each in moves) == []


def test_registers_are_told_apart() -> None:
    assert repeated(pairs()[each.label] for each in REGISTERS) == []


@every_register
def test_a_chinese_label_heads_the_column_of_its_own_field(register: Register) -> None:
    index = index_of(register, chinese().known_as)
    led: dict[str, Any] = {}
    for each in register.fields():
        target = lookup(pairs()[each.kind.label], index)
        led[each.name] = target and target.field
    assert {name: field for name, field in led.items() if name != field} == {}


@every_register
def test_a_chinese_option_is_read_back_as_itself(register: Register) -> None:
    for field, options in choices(register):
        for each in options:
            value = read_value(field.kind, field.name, pairs()[each.label], chinese().known_as)
            expected = {Choices: (each.code,), Flag: each.code == "yes"}.get(type(field.kind), each.code)
            assert value == expected, (field.name, pairs()[each.label])
