"""The program as it is on another day: its clock goes by so many seconds from the one of the machine, and on as that does.

Run before a command that starts ipdesk:  python -m tests.e2e.another_day SECONDS PYTHON -m ipdesk WORDS…
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from ipdesk import app


def clock_moved(by: timedelta) -> Callable[[], datetime]:
    """Return a clock that goes by some time from the one of the machine."""
    return lambda: datetime.now(UTC) + by


def command_moved(by: timedelta) -> Sequence[str]:
    """Return what to start the program by, so that its clock goes like that; nothing for the clock of the machine."""
    return (sys.executable, "-m", __name__, str(by.total_seconds())) if by else ()


def main(words: Sequence[str]) -> int:
    """Run ipdesk with another clock and return its exit status."""
    seconds, *command = words
    app._now = clock_moved(timedelta(seconds=float(seconds)))
    return app.main(command[command.index("ipdesk") + 1 :])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
