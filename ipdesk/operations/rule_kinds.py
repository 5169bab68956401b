"""Kinds of rule files, each declared once: what a laboratory may replace, how it is read, and what is shown of it.

A kind has files of fixed names. Ours come with the program; the laboratory's own hold in their place. Whatever is in
force is told by its text, and the text by its sha256, so that a record can rest on it for good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final, Generic, Protocol, TypeVar

from ipdesk.model.errors import NotFound, Refused
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.rules.parts import Part
from ipdesk.rules.words import Words
from ipdesk.store import rules
from ipdesk.store.rules import Kept

ENDING: Final = ".toml"


class RuleFile(Protocol):
    """What every rule file says at its head."""

    @property
    def id(self) -> str:
        """The name under which it holds."""

    @property
    def version(self) -> str:
        """Its version; another text has another one."""

    @property
    def label(self) -> Words:
        """What people call it."""


Made = TypeVar("Made", bound=RuleFile)


@dataclass(frozen=True, slots=True)
class Column:
    """A column in which parts of a rule file are shown, so many Chinese characters wide; the last takes what is left."""

    label: str
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleKind(Generic[Made]):
    """A kind of rule files.

    `id` is what the store, the audit log and the command line call it, `names` are those of its files, and
    `shipped_text` returns our own of a name. `read` raises WrongRule; `require` raises Refused for what reads well and
    cannot hold here. `parts` are rows under `columns`, `plain` is what `--json` says.
    """

    id: rules.Kind
    label: str
    note: str
    names: tuple[str, ...]
    read: Callable[[str, str], Made]
    shipped_text: Callable[[str], str]
    parts_label: str
    columns: tuple[Column, ...]
    parts: Callable[[Made, Translator], tuple[Part, ...]]
    plain: Callable[[Made, str], dict[str, Any]]
    require: Callable[[Made], None] = lambda _: None

    def called(self, name: str) -> str:
        """Return what the command line calls a file of this kind."""
        return f"{self.id}.{name}"


# What was read, by kind and digest, which says all: reading takes longer than reckoning by what was read.
_READ: Final[dict[tuple[str, str], Any]] = {}
# Our own rules with the digests of their texts, by kind and name. What is read stands here whole or not at all: the window
# asks while something beside it still reads.
_SHIPPED: Final[dict[tuple[str, str], tuple[Any, str]]] = {}


def forget_read() -> None:
    """Forget what was read, so that it is read again."""
    _READ.clear()
    _SHIPPED.clear()


def text_in(*folders: str) -> Callable[[str], str]:
    """Return what reads our files of a kind, which lie in a folder of the resources under their names; each but once."""
    return cache(lambda name: resource_path(*folders, f"{name}{ENDING}").read_text(encoding="utf-8"))


def shipped(kind: RuleKind[Made], name: str) -> tuple[Made, str]:
    """Return our own rules of a name, and the digest of their text."""
    held = _SHIPPED.get((kind.id, name))
    if held is None:
        text = kind.shipped_text(name)
        digest = digest_of(text)
        made = _READ.get((kind.id, digest))
        if made is None:
            made = _READ[kind.id, digest] = kind.read(f"{name}{ENDING}", text)
        held = _SHIPPED[kind.id, name] = made, digest
    return held


def rule_text(desk: Desk, kind: RuleKind[Any], digest: str) -> str:
    """Return the text of rules that hold or held once, by its digest. Raises NotFound."""
    desk.require("read")
    db = desk.workspace.db
    held = rules.frozen(db, digest) or rules.content(db, digest)
    if held is not None:
        return held.decode("utf-8")
    for name in kind.names:
        if digest_of(text := kind.shipped_text(name)) == digest:
            return text
    raise NotFound(
        Message(N_("That version of the rules is not kept here.")),
        Message(N_("Install that version here first.")),
    )


def kept_rules(desk: Desk, kind: RuleKind[Made], digest: str) -> Made | None:
    """Return rules that hold or held once, by their digest; None where none are kept or none can be read here.

    They may have come from another installation, or a later program reads more strictly.
    """
    if not digest:
        return None
    made: Made | None = _READ.get((kind.id, digest))
    if made is None:
        try:
            made = kind.read("", rule_text(desk, kind, digest))
        except Refused:
            return None
        _READ[kind.id, digest] = made
    return made


def rules_in_force(desk: Desk, kind: RuleKind[Made], name: str) -> tuple[Made, str]:
    """Return the rules that hold under a name, and their digest: the laboratory's where they can be read, else ours."""
    desk.require("read")
    return _in_force(desk, kind, name, rules.find(desk.workspace.db, kind.id, name))


def all_in_force(desk: Desk, kind: RuleKind[Made]) -> list[tuple[Made, str]]:
    """Return the rules that hold of a kind with several files, with their digests, in the order of our files."""
    desk.require("read")
    held = {each.name: each for each in rules.in_force(desk.workspace.db, kind.id)}
    return [_in_force(desk, kind, name, held.get(name)) for name in kind.names]


def _in_force(desk: Desk, kind: RuleKind[Made], name: str, kept: Kept | None) -> tuple[Made, str]:
    made = kept_rules(desk, kind, kept.sha256) if kept else None
    return (made, kept.sha256) if made is not None and kept else shipped(kind, name)


def digest_of(text: str) -> str:
    """Return the digest by which a text of rules is known."""
    return sha256(text.encode()).hexdigest()
