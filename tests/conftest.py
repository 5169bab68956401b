"""Fixtures for every test: a clock that stands still, a workspace with cheap keys, desks of its users."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before Qt and before anything asks for the local day.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# No test opens a window on the screen of whoever runs it; those that want one start a display of their own.
os.environ["DISPLAY"] = ""
os.environ["WAYLAND_DISPLAY"] = ""
os.environ["TZ"] = "Asia/Shanghai"
if hasattr(time, "tzset"):
    time.tzset()

from ipdesk.model.states import Role
from ipdesk.model.text import Translator
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.store import workspace as store
from ipdesk.store.database import connect
from ipdesk.store.keys import Keys
from ipdesk.store.workspace import STORE, Actor, Workspace
from ipdesk.store.wraps import Cost

# Nothing made while tests are gathered is garbage before all are (see pytest_collection_finish), and there are thousands.
gc.disable()

# Timings never decide a test. A workspace is kept over the examples of one property: each adds to it.
# So few examples of each property keep the suite under ten minutes; IPDESK_EXAMPLES asks for more, as overnight.
settings.register_profile(
    "ipdesk",
    max_examples=int(os.environ.get("IPDESK_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("ipdesk")

TESTS = Path(__file__).parent
# Modules whose tests go through whole windows, papers, files or processes one after the other: among the extras, so that
# the rest takes minutes on two cores. What they show is shown in part by the stories and by faster tests.
LONG = frozenset(
    {
        "benchmarks/test_benchmarks.py",
        "cli/test_agreements.py",
        "cli/test_documents.py",
        "cli/test_everything.py",
        "cli/test_installation.py",
        "cli/test_periods.py",
        "cli/test_report_templates.py",
        "cli/test_rules.py",
        "e2e/test_draft_crash.py",
        "exporting/test_excel.py",
        "exporting/test_forms.py",
        "exporting/test_paper_options.py",
        "exporting/test_rare_names.py",
        "gui/pages/test_agreements.py",
        "gui/pages/test_assessments.py",
        "gui/pages/test_disclosures.py",
        "gui/pages/test_drafting.py",
        "gui/pages/test_many_assessments.py",
        "gui/pages/test_movements.py",
        "gui/pages/test_patents.py",
        "gui/pages/test_releases.py",
        "gui/pages/test_secrets.py",
        "gui/test_archive_card.py",
        "gui/test_report_templates_page.py",
        "gui/test_board_page.py",
        "gui/test_collecting.py",
        "gui/test_editors.py",
        "gui/test_everything_page.py",
        "gui/test_filter_bar.py",
        "gui/test_hostile_manuscripts.py",
        "gui/test_import_page.py",
        "gui/test_main_window.py",
        "gui/test_palette.py",
        "gui/test_print_page.py",
        "gui/test_record_page.py",
        "gui/test_register_page.py",
        "gui/test_safekeeping_page.py",
        "gui/test_saved_filters.py",
        "gui/test_side_by_side.py",
        "gui/test_templates_page.py",
        "gui/test_today_page.py",
        "gui/test_unlock_page.py",
        "importing/test_exports.py",
        "importing/test_locks.py",
        "importing/test_scoring_sheets.py",
        "operations/test_demo.py",
        "operations/test_documents.py",
        "operations/test_dossiers.py",
        "operations/test_drafting.py",
        "operations/test_messy_ledger.py",
        "operations/test_movement_rules.py",
        "operations/test_people_intake.py",
        "operations/test_scorings.py",
        "operations/test_selftest.py",
        "operations/test_spills.py",
        "operations/test_templates.py",
        "registers/test_release_moves.py",
        "store/test_cramped.py",
        "store/test_search.py",
    }
)
CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSPHRASE = "三棵银杏 river 去年没结果"
OFFICER = "李明"
BEIJING = timezone(timedelta(hours=8))
START = datetime(2026, 3, 5, 9, 30, tzinfo=BEIJING)
NAMES: dict[Role, str] = {
    "officer": "周岚",
    "reviewer": "王芳",
    "reader": "赵敏",
    "auditor": "陈静",
    "administrator": "孙强",
}


class SetClock:
    """A clock that shows what it is set to; call it for the time, `forward` moves it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> datetime:
        """Move the clock by days=, hours=, minutes= or seconds= and return the new time."""
        self.at += timedelta(**by)
        return self.at


# Seconds since the epoch after which no extra begins: those that there is no time for are skipped, other ones each time.
UNTIL = float(os.environ.get("IPDESK_UNTIL", "inf"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip an extra that there is no time left for."""
    if time.time() > UNTIL and item.get_closest_marker("extra"):
        pytest.skip("no time is left for this extra; IPDESK_EXTRA=1 sh packaging/test.sh runs them all")


def _is_long(path: Path) -> bool:
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).as_posix() in LONG


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave modules unread of which nothing is asked for: half a minute of each worker."""
    named = (config.invocation_params.dir / each.partition("::")[0] for each in config.args)
    if collection_path.suffix != ".py" or collection_path in named:
        return None
    match config.option.markexpr:
        case "not extra":
            return _is_long(collection_path) or None
        case "extra":
            marked = "mark.extra" in collection_path.read_text(encoding="utf-8")
            return not (marked or _is_long(collection_path)) or None
        case _:
            return None


@pytest.hookimpl(tryfirst=True)  # before what is not asked for is left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count the tests of long modules among the extras."""
    for each in items:
        if _is_long(each.path):
            each.add_marker(pytest.mark.extra)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage again, but no longer among tests and modules: that would be a tenth of all."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def private_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test away from the settings and the workspaces of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("IPDESK_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("APPDATA", str(home / "AppData"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("IPDESK_CONFIG", str(home / "config"))
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def clock() -> SetClock:
    """Return a clock that stands at 9:30 in Beijing on 2026-03-05 until it is moved."""
    return SetClock()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a closed workspace in which nothing was done yet, and its data key; copy it, never open it."""
    folder = tmp_path_factory.mktemp("fresh") / "lab.ipdesk"
    made, _ = workspaces.create(
        folder,
        name="某某实验室",
        code="LAB",
        highest="technical-secret",
        user=OFFICER,
        passphrase=PASSPHRASE,
        clock=SetClock(),
        cost=CHEAP,
    )
    key = made.data_key()
    made.close()
    return folder, key


@pytest.fixture
def workspace(fresh: tuple[Path, bytes], tmp_path: Path, clock: SetClock) -> Iterator[Workspace]:
    """Return a fresh workspace `lab.ipdesk` in tmp_path, open as if just made; 李明 is its officer, PASSPHRASE opens it."""
    made, key = fresh
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    opened = Workspace(
        folder, connect(folder / STORE, key), key, Keys.load(folder), Actor(OFFICER, "officer"), clock
    )
    yield opened
    opened.close()


@pytest.fixture
def translator() -> Translator:
    """Return the English translator over the real catalogue."""
    return Translator("en", resource_path("i18n"))


@pytest.fixture
def desk(workspace: Workspace, translator: Translator) -> Desk:
    """Return the desk of the officer 李明."""
    return Desk(workspace, translator)


@pytest.fixture
def as_user(desk: Desk) -> Iterator[Callable[..., Desk]]:
    """Return a function that gives the desk of another user with a role, at the same workspace.

    `as_user("reviewer")` is the desk of 王芳 (see NAMES); `as_user("reviewer", "钱进")` of somebody
    else. Asked for twice, the same user comes back. PASSPHRASE opens the workspace for all of them.
    """
    with ExitStack() as opened:
        desks: dict[str, Desk] = {}

        def enter(role: Role, name: str = "") -> Desk:
            name = name or NAMES[role]
            if name not in desks:
                _add(desk.workspace, name, role)
                other = store.unlock(desk.workspace.folder, name, PASSPHRASE, desk.workspace.clock)
                desks[name] = Desk(opened.enter_context(other), desk.translator)
            return desks[name]

        yield enter


def _add(workspace: Workspace, name: str, role: Role) -> None:
    """Add a user straight to the store, so that an administrator does not shut the officer out."""
    from ipdesk.store import users

    with workspace.write() as writing:
        users.put(writing, name, role)
        workspace.keys.add(name, PASSPHRASE, workspace.data_key(), CHEAP)
