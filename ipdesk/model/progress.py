"""How long work tells how far it is, and hears that it shall stop."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[int, int], None]
"""Called with what is done and of how much; it may raise to stop the work, which then leaves nothing half done."""


def no_step(_done: int, _of: int) -> None:
    """Tell nobody."""
