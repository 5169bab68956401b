"""Every refusal tells the user what to do next, but for a few that are named here with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from inspect import signature
from typing import Final

from ipdesk.model import errors
from tests.architecture.sources import Function, modules

# For each kind of refusal, the place of its advice among the arguments.
PLACES: Final = {
    name: list(signature(kind).parameters).index("advice")
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.Refused)
}
ERRORS: Final = errors.__name__
IN_AN_ARCHIVE: Final = "a fault in an archive: whoever takes it in says in which line it is and what to do"
WITHOUT: Final = {
    "model/archives.py:wrong": IN_AN_ARCHIVE,
    "store/archived_log.py:_proved": IN_AN_ARCHIVE,
    "store/archived_records.py:_values": IN_AN_ARCHIVE,
    "operations/suppositions.py:_event": "the message is itself what to do: choose the event, give its day",
}
# Kinds made elsewhere, which cannot be had without advice.
OWN: Final = {"rules/files.py:WrongRule", "importing/sheet_columns.py:NoHeading"}


def known_in(tree: ast.Module) -> dict[str, int]:
    """Return the kinds of refusal that a module imports, with the place of their advice."""
    return {
        each.asname or each.name: PLACES[each.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == ERRORS
        for each in node.names
        if each.name in PLACES
    }


def calls(node: ast.AST, within: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Yield every call below a node with the name of the function that it stands in."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, ast.Call):
            yield within, each
        yield from calls(each, each.name if isinstance(each, Function) else within)


def has_advice(call: ast.Call, place: int) -> bool:
    """Say whether a refusal is made with advice; a starred argument is a pair of what happened and what to do."""
    given = [each.value for each in call.keywords if each.arg == "advice"] or call.args[place : place + 1]
    if not given:
        return any(isinstance(each, ast.Starred) for each in call.args)
    return not (isinstance(given[0], ast.Constant) and given[0].value is None)


def silent(tree: ast.Module) -> set[str]:
    """Return the functions that refuse something without saying what to do next."""
    known = known_in(tree)
    return {
        within
        for within, call in calls(tree)
        if isinstance(call.func, ast.Name)
        and call.func.id in known
        and not has_advice(call, known[call.func.id])
    }


def test_every_refusal_says_what_to_do_next() -> None:
    found = {f"{name}:{within}" for name, tree in modules().items() for within in silent(tree)}
    assert found == set(WITHOUT)


def test_no_kind_of_refusal_is_made_elsewhere_but_those_that_always_have_advice() -> None:
    found = {
        f"{name}:{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id in known_in(tree) for base in node.bases)
    }
    assert found == OWN


def test_a_refusal_without_advice_is_seen() -> None:
    tree = ast.parse(
        f"from {ERRORS} import Refused, Unfit, WrongValue as Wrong\n"
        "def bare(): raise Refused(what)\n"
        "def wrong(): raise Wrong('field', what)\n"
        "def nothing(): raise Refused(what, None)\n"
        "def safe(): raise Refused(what, safe=kept)\n"
        "def unfit(): raise Unfit(what, problems)\n"
        "def good(): raise Refused(what, advice)\n"
        "def named(): raise Wrong('field', what, advice=advice)\n"
        "def pair(): raise Wrong('field', *both)\n"
        "def other(): raise ValueError(what)\n"
    )
    assert silent(tree) == {"bare", "wrong", "nothing", "safe", "unfit"}
