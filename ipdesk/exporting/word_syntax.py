"""What a Word template may say: slots, `for`, `if` and a few filters. Everything else is refused before it runs.

Templates from outside are programs. Two fences stand one behind the other: `problems_of` reads a template and lets
only a few kinds of node through, and `sandbox` has no globals, no callables and no attributes to offer. A third, the
child process with its limits, stands around both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS

from ipdesk.exporting.packages import clean

ALLOWED_FILTERS: Final = ("default", "length", "upper", "lower", "trim")
ALLOWED_TESTS: Final = ("odd", "even")
LOOP_CELLS: Final = ("index", "first", "last", "length")
DEEPEST: Final = 2  # loops inside loops
SEPARATOR: Final = "\ufdd0"  # no character; parts what the filling engine must not take for its own signs
_SIGNS = re.compile("[{}%]")
_OPEN_TAG = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
# The tag, where it says more than the name of its node.
_TAGS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Assign: "set", nodes.AssignBlock: "set", nodes.FromImport: "import", nodes.FilterBlock: "filter",
    nodes.CallBlock: "call", nodes.ScopedEvalContextModifier: "autoescape", nodes.Mul: "*", nodes.Pow: "**",
    nodes.Add: "+", nodes.Sub: "-", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%", nodes.Call: "(…)",
}  # fmt: skip
_PLAIN: Final = (
    nodes.If, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Concat,
    nodes.Const, nodes.List, nodes.Tuple, nodes.Template, nodes.TemplateData,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a template does not do: a code of the reasons known outside, and the words that fill its sentence."""

    code: str
    words: tuple[tuple[str, str], ...] = ()


# A name in force: the cells of a row, or what else stands behind it.
Names = Mapping[str, frozenset[str] | str]
TEXT, ROWS, LOOP = "text", "rows", "loop"


class Sandbox(SandboxedEnvironment):
    """Knows no globals, offers no attribute but those of a loop and the cells of a row, and calls nothing."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shown, cache_size=0)
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in ALLOWED_FILTERS}
        self.tests = {name: TESTS[name] for name in ALLOWED_TESTS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - as the sandbox calls it
        """Let nothing through but where a loop stands."""
        return isinstance(obj, LoopContext) and attr in LOOP_CELLS

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - as the sandbox calls it
        """Let nothing be called."""
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a cell of a row by its name, also where a dictionary has a method of that name."""
        if isinstance(obj, dict):
            return obj.get(attribute, self.undefined(obj=obj, name=attribute))
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a cell of a row; nothing else is taken apart."""
        if isinstance(obj, dict) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=str(argument))


def _shown(value: Any) -> Any:
    """Return a value as text that stays as it is, whatever signs of a template it holds."""
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name in its words
    if isinstance(value, str | int):
        return _SIGNS.sub(rf"{SEPARATOR}\g<0>{SEPARATOR}", clean(str(value)))
    raise TypeError("only texts and numbers are shown")


def problems_of(source: str, slots: Mapping[str, Sequence[str]], sandbox: Sandbox) -> Iterator[Problem]:
    """Yield what a part of a template says that it may not. `slots` names the cells of each, none for a text."""
    try:
        tree = sandbox.parse(source)
    except TemplateSyntaxError as error:
        yield _syntax_problem(error)
        return
    yield from _Reader(slots).read(tree, {name: ROWS if cells else TEXT for name, cells in slots.items()})


def slots_in(source: str, sandbox: Sandbox) -> frozenset[str]:
    """Return the names that a part of a template shows as texts, which it must be possible to read."""
    found = sandbox.parse(source).find_all(nodes.Output)
    return frozenset(each.name for shown in found for each in shown.nodes if isinstance(each, nodes.Name))


def _syntax_problem(error: TemplateSyntaxError) -> Problem:
    said = str(error.message)
    unknown, left_open = _UNKNOWN_TAG.search(said), _OPEN_TAG.search(said)
    if unknown and not unknown[1].startswith("end"):
        return Problem("unknown-tag", (("tag", unknown[1]),))
    if left_open:
        return Problem("never-ended", (("tag", left_open[1]),))
    if unknown:
        return Problem("end-without-begin", (("tag", unknown[1]),))
    return Problem("syntax", (("near", _near(error)),))


def _near(error: TemplateSyntaxError) -> str:
    """Return the words of the line at which reading stopped, without their formatting."""
    lines = (error.source or "").splitlines()
    line = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    tags = re.findall(r"\{[{%].*?(?:[}%]\}|$)", re.sub(r"<[^>]*>", "", line))
    return " ".join(tags)[:80]


class _Reader:
    """Goes through the nodes of one part; a scope says what each name in force is."""

    def __init__(self, slots: Mapping[str, Sequence[str]]) -> None:
        self._slots = slots

    def read(self, node: nodes.Node, scope: Names, depth: int = 0) -> Iterator[Problem]:
        """Yield what may not stand in a node and below it."""
        match node:
            case nodes.Output():
                for each in node.nodes:
                    yield from self._shown(each, scope, depth)
            case nodes.For():
                yield from self._loop(node, scope, depth)
            case nodes.Name():
                if node.name not in scope:
                    yield _unknown(node.name, self._slots)
            case nodes.Getattr() | nodes.Getitem():
                yield from self._cell(node, scope)
            case nodes.Filter() | nodes.Test():
                allowed = ALLOWED_FILTERS if isinstance(node, nodes.Filter) else ALLOWED_TESTS
                if node.name not in allowed:
                    yield Problem("not-allowed", (("what", node.name),))
                for below in node.iter_child_nodes():
                    yield from self.read(below, scope, depth)
            case _ if isinstance(node, _PLAIN):
                for below in node.iter_child_nodes():
                    yield from self.read(below, scope, depth)
            case _:
                tag = _TAGS.get(type(node), type(node).__name__.lower())
                yield Problem("not-allowed", (("what", tag),))

    def _shown(self, node: nodes.Node, scope: Names, depth: int) -> Iterator[Problem]:
        if isinstance(node, nodes.Name) and scope.get(node.name, TEXT) != TEXT:
            yield Problem("rows-as-text", (("name", node.name),))
        else:
            yield from self.read(node, scope, depth)

    def _loop(self, node: nodes.For, scope: Names, depth: int) -> Iterator[Problem]:
        rows, row = node.iter, node.target
        if depth >= DEEPEST:
            yield Problem("too-deep")
            return
        if node.recursive or not isinstance(row, nodes.Name):
            yield Problem("not-allowed", (("what", "for … recursive" if node.recursive else "for …, …"),))
            return
        if not isinstance(rows, nodes.Name):
            yield Problem("not-allowed", (("what", "for … in …"),))
            return
        if scope.get(rows.name) != ROWS:
            known = [name for name, cells in self._slots.items() if cells]
            is_text = rows.name in scope
            yield Problem("no-rows", (("name", rows.name),)) if is_text else _unknown(rows.name, known)
            return
        cells = frozenset(self._slots[rows.name])
        inner: Names = {**scope, row.name: cells, LOOP: frozenset(LOOP_CELLS)}
        for below in (*node.body, *([node.test] if node.test else [])):
            yield from self.read(below, inner, depth + 1)
        for below in node.else_:
            yield from self.read(below, scope, depth)

    def _cell(self, node: nodes.Getattr | nodes.Getitem, scope: Names) -> Iterator[Problem]:
        cell = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if not isinstance(node.node, nodes.Name) or not isinstance(cell, str):
            yield Problem("not-allowed", (("what", f".{cell}" if isinstance(cell, str) else "[…]"),))
            return
        name = node.node.name
        if name not in scope:
            yield _unknown(name, self._slots)
        elif not isinstance(cells := scope[name], frozenset):
            yield Problem("not-allowed", (("what", f"{name}.{cell}"),))
        elif cell not in cells:
            yield _unknown(f"{name}.{cell}", [f"{name}.{each}" for each in sorted(cells)])


def _unknown(name: str, known: Iterable[str]) -> Problem:
    """Return the problem of a name that stands for nothing, with the one most like it."""
    if near := get_close_matches(name.lower(), known, n=1, cutoff=0.7):
        return Problem("unknown-slot-near", (("name", name), ("near", near[0])))
    return Problem("unknown-slot", (("name", name),))
