"""Commands: every act of the window by name, for menus, shortcuts and the palette alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ipdesk.gui.context import Context
from ipdesk.model.text import N_

Menu = Literal["desk", "new", "page", "go", "palette"]
MENUS: Final[tuple[tuple[Menu, str], ...]] = (
    ("desk", N_("Desk")),
    ("new", N_("New and import")),
    ("page", N_("This page")),
    ("go", N_("Go")),
)


def always() -> bool:
    """Say yes: for commands that can be run at any time."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One act: a stable id, its label (already in the reader's language), what it runs, and its shortcut.

    `shortcut` is a portable key sequence such as "Ctrl+N", "" for none. `menu` is where it stands in the
    menu bar; the acts of a page stand under "page", and those under "palette" in the palette alone. `enabled` is asked each time.
    """

    id: str
    label: str
    run: Callable[[], None]
    shortcut: str = ""
    menu: Menu = "page"
    enabled: Callable[[], bool] = always


Listed = tuple[str, str, Callable[[], None], str, Callable[[], bool]]


def listed_commands(page: str, context: Context, acts: Iterable[Listed]) -> list[Command]:
    """Return the commands of a page from a list: name, label, what it runs, shortcut, and when it can be run."""
    return [
        Command(id=f"{page}.{name}", label=context.label(text), run=run, shortcut=keys, enabled=enabled)
        for name, text, run, keys, enabled in acts
    ]
