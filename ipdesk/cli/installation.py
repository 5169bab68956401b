"""Commands about the program itself: the self-test and the demo."""

from __future__ import annotations

from ipdesk.cli.session import DeskGroup


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
