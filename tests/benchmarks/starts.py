"""How fast a workspace opens, and a command runs from start to finish."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from ipdesk.store.database import connect
from ipdesk.store.keyfile import read as read_keys
from ipdesk.store.workspace import STORE, unlock
from ipdesk.store.wrapping import unwrap
from tests.benchmarks.figures import Figure, median, spread, times
from tests.benchmarks.ground import PASSPHRASE, USER, Ground, now

UNLOCK_TARGET: Final = 400.0
LIST_TARGET: Final = 700.0
AGAIN: Final = 9


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of unlocking and of three commands, beside an interpreter that does nothing."""
    with ground.opened() as desk:
        key = desk.workspace.data_key()
    content, _ = read_keys(ground.folder)
    wrapped = content.users[0][1]

    def bare(_: int) -> None:
        # A wrong owner costs the same derivation.
        unwrap(wrapped, PASSPHRASE.encode(), ("nobody",))
        connect(ground.folder / STORE, key).conn.close()

    floor = median(times(bare, range(AGAIN)))
    found = times(lambda _: unlock(ground.folder, USER, PASSPHRASE, now).close(), range(AGAIN))
    yield Figure("unlock", median(found), UNLOCK_TARGET, "bare Argon2id and open", floor, spread(found))

    nothing = median(times(lambda _: _run(["-c", "pass"], ground), range(AGAIN)))
    imports = median(times(lambda _: _run(["-c", "import click, sqlcipher3"], ground), range(AGAIN)))
    yield Figure("python -c pass", nothing)
    yield Figure("python -c import click, sqlcipher3", imports, None, "python -c pass", nothing)
    for words, target in (
        (["list", "disclosures"], LIST_TARGET),
        (["list", "disclosures", "--where", "state=accepted"], LIST_TARGET),
        (["search", "低温"], None),
        (["--help"], None),
    ):
        run = ["-m", "ipdesk", *words]
        found = times(lambda each: _run(each, ground), [run] * AGAIN)
        note = spread(found)
        yield Figure(
            f"ipdesk {' '.join(words)}", median(found), target, "import click, sqlcipher3", imports, note
        )


def _run(words: list[str], ground: Ground) -> None:
    environment = os.environ | {
        "IPDESK_WORKSPACE": str(ground.folder),
        "IPDESK_USER": USER,
        "IPDESK_PASSPHRASE": PASSPHRASE,
    }
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode()[-500:])
