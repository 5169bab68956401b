"""Commands about saved filters: a user's own lists, each under a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from ipdesk.cli.narrowing import narrowed, narrowing
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_, Message
from ipdesk.operations import views
from ipdesk.operations.views import View
from ipdesk.registers import register


@click.command(cls=DeskCommand, name="list", help=N_("List your saved filters of a register."))
@click.argument("register_name", metavar="REGISTER")
@click.pass_obj
def list_saved(session: Session, register_name: str) -> None:
    found = views.list_views(session.desk(), register(register_name))
    session.answer([_plain(each) for each in found])
    if session.json:
        return
    for each in found:
        asked = [f"{field}={value}" for field, value in each.filter.where()]
        click.echo("  ".join([each.name, *asked, *([f"“{each.filter.text}”"] if each.filter.text else [])]))
    session.tell(Message(N_("{count} found."), count=len(found)))


@click.command(
    cls=DeskCommand, name="save", help=N_("Save a filter under a name, in place of the one of that name.")
)
@click.argument("register_name", metavar="REGISTER")
@click.argument("name")
@narrowing
@click.pass_obj
def save(
    session: Session, register_name: str, name: str, where: tuple[str, ...], text: str, view: str
) -> None:
    found, desk = register(register_name), session.desk()
    made = replace(narrowed(desk, found, where, text, view), name=name)
    views.save_view(desk, found, made)
    session.answer(_plain(made))
    session.tell(Message(N_("Saved as “{name}”."), name=name))


@click.command(cls=DeskCommand, name="rename", help=N_("Give a saved filter another name."))
@click.argument("register_name", metavar="REGISTER")
@click.argument("name")
@click.argument("new", metavar="NEW")
@click.pass_obj
def rename(session: Session, register_name: str, name: str, new: str) -> None:
    views.rename_view(session.desk(), register(register_name), name, new)
    session.answer({"name": new})
    session.tell(Message(N_("Saved as “{name}”."), name=new))


@click.command(
    cls=DeskCommand, name="remove", help=N_("Remove a saved filter; the records stay as they are.")
)
@click.argument("register_name", metavar="REGISTER")
@click.argument("name")
@click.pass_obj
def remove(session: Session, register_name: str, name: str) -> None:
    views.remove_view(session.desk(), register(register_name), name)
    session.answer({"removed": name})
    session.tell(Message(N_("Removed: “{name}”."), name=name))


def _plain(view: View) -> dict[str, Any]:
    return {
        "name": view.name,
        "search": view.filter.text,
        "where": [list(each) for each in view.filter.where()],
        "order": {"field": view.order.field, "descending": view.order.descending},
        "columns": list(view.columns),
    }


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    group = DeskGroup(name="view", help=N_("Saved filters, your own in each register."))
    for command in (list_saved, save, rename, remove):
        group.add_command(command)
    root.add_command(group)
