"""The command line: the same operations as the window, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ipdesk.cli.agreements import add_commands as add_agreements
from ipdesk.cli.assessments import add_commands as add_assessments
from ipdesk.cli.board import add_commands as add_board
from ipdesk.cli.defects import report
from ipdesk.cli.docket import add_commands as add_docket
from ipdesk.cli.docket_papers import add_commands as add_docket_papers
from ipdesk.cli.documents import add_commands as add_documents
from ipdesk.cli.due import add_commands as add_due
from ipdesk.cli.duplicates import add_commands as add_duplicates
from ipdesk.cli.everything import add_commands as add_everything
from ipdesk.cli.handbook import add_commands as add_handbook
from ipdesk.cli.installation import add_commands as add_installation
from ipdesk.cli.intake import add_commands as add_intake
from ipdesk.cli.lexicon import add_commands as add_lexicon
from ipdesk.cli.movements import add_commands as add_movements
from ipdesk.cli.oversight import add_commands as add_oversight
from ipdesk.cli.paper_reviews import add_commands as add_paper_reviews
from ipdesk.cli.people import add_commands as add_people
from ipdesk.cli.reading import add_commands as add_reading
from ipdesk.cli.records import add_commands as add_records
from ipdesk.cli.reports import add_commands as add_reports
from ipdesk.cli.reviews import add_commands as add_reviews
from ipdesk.cli.rules import add_commands as add_rules
from ipdesk.cli.secrets import add_commands as add_secrets
from ipdesk.cli.session import DeskGroup, OpenWindow, Session, translate
from ipdesk.cli.views import add_commands as add_views
from ipdesk.cli.workspaces import add_commands as add_workspaces
from ipdesk.model.dates import Clock
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Translator
from ipdesk.operations.settings import Settings


def tree() -> DeskGroup:
    """Return the whole tree of commands, with help in English."""
    root = DeskGroup(
        name="ipdesk",
        help=N_("The desk of a laboratory's IP officer: offline, encrypted, audited."),
        callback=_alone,
        invoke_without_command=True,
        no_args_is_help=False,
    )
    for add_commands in (
        add_workspaces,
        add_reading,
        add_duplicates,
        add_people,
        add_due,
        add_docket,
        add_docket_papers,
        add_board,
        add_views,
        add_records,
        add_documents,
        add_intake,
        add_everything,
        add_rules,
        add_reports,
        add_assessments,
        add_paper_reviews,
        add_agreements,
        add_movements,
        add_secrets,
        add_reviews,
        add_lexicon,
        add_oversight,
        add_installation,
        add_handbook,
    ):
        add_commands(root)
    return root


@click.pass_context
def _alone(context: click.Context) -> int:
    """Open the window when no command is named; without a display, say what there is."""
    session = context.find_object(Session)
    assert session is not None
    if context.invoked_subcommand is not None:
        return 0
    if session.open_window is None:
        session.complain(session.translator.label(N_("There is no display to open the window on. Commands:")))
        click.echo(context.get_help())
        return 0
    return session.open_window(session.named_folder())


def run(
    words: Sequence[str],
    translator: Translator,
    settings: Settings,
    clock: Clock,
    open_window: OpenWindow | None = None,
) -> int:
    """Run one command and return its exit status: 0 done, 1 refused or problems found, 2 wrong usage.

    `open_window` opens the window on a workspace, or on the start page; None where there is no display.
    """
    session = Session(translator, settings, clock, open_window)
    root = tree()
    translate(root, translator)
    try:
        status = root.main(list(words), prog_name="ipdesk", obj=session, standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        session.complain(translator.label(N_("Stopped. What was finished before is kept.")))
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Refused as error:
        session.refuse(error)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        report(error, translator)
        return 1
    finally:
        session.close()
    return status if isinstance(status, int) else 0
