"""The options by which a list is narrowed, alike for every command that takes a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.operations import views
from ipdesk.operations.desk import Desk
from ipdesk.operations.views import ALL, Filter, View


def narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --where, --search and --view."""
    where = click.option(
        "--where",
        multiple=True,
        metavar="FIELD=VALUE",
        help=N_(
            "Only records whose field has this value; days also take 2026Q3, this-quarter or 2026-01-01..2026-03-31."
        ),
    )
    text = click.option(
        "--search", "text", default="", metavar="TEXT", help=N_("Only records that contain this text.")
    )
    view = click.option(
        "--view",
        default="",
        metavar="NAME",
        help=N_("Only what the saved filter of this name lists, in its order."),
    )
    return where(text(view(command)))


def narrowed(desk: Desk, register: Register, where: tuple[str, ...], text: str, view: str) -> View:
    """Return what the options ask for: a saved filter, where one is named, narrowed further by the others."""
    found = views.find_view(desk, register, view) if view else View(filter=Filter(state=ALL))
    asked = replace(
        found.filter, text=text or found.filter.text, conditions=found.filter.conditions + pairs(where)
    )
    return replace(found, filter=asked)


def pairs(given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Cut FIELD=VALUE words in two."""
    cut = [each.partition("=") for each in given]
    if wrong := [before for before, sign, _ in cut if not sign or not before]:
        raise click.UsageError(f"FIELD=VALUE: {wrong[0]}")
    return tuple((before, after) for before, _, after in cut)
