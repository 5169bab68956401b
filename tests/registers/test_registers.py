"""What must hold of every register's declaration."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ipdesk.registers
from ipdesk.model.errors import NotFound
from ipdesk.model.findings import Basis, Facts
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Choice, Choices, Day, Kind, Link, Rows
from ipdesk.model.record import WITHDRAWN, Field, Record, field_of, fields_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.states import ROLES
from ipdesk.model.values import plain_values, with_values
from ipdesk.registers import REGISTERS, register, sources
from tests.registers.samples import PROJECT, SAMPLES, TODAY

every_register = pytest.mark.parametrize("each", REGISTERS, ids=lambda each: each.name)


def _groups_of_fields(each: Register) -> Iterator[tuple[Field, ...]]:
    """Return the record's fields, then those of each kind of child row."""
    yield each.fields()
    for field in each.fields():
        if isinstance(field.kind, Rows):
            yield fields_of(field.kind.of)


def _kinds(each: Register) -> Iterator[Kind]:
    for fields in _groups_of_fields(each):
        for field in fields:
            yield field.kind


def _repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(map(folded, words)).items() if count > 1]


def test_look_up_names_the_registers() -> None:
    assert register("projects").record is type(PROJECT)
    with pytest.raises(NotFound) as refused:
        register("disclosure")
    assert refused.value.advice is not None
    assert list(refused.value.advice.args["names"]) == [each.name for each in REGISTERS]  # type: ignore[call-overload]


def test_names_and_number_patterns_are_unique() -> None:
    assert len({each.name for each in REGISTERS}) == len(REGISTERS)
    numbers = {each.number.format(year=2026, seq=7, code="DW") for each in REGISTERS}
    assert len(numbers) == len(REGISTERS)
    assert numbers == {
        *("PL-2026-0007", "PG-2026-0007", "HY-2026-007", "ZL-2026-0007"),
        *("JS-2026-0007", "LW-2026-0007", "FQ-2026-007", "YJ-2026-007", "KY-2026-007"),
        *("RY-2026-0007", "BD-2026-0007", "XY-2026-00007"),
    }


@every_register
def test_every_field_stands_in_exactly_one_group(each: Register) -> None:
    grouped = Counter(name for group in each.groups for name in group.fields)
    assert grouped == Counter(field.name for field in each.fields())
    assert not _repeated([group.name for group in each.groups])
    assert not _repeated([group.label for group in each.groups])


@every_register
def test_named_fields_exist(each: Register) -> None:
    for name in (each.title, each.date, *each.columns, *each.similar_text):
        assert each.field(name).name == name
    assert not each.field(each.title).kind.content, "the title is shown even of a sealed record"


@every_register
def test_what_falls_due_is_reckoned_from_days(each: Register) -> None:
    for path in each.due_fields:
        outer, _, inner = path.partition(".")
        kind = each.field(outer).kind
        if isinstance(kind, Rows):
            kind = field_of(kind.of, inner).kind
        assert isinstance(kind, Day), path


@every_register
def test_links_point_at_registers_that_exist(each: Register) -> None:
    names = {other.name for other in REGISTERS}
    assert {kind.to for kind in _kinds(each) if isinstance(kind, Link)} <= names


@every_register
def test_moves_join_states_that_exist_and_reach_every_state(each: Register) -> None:
    codes = [state.code for state in each.states.states]
    assert len(set(codes)) == len(codes)
    assert WITHDRAWN not in codes
    reached = {each.states.first()}
    for _ in codes:
        reached |= {move.target for code in reached for move in each.states.moves_from(code)}
    assert reached == set(codes)
    for move in each.states.moves:
        assert move.source in codes
        assert move.target in codes
        assert move.source != move.target
        assert move.roles
        assert set(move.roles) <= set(ROLES)
    assert len({(move.source, move.target) for move in each.states.moves}) == len(each.states.moves)


@every_register
def test_states_say_whom_they_wait_for_until_they_are_final(each: Register) -> None:
    for state in each.states.states:
        assert bool(state.waits_for) != state.final


@every_register
def test_required_names_a_state(each: Register) -> None:
    codes = {state.code for state in each.states.states} - {each.states.first()}
    assert {kind.required for kind in _kinds(each) if kind.required} <= codes


@every_register
def test_content_is_never_required(each: Register) -> None:
    """A record whose content stays closed must still be able to move."""
    assert [kind.label for kind in _kinds(each) if kind.content and kind.required] == []


@every_register
def test_words_are_filled_and_lead_to_one_field(each: Register) -> None:
    for fields in _groups_of_fields(each):
        labels = [field.kind.label for field in fields]
        aliases = [alias for field in fields for alias in field.kind.aliases]
        assert all(word.strip() == word and word for word in (*labels, *aliases))
        assert not _repeated(labels)
        assert not _repeated(aliases)
        assert all(field.kind.aliases for field in fields)


@every_register
def test_words_of_options_lead_to_one_option(each: Register) -> None:
    for kind in _kinds(each):
        if isinstance(kind, Choice | Choices):
            for option in kind.options:
                assert option.aliases
                assert all((option.code, option.label, *option.aliases))
            words = [{folded(word) for word in (one.code, *one.aliases)} for one in kind.options]
            assert not _repeated([word for own in words for word in own]), kind.label
            assert not _repeated([option.label for option in kind.options]), kind.label


@every_register
def test_an_empty_record_has_the_values_declared_empty(each: Register) -> None:
    record = each.record()
    for field in each.fields():
        assert is_empty(getattr(record, field.name)), field.name


@every_register
def test_an_empty_record_is_checked_without_error(each: Register) -> None:
    for finding in each.findings(each.record(), Facts(today=TODAY)):
        assert finding.field.split("[")[0].split(".")[0] in {field.name for field in each.fields()}


@pytest.mark.parametrize("record", SAMPLES, ids=lambda each: type(each).__name__)
def test_a_record_comes_back_from_its_json_values(record: Record) -> None:
    again: Any = with_values(type(record)(id=record.id, state=record.state), plain_values(record))
    assert again == record


@every_register
def test_facts_are_text(each: Register) -> None:
    samples = [one for one in SAMPLES if type(one) is each.record]
    for record in (*samples, each.record()):
        assert all(isinstance(value, str) for value in each.facts(record).values())


def test_registers_do_not_import_each_other() -> None:
    folder = Path(ipdesk.registers.__file__).parent
    nouns = {f"ipdesk.registers.{each.name}" for each in REGISTERS}
    for path in folder.glob("*.py"):
        if path.name == "__init__.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_types = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        imported = {node.module for node in froms if node not in for_types}
        assert not imported & nouns, path.name


def test_every_source_of_law_names_its_document() -> None:
    known = [value for value in vars(sources).values() if isinstance(value, Basis)]
    assert all(bool(basis.document) != (basis.confidence == "P") for basis in known)
    assert all(basis.confidence for basis in known)
    assert len(set(known)) == len(known)
