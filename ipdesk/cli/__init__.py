"""The command line: the same operations as the window, without Qt."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ipdesk.cli.documents import add_commands as add_documents
from ipdesk.cli.installation import add_commands as add_installation
from ipdesk.cli.oversight import add_commands as add_oversight
from ipdesk.cli.records import add_commands as add_records
from ipdesk.cli.session import DeskGroup, Session, translate
from ipdesk.cli.workspaces import add_commands as add_workspaces
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Translator
from ipdesk.operations.settings import Settings
from ipdesk.store.writing import Clock


def tree() -> DeskGroup:
    """Return the whole tree of commands, with help in English."""
    root = DeskGroup(
        name="ipdesk", help=N_("The desk of a laboratory's IP specialist: offline, encrypted, audited.")
    )
    for add_commands in (add_workspaces, add_records, add_documents, add_oversight, add_installation):
        add_commands(root)
    return root


def run(words: Sequence[str], translator: Translator, settings: Settings, clock: Clock) -> int:
    """Run one command and return its exit status: 0 done, 1 refused or problems found, 2 wrong usage."""
    session = Session(translator, settings, clock)
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
        for message in error.messages():
            session.complain(translator.say(message))
        return 1
    except BrokenPipeError:
        return 1
    finally:
        session.close()
    return status if isinstance(status, int) else 0
