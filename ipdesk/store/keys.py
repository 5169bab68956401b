"""The keys of a workspace: the data key wrapped once for each user and once for recovery."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ipdesk.model.errors import Damaged, NotFound, Refused, WrongPassphrase, WrongValue
from ipdesk.model.folding import as_typed, folded
from ipdesk.model.text import N_, Message
from ipdesk.store import keyfile, recovery
from ipdesk.store.keyfile import COPY, FILE, LONGEST_NAME, Content, user_name
from ipdesk.store.passphrases import required_strength
from ipdesk.store.wrapping import unwrap, wrap
from ipdesk.store.wraps import KEY_BYTES, SHIPPED_COST, Cost, Wrap


class Keys:
    """The users of a workspace folder and the wraps that open it.

    `notice` says when one of the two files was not sound; `mend` writes both again. Changes are
    made to what lies on disk at that moment, so that two programs do not undo each other's.
    """

    def __init__(self, folder: Path, content: Content, notice: Message | None = None) -> None:
        self._folder = folder
        self._content = content
        self.notice = notice

    def __repr__(self) -> str:
        return f"Keys({len(self._content.users)} users)"

    @classmethod
    def create(
        cls, folder: Path, lab: str, user: str, passphrase: str, cost: Cost = SHIPPED_COST
    ) -> tuple[Keys, bytes, str]:
        """Write the keys of a new workspace; return them, the data key and the recovery key.

        The recovery key is shown to the user once and kept nowhere. Raises WrongValue for a name or
        passphrase that may not be used, Refused when the folder has keys, CannotWrite.
        """
        if any((folder / name).exists() for name in (FILE, COPY)):
            raise Refused(
                Message(N_("The folder already holds the keys of a workspace.")),
                Message(N_("Choose a folder that does not exist yet.")),
            )
        if not lab.isprintable():
            raise ValueError("the id of a lab has only printable characters")
        name = user_name(user)
        data_key, key = secrets.token_bytes(KEY_BYTES), recovery.new_key()
        content = Content(
            lab=lab,
            proof=_proof(lab, data_key),
            users=((name, _wrapped(lab, name, passphrase, data_key, cost)),),
            recovery=wrap(data_key, key, _recovery_owner(lab), None),
        )
        keys = cls(folder, content, keyfile.write(folder, content))
        return keys, data_key, recovery.written(key)

    @classmethod
    def load(cls, folder: Path) -> Keys:
        """Read the keys of a workspace, from the second copy when the first is not sound.

        Raises Damaged when neither is sound and TooNew when a newer ipdesk wrote them; writes nothing.
        """
        content, notice = keyfile.read(folder)
        return cls(folder, content, notice)

    @property
    def lab(self) -> str:
        """The id of the lab these keys belong to."""
        return self._content.lab

    def users(self) -> tuple[str, ...]:
        """Return the names of the users, in the order they were added."""
        return tuple(name for name, _ in self._content.users)

    def name_of(self, user: str) -> str:
        """Return a user's name as it was entered first. Raises NotFound for an unknown user."""
        return self._entry(user)[0]

    def unwrap(self, user: str, passphrase: str) -> bytes:
        """Return the data key. Raises NotFound for an unknown user, WrongPassphrase."""
        name, wrapped = self._entry(user)
        data_key = unwrap(wrapped, _secret(passphrase), _user_owner(self.lab, name))
        if data_key is None:
            raise WrongPassphrase(
                Message(N_("The passphrase of {user} is not right."), user=name),
                Message(N_("Check Caps Lock and the input method, then try again.")),
            )
        return data_key

    def unwrap_recovery(self, recovery_key: str) -> bytes:
        """Return the data key. Raises WrongPassphrase, which tells a mistyped key from another's."""
        key = recovery.read(recovery_key)
        if key is None:
            raise WrongPassphrase(
                Message(N_("This is not a recovery key: a character is missing or mistyped.")),
                Message(N_("Compare it with the printed key group by group.")),
            )
        data_key = unwrap(self._content.recovery, key, _recovery_owner(self.lab))
        if data_key is None:
            raise WrongPassphrase(
                Message(N_("The recovery key belongs to another workspace or was replaced.")),
                Message(N_("Look for the recovery key printed last for this workspace.")),
            )
        return data_key

    def add(self, user: str, passphrase: str, data_key: bytes, cost: Cost = SHIPPED_COST) -> None:
        """Let another user in. Raises WrongValue for a name or passphrase that may not be used."""
        name = user_name(user)
        wrapped = self._wrapped(name, passphrase, data_key, cost)

        def added(content: Content) -> Content:
            if _place(content, name) is not None:
                raise WrongValue(
                    "user",
                    Message(N_("There is already a user {user}."), user=name),
                    Message(N_("Choose another name.")),
                )
            return replace(content, users=(*content.users, (name, wrapped)))

        self._change(added)

    def rewrap(self, user: str, passphrase: str, data_key: bytes, cost: Cost = SHIPPED_COST) -> None:
        """Give a user a new passphrase. Raises NotFound for an unknown user, WrongValue."""
        name, _ = self._entry(user)
        wrapped = self._wrapped(name, passphrase, data_key, cost)

        def rewrapped(content: Content) -> Content:
            place = _known(content, name)
            users = (*content.users[:place], (name, wrapped), *content.users[place + 1 :])
            return replace(content, users=users)

        self._change(rewrapped)

    def revoke(self, user: str) -> None:
        """Take a user's wrap away. Raises NotFound for an unknown user, Refused for the last one.

        Who kept an old copy of the files, or the data key, can still open what they could before.
        """

        def revoked(content: Content) -> Content:
            place = _known(content, user)
            if len(content.users) == 1:
                raise Refused(
                    Message(N_("{user} is the last user and cannot be revoked."), user=content.users[0][0]),
                    Message(N_("Add another user first.")),
                )
            return replace(content, users=content.users[:place] + content.users[place + 1 :])

        self._change(revoked)

    def renew_recovery(self, data_key: bytes) -> str:
        """Replace the recovery key, after it was used or lost, and return the new one to be shown once."""
        self._prove(data_key)
        key = recovery.new_key()
        wrapped = wrap(data_key, key, _recovery_owner(self.lab), None)
        self._change(lambda content: replace(content, recovery=wrapped))
        return recovery.written(key)

    def refresh(self) -> None:
        """Read the keys again, as another program may have added or revoked users since."""
        latest, _ = keyfile.read(self._folder)
        if latest.proof == self._content.proof:
            self._content = latest

    def mend(self) -> None:
        """Write both files again after a notice; a damaged keys.json is kept as keys.damaged.json."""
        self._change(lambda content: content)

    def _entry(self, user: str) -> tuple[str, Wrap]:
        return self._content.users[_known(self._content, user)]

    def _wrapped(self, name: str, passphrase: str, data_key: bytes, cost: Cost) -> Wrap:
        self._prove(data_key)
        return _wrapped(self.lab, name, passphrase, data_key, cost)

    def _prove(self, data_key: bytes) -> None:
        """Refuse to wrap a key that would not open this workspace: a defect of the caller."""
        if _proof(self.lab, data_key) != self._content.proof:
            raise ValueError("not the data key of this workspace")

    def _change(self, edit: Callable[[Content], Content]) -> None:
        try:
            latest, _ = keyfile.read(self._folder)
        except Damaged:
            latest = self._content  # both files were lost while open: what was read is all there is
        if latest.proof != self._content.proof:
            raise Refused(
                Message(N_("The keys on disk now belong to another workspace.")),
                Message(N_("Close the workspace and open it again.")),
            )
        content = edit(latest)
        self.notice = keyfile.write(self._folder, content)
        self._content = content


def _secret(passphrase: str) -> bytes:
    # An undecodable byte typed at a terminal arrives as a lone surrogate: it too is what was typed.
    return as_typed(passphrase).encode("utf-8", "surrogatepass")


def _wrapped(lab: str, name: str, passphrase: str, data_key: bytes, cost: Cost) -> Wrap:
    required_strength(passphrase, (name, lab))
    return wrap(data_key, _secret(passphrase), _user_owner(lab, name), cost)


def _user_owner(lab: str, name: str) -> tuple[str, ...]:
    return ("user", lab, name)


def _recovery_owner(lab: str) -> tuple[str, ...]:
    return ("recovery", lab)


def _proof(lab: str, data_key: bytes) -> str:
    """Return what tells this data key from another; it says nothing about 256 random bits."""
    return hashlib.sha256(b"ipdesk proof of data key\0" + lab.encode("utf-8") + b"\0" + data_key).hexdigest()


def _place(content: Content, user: str) -> int | None:
    wanted = folded(user)
    return next((at for at, (name, _) in enumerate(content.users) if folded(name) == wanted), None)


def _known(content: Content, user: str) -> int:
    place = _place(content, user)
    if place is None:
        raise NotFound(
            Message(N_("This workspace has no user {user}."), user=user[:LONGEST_NAME]),
            Message(N_("Users: {users}."), users=[name for name, _ in content.users]),
        )
    return place
