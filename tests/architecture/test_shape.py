"""The shape of the source: files and functions of readable size, and a sentence on every public name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.sources import PACKAGE, Function, modules

LONGEST_FILE = 420
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "manager", "base", "misc", "tools"}


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def test_files_are_short_enough_to_read() -> None:
    lines = {name: len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in modules()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_functions_are_short_enough_to_read() -> None:
    lines = {
        f"{name}:{each.name}": (each.end_lineno or each.lineno) - each.lineno + 1
        for name, tree in modules().items()
        for each in functions(tree)
    }
    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}


def undocumented(tree: ast.Module) -> list[str]:
    """Return the public names without a docstring: of the module, its functions, classes and their methods.

    A command says what it is for in its help.
    """
    found = [] if ast.get_docstring(tree) else ["the module"]
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
            continue
        helped = any(
            isinstance(each, ast.Call) and any(keyword.arg == "help" for keyword in each.keywords)
            for each in node.decorator_list
        )
        if not helped and not ast.get_docstring(node):
            found.append(node.name)
        if isinstance(node, ast.ClassDef):
            found += [
                f"{node.name}.{each.name}"
                for each in node.body
                if isinstance(each, Function)
                and not each.name.startswith("_")
                and not ast.get_docstring(each)
            ]
    return found


def test_every_public_name_says_what_it_is_for() -> None:
    assert {name: lacking for name, tree in modules().items() if (lacking := undocumented(tree))} == {}


def test_a_name_without_a_sentence_is_seen() -> None:
    tree = ast.parse(
        "def public(): ...\nclass Thing:\n    'Say.'\n    def act(self): ...\ndef _hidden(): ...\n"
    )
    assert undocumented(tree) == ["the module", "public", "Thing.act"]


def test_no_module_is_named_for_nothing() -> None:
    named = {name: set(name.removesuffix(".py").split("/")) & NAMES_THAT_SAY_NOTHING for name in modules()}
    assert {name for name, empty in named.items() if empty} == set()


def test_nothing_is_executed_that_data_brought() -> None:
    calls = {
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("eval", "exec", "compile", "__import__")
    }
    assert calls == set()
