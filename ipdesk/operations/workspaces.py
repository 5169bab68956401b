"""Workspaces: made, opened, backed up and restored, with the users who may open them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ipdesk.model.dates import Clock
from ipdesk.model.errors import CannotWrite, NotFound, NotPermitted, Refused, WrongPassphrase, WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.marking import LIMITS
from ipdesk.model.progress import Step, no_step
from ipdesk.model.states import ROLES, Role
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.store import attempts, backups, users, workspace
from ipdesk.store.backups import Made as Made  # noqa: PLC0414 - the window knows both through here
from ipdesk.store.backups import Receipt as Receipt  # noqa: PLC0414
from ipdesk.store.checking import Report
from ipdesk.store.keyfile import user_name
from ipdesk.store.passphrases import Strength, required_strength, strength
from ipdesk.store.users import User
from ipdesk.store.workspace import Workspace
from ipdesk.store.wraps import SHIPPED_COST, Cost

MOST_BACKUPS: Final = 20


def create(
    folder: Path,
    *,
    name: str,
    code: str,
    highest: str,
    user: str,
    passphrase: str,
    clock: Clock,
    cost: Cost = SHIPPED_COST,
) -> tuple[Workspace, str]:
    """Make a workspace and return it open, with the recovery key that is shown once and kept nowhere."""
    if highest not in LIMITS:
        raise WrongValue(
            "highest",
            Message(N_("There is no level “{level}”."), level=highest),
            Message(N_("Choose one of: {options}."), options=list(LIMITS)),
        )
    if not code.isascii() or not code.replace("-", "").isalnum() or len(code) > 16:
        raise WrongValue(
            "code",
            Message(N_("The short code takes up to 16 Latin letters, digits and hyphens.")),
            Message(N_("Write one like LAB-1.")),
        )
    require_usable(passphrase, user, name)
    return workspace.create(
        folder,
        name=name,
        code=code,
        highest=highest,
        user=user,
        passphrase=passphrase,
        clock=clock,
        cost=cost,
    )


def require_usable(passphrase: str, user: str, lab: str) -> Strength:
    """Return how strong a passphrase is. Raises WrongValue for one that may not be used."""
    return required_strength(passphrase, (user, lab))


def judge_passphrase(passphrase: str, user: str, lab: str) -> Strength:
    """Return how strong a passphrase is, to be said while it is typed."""
    return strength(passphrase, (user, lab))


def unlock(folder: Path, user: str, passphrase: str, clock: Clock) -> Workspace:
    """Open a workspace with a user's passphrase. Raises as the store's unlock does."""
    return workspace.unlock(folder, user, passphrase, clock)


def unlock_for_recovery(folder: Path, user: str, recovery_key: str, clock: Clock) -> Workspace:
    """Open a workspace with the recovery key; a new passphrase has to be set then (`recover_user`)."""
    return workspace.unlock_for_recovery(folder, user, recovery_key, clock)


def may_manage_users(desk: Desk) -> bool:
    """Say whether the person at the desk may add and revoke users."""
    try:
        _require_user_rights(desk)
    except NotPermitted:
        return False
    return True


def require_passphrase(desk: Desk, passphrase: str) -> None:
    """Raise WrongPassphrase unless it is the passphrase of the person at the desk; wrong ones are counted."""
    folder, name, at = desk.workspace.folder, desk.actor.name, desk.workspace.clock().timestamp()
    attempts.check(folder, name, at)
    try:
        desk.workspace.keys.unwrap(name, passphrase)
    except WrongPassphrase:
        attempts.failed(folder, name, at)
        raise


def list_users(desk: Desk) -> list[User]:
    """Return the users of the workspace, revoked ones too."""
    return users.listed(desk.workspace.db)


def add_user(desk: Desk, name: str, role: str, passphrase: str, cost: Cost = SHIPPED_COST) -> Strength:
    """Let another person in, or a revoked one again, with a role and a first passphrase."""
    _require_user_rights(desk)
    chosen, name = _role(role), _name_of(desk, user_name(name))
    judged = require_usable(passphrase, name, desk.workspace.profile.name)
    # The store comes first and is undone when the key cannot be written: a user without a key
    # cannot open anything, and neither can a key without a user.
    with desk.workspace.write() as writing:
        known = users.find(writing.db, name)
        # A key without a user is left when the program died half way; it must not block the name.
        if not (known and known.active):
            with suppress(NotFound):
                desk.workspace.keys.revoke(name)
        users.put(writing, name, chosen)
        desk.workspace.keys.add(name, passphrase, desk.workspace.data_key(), cost)
    return judged


def change_passphrase(desk: Desk, name: str, passphrase: str, cost: Cost = SHIPPED_COST) -> Strength:
    """Give a user a new passphrase: oneself, or anybody for whoever manages users."""
    desk.require("passphrase")
    name = _name_of(desk, name)
    if name != desk.actor.name:
        _require_user_rights(desk)
    judged = require_usable(passphrase, name, desk.workspace.profile.name)
    desk.workspace.keys.refresh()
    name = desk.workspace.keys.name_of(name)
    # Logged and kept first: a program that dies between the two may leave an entry without a change,
    # never a change that the log does not know.
    with desk.workspace.write() as writing:
        writing.note("user-passphrase", {"user": name})
    desk.workspace.keys.rewrap(name, passphrase, desk.workspace.data_key(), cost)
    return judged


def recover_user(desk: Desk, name: str, passphrase: str, cost: Cost = SHIPPED_COST) -> str:
    """Set a new passphrase after opening with the recovery key; returns the new recovery key, shown once."""
    require_usable(passphrase, name, desk.workspace.profile.name)
    name = desk.workspace.keys.name_of(name)
    with desk.workspace.write() as writing:  # first, as in change_passphrase
        writing.note("user-recover", {"user": name})
    desk.workspace.keys.rewrap(name, passphrase, desk.workspace.data_key(), cost)
    return desk.workspace.keys.renew_recovery(desk.workspace.data_key())


def revoke_user(desk: Desk, name: str) -> None:
    """Take a user's key away. Who kept copies of the files can still open those."""
    _require_user_rights(desk)
    name = _name_of(desk, name)
    known = users.find(desk.workspace.db, name)
    if known is None or not known.active:
        active = [each.name for each in list_users(desk) if each.active]
        raise NotFound(
            Message(N_("There is no user {user}."), user=name), Message(N_("Users: {users}."), users=active)
        )
    managers = [
        each for each in list_users(desk) if each.active and each.role in ("administrator", "officer")
    ]
    if [each.name for each in managers] == [name]:
        raise Refused(
            Message(N_("{user} is the last one who manages users."), user=name),
            Message(N_("Add another one first.")),
        )
    with desk.workspace.write() as writing:
        users.revoke(writing, name)
        with suppress(NotFound):  # only what lies on disk counts: another program may have added the key
            desk.workspace.keys.revoke(name)


def backup(desk: Desk, target: Path, step: Step = no_step) -> Receipt:
    """Make a verified backup and log it; the receipt carries the audit head to write down."""
    desk.require("backup")
    return _backup(desk, target, step=step)


def last_backups(desk: Desk, limit: int = MOST_BACKUPS) -> list[Made]:
    """Return the backups made last, newest first, by hand and automatic ones."""
    desk.require("backup")
    return backups.made(desk.workspace.db, limit)


def backup_daily(desk: Desk, settings: Settings, step: Step = no_step) -> Receipt | None:
    """Make the automatic backup of the day where there is none yet, keep the newest, copy to a second place."""
    folder = desk.workspace.folder
    at = desk.workspace.clock()
    if backups.made_today(folder, at):
        return None
    place, second = backups.automatic_place(folder, at), settings.second_backup_folder
    receipt = _backup(desk, place, *((Path(second) / place.name,) if second else ()), step=step)
    backups.thin_out(folder)
    if second:
        _copy_to(Path(second), receipt.place)
    return receipt


def _copy_to(second: Path, made: Path) -> None:
    try:
        backups.copy_to(made, second)
    except CannotWrite as error:
        raise CannotWrite(
            Message(N_("The copy in the second location for backups failed: {why}"), why=error.what),
            Message(N_("See that {folder} can be written to, or choose another location in the settings."), folder=str(second)),
            Message(N_("The backup in the workspace is made and whole.")),
        ) from error  # fmt: skip


def _backup(desk: Desk, target: Path, *copies: Path, step: Step = no_step) -> Receipt:
    at = desk.workspace.clock()
    space = desk.workspace
    backups.require_free(target)
    # Logged first, so that the copy itself says that it was made.
    with space.write() as writing:
        for place in (target, *copies):
            backups.log(writing, place)
    return backups.make(space.db, space.data_key(), space.folder, target, at, step)


def restore(source: Path, target: Path, user: str, passphrase: str) -> Report:
    """Restore a backup into a new folder; nothing existing is touched."""
    return backups.restore(source, target, user, passphrase)


def _name_of(desk: Desk, name: str) -> str:
    """Return a user's name as it was entered first, so that alice and Alice stay one person in the log."""
    wanted = folded(name)
    return next((each.name for each in list_users(desk) if folded(each.name) == wanted), name)


def _require_user_rights(desk: Desk) -> None:
    """Officers manage users only until the workspace has an administrator of its own."""
    desk.require("users")
    others = [each for each in list_users(desk) if each.active and each.role == "administrator"]
    if desk.actor.role == "officer" and others:
        raise NotPermitted(
            Message(
                N_("Users are managed by the administrator: {names}."), names=[each.name for each in others]
            ),
            Message(N_("Ask one of them to do it.")),
        )


def _role(role: str) -> Role:
    for each in ROLES:
        if each == role:
            return each
    raise WrongValue(
        "role",
        Message(N_("There is no role “{role}”."), role=role),
        Message(N_("Choose one of: {options}."), options=list(ROLES)),
    )
