"""The command that shows the handbook."""

from __future__ import annotations

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_, Message


@click.command(
    cls=DeskCommand,
    name="handbook",
    help=N_("Show a page of the handbook, its contents without one, or the places at which a text stands."),
)
@click.argument("page", required=False)
@click.option("--search", "text", metavar="TEXT", help=N_("List the places at which this text stands."))
@click.pass_obj
def show_handbook(session: Session, page: str | None, text: str | None) -> None:
    from ipdesk.operations import handbook

    language = session.translator.language
    if text is not None:
        hits = handbook.search_handbook(text, language)
        session.answer([{"page": hit.page.name, "line": hit.line} for hit in hits])
        if not session.json:
            session.table(
                [session.translator.label(each) for each in (N_("Page"), N_("Line"))],
                [[hit.page.name, hit.line] for hit in hits],
            )
        return
    if page is None:
        pages = handbook.help_pages(language)
        session.answer([{"page": each.name, "title": each.title} for each in pages])
        if not session.json:
            session.table(
                [session.translator.label(each) for each in (N_("Page"), N_("Title"))],
                [[each.name, each.title] for each in pages],
            )
        return
    found = handbook.help_page(page, language)
    session.answer({"page": found.name, "title": found.title, "text": found.text})
    session.tell(Message("{text}", text=found.text.rstrip()))


def add_commands(root: DeskGroup) -> None:
    """Put this command into the tree."""
    root.add_command(show_handbook)
