"""Run by test_cramped.py as a program of its own: acts on a disk that is full or may not be written.

`python -m tests.store.cramped ACT FOLDER [LIMIT]` prints what became of each act as one JSON object.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipdesk.model.errors import Refused
from ipdesk.model.text import Translator
from ipdesk.operations import workspaces
from ipdesk.operations.attachments import attach
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path
from ipdesk.registers import projects
from ipdesk.store import drafts
from ipdesk.store.checking import check
from ipdesk.store.database import value
from ipdesk.store.workspace import Workspace, unlock
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.store._trees import tree

SECOND = "отдельный ключ 雷达秋千"
NOBODY = 65_534
LEFT = 12 * 1024  # bytes that stay free: enough to begin, not to finish


def outcome(act: Callable[[], object]) -> str:
    """Return the name of the refusal, "done", or the traceback's last line with a mark."""
    try:
        act()
    except Refused as error:
        english = Translator("en", Path())
        assert all(english.say(each) for each in error.messages())
        return type(error).__name__
    except BaseException as error:
        return f"!! {error!r}"
    return "done"


class Filler:
    """Something that takes all the room there is, and gives it back: a file, or a limit on every file."""

    def __init__(self, folder: Path, by_limit: bool) -> None:
        self._file = folder / "filler"
        self._by_limit = by_limit
        self._folder = folder

    def fill(self) -> None:
        """Leave only a little room."""
        if self._by_limit:
            largest = max(each.stat().st_size for each in self._folder.rglob("store.db*"))
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest + LEFT, resource.RLIM_INFINITY))
            return
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT)
        try:
            while True:
                os.write(handle, bytes(64 * 1024))
        except OSError:
            os.ftruncate(handle, max(0, os.fstat(handle).st_size - LEFT))
        finally:
            os.close(handle)

    def free(self) -> None:
        """Give the room back."""
        if self._by_limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        else:
            self._file.unlink()


def make(folder: Path) -> Workspace:
    """Make a workspace with three projects."""
    space, _ = workspaces.create(
        folder, name="某某", code="L", highest="internal", user=OFFICER, passphrase=PASSPHRASE,
        clock=SetClock(), cost=CHEAP,
    )  # fmt: skip
    for title in ("一", "二", "三"):
        with space.write() as writing:
            writing.add(projects.REGISTER, projects.Project(title=title))
    return space


def _add_many(space: Workspace) -> None:
    with space.write() as writing:
        for _ in range(300):
            writing.add(projects.REGISTER, projects.Project(title="满" * 200, ip_terms=os.urandom(900).hex()))


def full(folder: Path, by_limit: bool) -> dict[str, Any]:
    """Try every writing act on a full disk, then make room and go on."""
    space = make(folder / "lab")
    desk = Desk(space, Translator("en", resource_path("i18n")))
    attached = folder / "gross.bin"
    attached.write_bytes(os.urandom(300_000))
    filler = Filler(folder, by_limit)
    inner, head = space.folder, check(space.db).head
    filler.fill()
    done = {
        "add": outcome(lambda: _add_many(space)),
        "attach": outcome(lambda: attach(desk, projects.REGISTER, "KY-2026-001", attached)),
        "draft": outcome(
            lambda: drafts.keep(space.db, OFFICER, "projects", None, 0, "", {"x": "y" * 300_000})
        ),
        "backup": outcome(lambda: workspaces.backup(desk, folder / "out")),
        "daily": outcome(lambda: workspaces.backup_daily(desk, Settings())),
        "new": outcome(lambda: make(folder / "second")),
        "window": outcome(space.take_window),
    }
    left = sorted(
        each.name
        for each in (*folder.iterdir(), *inner.iterdir(), *(inner / "backups").iterdir())
        if not each.name.startswith(("store.db", "filler"))
    )
    report = check(space.db)
    filler.free()
    after = {
        "add": outcome(lambda: _add_many(space)),
        "attach": outcome(lambda: attach(desk, projects.REGISTER, "KY-2026-001", attached)),
        "backup": outcome(lambda: workspaces.backup(desk, folder / "out")),
        "new": outcome(lambda: make(folder / "third").close()),
        "user": outcome(lambda: workspaces.add_user(desk, "王芳", "reader", SECOND, CHEAP)),
    }
    count = value(space.db, "select count(*) from entries")
    whole = check(space.db).whole
    space.close()
    return {
        "full": done, "left": left, "whole": report.whole, "entries": report.counts["entries"],
        "moved": report.head.seq - head.seq, "after": after, "count": count, "whole after": whole,
    }  # fmt: skip


def keys(folder: Path, by_limit: bool) -> dict[str, Any]:
    """Change who may open on a disk without any room: nobody is lost and nobody half let in."""
    global LEFT  # noqa: PLW0603 - this program does one act
    space = make(folder / "lab")
    desk = Desk(space, Translator("en", resource_path("i18n")))
    LEFT = 0
    filler = Filler(folder, by_limit)
    if by_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
    else:
        filler.fill()
    done = {
        "user": outcome(lambda: workspaces.add_user(desk, "王芳", "reader", SECOND, CHEAP)),
        "passphrase": outcome(lambda: workspaces.change_passphrase(desk, OFFICER, SECOND, CHEAP)),
        "wrong": outcome(lambda: unlock(space.folder, OFFICER, "falsch", SetClock())),
    }
    filler.free()
    users = [each.name for each in workspaces.list_users(desk)]
    opened = outcome(lambda: unlock(space.folder, OFFICER, PASSPHRASE, SetClock()).close())
    retry = outcome(lambda: workspaces.add_user(desk, "王芳", "reader", SECOND, CHEAP))
    return {"full": done, "users": users, "opened": opened, "retry": retry, "whole": check(space.db).whole}


def readonly(folder: Path, as_nobody: bool) -> dict[str, Any]:
    """Try to open, back up and restore where nothing may be written."""
    if as_nobody:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    inner = folder / "lab.ipdesk"
    before = tree(inner)
    done = {
        "unlock": outcome(lambda: unlock(inner, OFFICER, PASSPHRASE, SetClock())),
        "wrong": outcome(lambda: unlock(inner, OFFICER, "falsch", SetClock())),
        "recover": outcome(lambda: unlock(inner, "王芳", PASSPHRASE, SetClock())),
        "new": outcome(lambda: make(inner / "neu")),
        "restore": outcome(lambda: workspaces.restore(inner / "made", inner / "neu", OFFICER, PASSPHRASE)),
    }
    return {"done": done, "same": tree(inner) == before}


if __name__ == "__main__":
    os.umask(0o077)
    act, place, *rest = sys.argv[1:]
    acts: dict[str, Callable[[Path, bool], dict[str, Any]]] = {
        "full": full,
        "keys": keys,
        "readonly": readonly,
    }
    print(json.dumps(acts[act](Path(place), bool(rest)), ensure_ascii=False))
