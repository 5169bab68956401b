"""Draft for everybody in a workspace and say as JSON what it took: a process of its own, as the program is one."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from typing import Final

EVERY: Final = 0.1  # seconds between two looks at the memory


@dataclass
class Memory:
    """The most memory that each process held, in MB by its id, and all of them at once."""

    each: dict[int, float] = field(default_factory=dict)
    together: float = 0.0

    def look(self) -> None:
        """Look at this process and its children."""
        held = {pid: _resident(pid) for pid in (os.getpid(), *(each.pid or 0 for each in active_children()))}
        for pid, found in held.items():
            self.each[pid] = max(self.each.get(pid, 0.0), found)
        self.together = max(self.together, sum(held.values()))


@contextmanager
def watched() -> Iterator[Memory]:
    """Look at the memory again and again while a block runs."""
    memory, over = Memory(), threading.Event()

    def watch() -> None:
        while not over.wait(EVERY):
            memory.look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        over.set()
        watcher.join()


def _resident(pid: int) -> float:
    """Return the memory that a process holds in MB, its part alone of what it shares; 0 where the system does not say."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    line = next((each for each in text.splitlines() if each.startswith("Pss:")), "")
    return int(line.split()[1]) / 1024 if line else 0.0


def main(workspace: str, papers: str, user: str, passphrase: str) -> None:
    """Draft into a folder of papers, and print time in milliseconds and memory."""
    # Here: the processes that draw load this file again, and what the program begins with loads none of these either.
    from ipdesk.model.text import Translator
    from ipdesk.operations import drafting
    from ipdesk.operations.desk import Desk
    from ipdesk.paths import resource_path
    from ipdesk.store.workspace import unlock

    with unlock(Path(workspace), user, passphrase, lambda: datetime.now(UTC)) as space:
        desk = Desk(space, Translator("zh", resource_path("i18n")))
        with watched() as memory:
            began, worked = time.perf_counter(), time.process_time()
            drafting.draft_batch(desk, Path(papers))
            spent = (time.perf_counter() - began) * 1000
            own = (time.process_time() - worked) * 1000
    held = [each for each in memory.each.values() if each]
    print(json.dumps({"spent": spent, "own": own, "each": held, "together": memory.together}))


if __name__ == "__main__":
    main(*sys.argv[1:])
