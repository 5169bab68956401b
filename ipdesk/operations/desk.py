"""The desk: an open workspace with what every operation needs beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipdesk.model.text import Translator
from ipdesk.operations.permissions import Act, require
from ipdesk.store.workspace import Actor, Workspace


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

    def require(self, act: Act) -> None:
        """Raise NotPermitted unless the person at the desk may do the act."""
        require(self.actor, act)
