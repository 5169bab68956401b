"""The desk: an open workspace with what every operation needs beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from ipdesk.model.errors import CannotWrite
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.permissions import Act, require
from ipdesk.store import audit
from ipdesk.store.workspace import Actor, Workspace

_BEGUN: Final = "begun"  # of what is held in memory


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workspace and the language of the person at it; built by the front ends, passed down."""

    workspace: Workspace
    translator: Translator

    @property
    def actor(self) -> Actor:
        """Who is at the desk."""
        return self.workspace.actor

    def today(self) -> date:
        """Return the local day."""
        return self.workspace.clock().astimezone().date()

    def started_on(self) -> date | None:
        """Return the local day on which this desk began: that of the first entry of its log."""
        memory = self.workspace.memory
        if not memory.get(_BEGUN):  # asked for each record that is looked at
            at = audit.begun_at(self.workspace.db)
            memory[_BEGUN] = datetime.fromisoformat(at).astimezone().date() if at else None
        started: date | None = memory[_BEGUN]
        return started

    def twin(self) -> Desk:
        """Return this desk over a second connection, for work on another thread; close its workspace when done."""
        return replace(self, workspace=self.workspace.twin())

    def require(self, act: Act) -> None:
        """Raise NotPermitted unless the person at the desk may do the act."""
        require(self.actor, act)

    def require_outside(self, target: Path) -> None:
        """Raise CannotWrite for a place inside the workspace folder, where nothing may lie in the clear."""
        if target.resolve().is_relative_to(self.workspace.folder.resolve()):
            raise CannotWrite(
                Message(N_("{name} would lie inside the workspace folder."), name=target.name),
                Message(N_("Choose a place outside it.")),
            )
