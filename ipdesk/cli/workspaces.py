"""Commands about workspaces: new, users, backup and restore."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.dates import local_minute
from ipdesk.model.errors import CannotWrite, WrongPassphrase
from ipdesk.model.files import reason_of
from ipdesk.model.marking import LIMITS
from ipdesk.model.states import ROLE_LABELS, ROLES
from ipdesk.model.text import N_, Message
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import write_whole

FILE = click.Path(path_type=Path)


@click.command(cls=DeskCommand, name="new", help=N_("Make a workspace; --user names its first user."))
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--lab", required=True, metavar="NAME", help=N_("The name of the laboratory."))
@click.option(
    "--code", required=True, metavar="CODE", help=N_("Its short code, in Latin letters and digits.")
)
@click.option("--highest", type=click.Choice(list(LIMITS)), default="technical-secret", show_default=True,
              help=N_("The highest marking this installation may hold."))  # fmt: skip
@click.option(
    "--recovery-file",
    type=FILE,
    metavar="FILE",
    help=N_("Write the recovery key here instead of printing it."),
)
@click.pass_obj
def new(
    session: Session, folder: Path, lab: str, code: str, highest: str, recovery_file: Path | None
) -> None:
    user = session.options.get("user") or os.environ.get("IPDESK_USER")
    if not user:
        raise click.UsageError(session.translator.label(N_("Name the first user: --user NAME.")))
    if recovery_file:
        _require_free(recovery_file)
    passphrase = session.passphrase(user, confirm=True)
    judged = workspaces.require_usable(passphrase, user, lab)
    space, recovery = workspaces.create(
        folder, name=lab, code=code, highest=highest, user=user, passphrase=passphrase, clock=session.clock
    )
    session.use(Desk(space, session.translator))
    if recovery_file and not _kept(session, recovery_file, recovery):
        recovery_file = None  # then it must be shown: it is kept nowhere
    plain = {"workspace": str(space.folder), "user": user, "strength": judged.level.value}
    session.answer(plain if recovery_file else plain | {"recovery_key": recovery})
    session.tell(Message(N_("The workspace is at {path}."), path=str(space.folder)))
    session.tell(Message(N_("Passphrase: {strength}"), strength=judged.message))
    if recovery_file:
        session.tell(
            Message(
                N_("The recovery key is in {file}. Print it, lock it away, and delete the file."),
                file=str(recovery_file),
            )
        )
    else:
        session.tell(Message(N_("Recovery key, shown this once; write it down and lock it away:")))
        session.tell(Message("    {key}", key=recovery))


def _require_free(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise CannotWrite(
            Message(N_("There is already a file {name}."), name=file.name),
            Message(N_("Choose another name.")),
        )
    if not file.parent.is_dir():
        raise CannotWrite(
            Message(N_("There is no folder {path}."), path=str(file.parent)),
            Message(N_("Make it first, or choose another.")),
        )


def _kept(session: Session, file: Path, recovery: str) -> bool:
    """Write the recovery key to a file and say whether that worked."""
    try:
        write_whole(file, f"{recovery}\n".encode())
    except OSError as error:
        why = Message(N_("The file cannot be written: {reason}."), reason=reason_of(error))
        session.complain(session.translator.say(why))
        return False
    return True


@click.command(cls=DeskCommand, name="add", help=N_("Add a user."))
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="officer", show_default=True, help=N_("What they may do.")
)
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help=N_("Their first passphrase; else IPDESK_NEW_PASSPHRASE, else asked."),
)
@click.pass_obj
def user_add(session: Session, name: str, role: str, new_passphrase_file: str | None) -> None:
    desk = session.desk()
    desk.require("users")
    judged = workspaces.add_user(desk, name, role, session.new_passphrase(name, new_passphrase_file))
    session.answer({"user": name, "role": role, "strength": judged.level.value})
    session.tell(
        Message(
            N_("{user} may now open this workspace. Passphrase: {strength}"),
            user=name,
            strength=judged.message,
        )
    )


@click.command(cls=DeskCommand, name="list", help=N_("List the users and their roles."))
@click.pass_obj
def user_list(session: Session) -> None:
    found = workspaces.list_users(session.desk())
    label = session.translator.label
    session.answer(
        [{"user": each.name, "role": each.role, "active": each.active, "since": each.since} for each in found]
    )
    if not session.json:
        headings = [label(N_("User")), label(N_("Role")), label(N_("Active")), label(N_("Since"))]
        yes, no = label(N_("Yes")), label(N_("No"))
        session.table(
            headings,
            [
                [each.name, label(ROLE_LABELS[each.role]), yes if each.active else no, each.since[:10]]
                for each in found
            ],
        )


@click.command(cls=DeskCommand, name="passphrase", help=N_("Set a new passphrase, one's own or another's."))
@click.argument("name", required=False)
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help=N_("The new passphrase; else IPDESK_NEW_PASSPHRASE, else asked."),
)
@click.pass_obj
def user_passphrase(session: Session, name: str | None, new_passphrase_file: str | None) -> None:
    desk = session.desk()
    who = name or desk.actor.name
    judged = workspaces.change_passphrase(desk, who, session.new_passphrase(who, new_passphrase_file))
    session.answer({"user": who, "strength": judged.level.value})
    session.tell(
        Message(N_("The passphrase of {user} is changed. {strength}"), user=who, strength=judged.message)
    )


@click.command(cls=DeskCommand, name="recover", help=N_("Set a new passphrase with the recovery key."))
@click.argument("name")
@click.option("--recovery-file", metavar="FILE", help=N_("A file with the recovery key; else asked."))
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    help=N_("The new passphrase; else IPDESK_NEW_PASSPHRASE, else asked."),
)
@click.pass_obj
def user_recover(
    session: Session, name: str, recovery_file: str | None, new_passphrase_file: str | None
) -> None:
    if recovery_file:
        key = session.secret_from(Path(recovery_file))
    else:
        key = session.prompt(Message(N_("Recovery key")), option="--recovery-file")
    space = workspaces.unlock_for_recovery(session.folder(), name, key, session.clock)
    desk = session.use(Desk(space, session.translator))
    renewed = workspaces.recover_user(desk, name, session.new_passphrase(name, new_passphrase_file))
    session.answer({"user": name, "recovery_key": renewed})
    session.tell(
        Message(
            N_(
                "The passphrase of {user} is set. The old recovery key is void; the new one, shown this once:"
            ),
            user=name,
        )
    )
    session.tell(Message("    {key}", key=renewed))


@click.command(cls=DeskCommand, name="revoke", help=N_("Take a user's key away."))
@click.argument("name")
@click.pass_obj
def user_revoke(session: Session, name: str) -> None:
    workspaces.revoke_user(session.desk(), name)
    session.answer({"user": name, "active": False})
    session.tell(
        Message(
            N_("{user} can no longer open this workspace; copies made before are not changed."), user=name
        )
    )


@click.command(cls=DeskCommand, name="backup", help=N_("Make a verified backup in one file."))
@click.argument("file", type=FILE)
@click.pass_obj
def backup(session: Session, file: Path) -> None:
    receipt = workspaces.backup(session.desk(), file)
    report = receipt.report
    session.answer(
        {
            "file": str(file),
            "at": receipt.at,
            "counts": report.counts,
            "seq": report.head.seq,
            "head": report.head.hash,
        }
    )
    session.tell(
        Message(
            N_("Backed up and verified: {file}, {count} records."),
            file=str(file),
            count=report.counts["entries"],
        )
    )
    session.tell(
        Message(N_("Write down: entry {seq}, audit head {hash}"), seq=report.head.seq, hash=report.head.hash)
    )


@click.command(cls=DeskCommand, name="backups", help=N_("List the backups made last."))
@click.pass_obj
def list_backups(session: Session) -> None:
    found = workspaces.last_backups(session.desk())
    session.answer(
        [
            {"at": each.at, "user": each.user, "file": str(each.place), "there": each.is_there,
             "seq": each.seq, "head": each.head}
            for each in found
        ]
    )  # fmt: skip
    if not session.json:
        words = {
            True: session.translator.label(N_("there")),
            False: session.translator.label(N_("not there")),
        }
        for each in found:
            click.echo(f"{local_minute(each.at)}  {each.user}  {words[each.is_there]}  {each.place}")


@click.command(
    cls=DeskCommand,
    name="restore",
    help=N_("Restore a backup into a new folder, never over an existing one."),
)
@click.argument("file", type=FILE)
@click.argument("folder", type=FILE, metavar="DIR")
@click.pass_obj
def restore(session: Session, file: Path, folder: Path) -> None:
    user = session.options.get("user") or os.environ.get("IPDESK_USER")
    if not user:
        raise click.UsageError(session.translator.label(N_("Name a user of the backup: --user NAME.")))
    target = folder if folder.suffix == ".ipdesk" else folder.with_name(folder.name + ".ipdesk")
    try:
        report = workspaces.restore(file, target, user, session.passphrase(user))
    except WrongPassphrase as error:
        raise WrongPassphrase(
            error.what, Message(N_("Use the passphrase that was in use when the backup was made."))
        ) from None
    session.answer(
        {"workspace": str(target), "counts": report.counts, "seq": report.head.seq, "head": report.head.hash}
    )
    session.tell(
        Message(
            N_("Restored and verified: {path}, {count} records."),
            path=str(target),
            count=report.counts["entries"],
        )
    )
    session.tell(
        Message(N_("Compare: entry {seq}, audit head {hash}"), seq=report.head.seq, hash=report.head.hash)
    )


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    user = DeskGroup(name="user", help=N_("Users and their keys."))
    for inner in (user_add, user_list, user_passphrase, user_recover, user_revoke):
        user.add_command(inner)
    root.add_command(user)
    for command in (new, backup, list_backups, restore):
        root.add_command(command)
