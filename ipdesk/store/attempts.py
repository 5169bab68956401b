"""Wrong passphrases are counted in the workspace folder, so that the wait survives a restart.

The wait slows a person at this desk. It is no defence against somebody who copies the folder or
sets the clock: against them stands what each guess costs (see wraps.Cost).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ipdesk.model.errors import WrongPassphrase
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.paths import write_whole

FILE: Final = "attempts.json"
FIRST_TO_WAIT: Final = 3  # the failure that starts the first wait
LONGEST_WAIT: Final = 300.0  # seconds
_MOST_NAMES: Final = 100
_LARGEST_FILE: Final = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class _Tries:
    """How often a user's passphrase was wrong, and when last (seconds since 1970)."""

    count: int
    last: float


def check(folder: Path, user: str, now: float) -> None:
    """Raise WrongPassphrase, saying how many seconds remain, while a user has to wait."""
    if (remain := remaining(folder, user, now)) > 0:
        raise WrongPassphrase(
            Message(N_("Too many wrong attempts: wait {seconds} more seconds."), seconds=math.ceil(remain)),
            Message(N_("Then try again, or use the recovery key.")),
        )


def remaining(folder: Path, user: str, now: float) -> float:
    """Return the seconds a user still has to wait, 0 for none.

    `now` is in seconds since 1970. `user` is "" for the recovery key.
    """
    all_tries = _read(folder, now)
    tries = all_tries.get(folded(user))
    if tries is None or tries.count < FIRST_TO_WAIT:
        return 0
    wait = _wait(tries.count)
    if now < tries.last:
        # The clock was set back. The wait starts again from this clock; where that cannot be written
        # down it would never end, so it is let go.
        return wait if _write(folder, all_tries | {folded(user): _Tries(tries.count, now)}) else 0
    return max(0.0, tries.last + wait - now)


def failed(folder: Path, user: str, now: float) -> None:
    """Count a wrong passphrase of a user (or, as "", a wrong recovery key)."""
    all_tries = _read(folder, now)
    before = all_tries.pop(folded(user), _Tries(0, now))
    kept = sorted(all_tries.items(), key=lambda item: item[1].last)[-(_MOST_NAMES - 1) :]
    _write(folder, dict(kept) | {folded(user): _Tries(min(before.count + 1, 1_000_000), now)})


def cleared(folder: Path, user: str) -> int:
    """Forget a user's failures after a right passphrase and return how many there were."""
    all_tries = _parsed(folder / FILE) or {}
    tries = all_tries.pop(folded(user), None)
    if tries is None:
        return 0
    _write(folder, all_tries)
    return tries.count


def _wait(count: int) -> float:
    """Return the seconds to wait after so many failures: from the third on 2, 4, 8 up to 300."""
    return min(2.0 ** min(count - FIRST_TO_WAIT + 1, 30), LONGEST_WAIT)


def _read(folder: Path, now: float) -> dict[str, _Tries]:
    tries = _parsed(folder / FILE)
    if tries is None:
        _set_aside(folder, now)
    return tries or {}


def _parsed(path: Path) -> dict[str, _Tries] | None:
    """Return what the file says, nothing when there is none, None when it cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            return None
        users = json.loads(data)["users"]
        return {name: _tries(each["count"], each["last"]) for name, each in users.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ArithmeticError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _tries(count: object, last: object) -> _Tries:
    if type(count) is not int or isinstance(last, bool) or not isinstance(last, int | float):
        raise TypeError("attempts of the wrong type")
    if count < 0 or not math.isfinite(last):
        raise ValueError("attempts out of range")
    return _Tries(count, float(last))


def _set_aside(folder: Path, now: float) -> None:
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d-%H%M%S")
    try:
        (folder / FILE).replace(folder / f"attempts.unreadable-{stamp}.json")
    except OSError:
        # A folder that cannot be written must not keep anybody out: the file just counts as empty.
        return


def _write(folder: Path, all_tries: dict[str, _Tries]) -> bool:
    """Write the file and say whether that worked."""
    users = {name: {"count": tries.count, "last": tries.last} for name, tries in all_tries.items()}
    try:
        write_whole(folder / FILE, json.dumps({"users": users}, indent=1).encode("ascii"))
    except OSError:
        # A read-only or full disk must not make unlocking impossible; Argon2id still slows guessing.
        return False
    return True
