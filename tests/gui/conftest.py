"""Fixtures for the window: a desk with some thirty disclosures, work in threads, and somebody who answers."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.gui import look, making_ready
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import FileKind
from ipdesk.gui.fonts import choose_font
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import Scheme
from ipdesk.model.text import Translator
from ipdesk.operations import records, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path
from ipdesk.store import workspace as store
from tests.conftest import CHEAP, OFFICER, PASSPHRASE, SetClock
from tests.operations.cases import DISCLOSURES, PROJECTS, bring_to, disclosure, project

NEVER = 1_000_000_000  # milliseconds
UNITS = ("低温光学研究室", "量子器件研究室", "先进材料研究室")
THINGS = ("热链组件", "探测器封装", "钛合金支撑", "标定方法", "校准软件", "薄膜沉积装置")
NAMES = ("单雨桐", "仇立新", "解敏", "曾广生", "阿依古丽·买买提", "王芳")
STATES = ("draft", "submitted", "secrecy-check", "completeness", "accepted", "assessment", "closed")


class FakeDialogs:
    """Somebody who answers every question as set beforehand; `asked` keeps what was asked, in order."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.decision = True
        self.sentence = "登记有误"
        self.files: Sequence[Path] = ()
        self.target: Path | None = None
        self.place: Path | None = None
        self.kinds: Sequence[FileKind] = ()

    def decide(self, parent: QWidget, question: str, act: str) -> bool:
        """Answer with `decision`."""
        self.asked.append(question)
        return self.decision

    def text(self, parent: QWidget, question: str) -> str:
        """Answer with `sentence`."""
        self.asked.append(question)
        return self.sentence

    def open_files(self, parent: QWidget, caption: str, kinds: str) -> Sequence[Path]:
        """Answer with `files`."""
        self.asked.append(caption)
        return self.files

    def save_file(
        self, parent: QWidget, caption: str, name: str, kinds: Sequence[FileKind] = ()
    ) -> Path | None:
        """Answer with `target`; `kinds` keeps which kinds were offered."""
        self.asked.append(caption)
        self.kinds = kinds
        return self.target

    def folder(self, parent: QWidget, caption: str) -> Path | None:
        """Answer with `place`."""
        self.asked.append(caption)
        return self.place


@pytest.fixture(autouse=True)
def nothing_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no desk make ready what manuscripts are compared with: of a fresh workspace that takes longer than most tests."""
    monkeypatch.setattr(making_ready, "AFTER", NEVER)


@pytest.fixture(autouse=True)
def no_leaked_widgets(request: pytest.FixtureRequest) -> Iterator[None]:
    """Delete what a test leaves on the screen, so that it cannot disturb the next one."""
    yield
    if "qapp" in request.fixturenames:
        for widget in QApplication.topLevelWidgets():
            # Lists that drop down go with what they belong to; a completer would end its own a second time.
            if widget.windowType() != Qt.WindowType.Popup:
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # Here, on the thread of the widgets: later Python may look for rings while another thread runs, such as that
        # by which the workers of the tests talk, and what Qt holds must not end there.
        gc.collect(0)
    gc.enable()  # which the work in threads of the window turned off for good


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed workspace with 30 disclosures in every state and 5 projects; copy it, never open it.

    Disclosures are PL-2026-0001 to PL-2026-0030; the states go round STATES, so 0001 is a draft.
    """
    folder = tmp_path_factory.mktemp("filled") / "lab.ipdesk"
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
    with made:
        desk = Desk(made, Translator("zh", resource_path("i18n")))
        projects = [project(number=f"KY-2025-{index:03}", title=f"项目{index}") for index in range(1, 6)]
        records.add(desk, PROJECTS, projects)
        added = records.add(desk, DISCLOSURES, [_disclosure(index) for index in range(30)])
        for index, each in enumerate(added):
            if (state := STATES[index % len(STATES)]) != "draft":
                bring_to(desk, each.number, state)
    return folder


def _disclosure(index: int) -> dict[str, object]:
    names = (NAMES[index % len(NAMES)], NAMES[(index + 1) % len(NAMES)])
    values = disclosure(number="", title=f"一种{UNITS[index % 3][:2]}{THINGS[index % 6]}（{index + 1}）")
    given = zip(values["inventors"], names, strict=True)
    inventors = [each | {"name": name} for each, name in given]
    return values | {
        "unit": UNITS[index % len(UNITS)],
        "submitted": f"2026-0{1 + index % 2}-{1 + index % 28:02}",
        "inventors": inventors,
        "projects": ["KY-2025-003"],
    }


@pytest.fixture
def filled_desk(filled_folder: Path, tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    """Return the officer's desk, in Chinese, over a copy of the filled workspace."""
    folder = tmp_path / "filled.ipdesk"
    shutil.copytree(filled_folder, folder)
    with store.unlock(folder, OFFICER, PASSPHRASE, clock) as opened:
        yield Desk(opened, Translator("zh", resource_path("i18n")))


@pytest.fixture
def make_context(qapp: QApplication, clock: SetClock) -> Callable[..., Context]:
    """Return a function that dresses the application and makes a context; give it a desk to open it."""
    choose_font(qapp)

    def make(desk: Desk | None = None, language: str = "zh", scheme: Scheme = "light") -> Context:
        made = Context(
            Translator(language, resource_path("i18n")), Settings(language=language), clock,
            look.apply(qapp, scheme),
        )  # fmt: skip
        if desk is not None:
            made.open(Desk(desk.workspace, made.translator))
        return made

    return make


@pytest.fixture
def context(make_context: Callable[..., Context], filled_desk: Desk) -> Context:
    """Return an open context: Chinese, light, the officer at the filled workspace."""
    return make_context(filled_desk)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Return the work in threads; whatever still runs when the test ends is stopped."""
    made = Tasks()
    yield made
    made.stop()


@pytest.fixture
def dialogs() -> FakeDialogs:
    """Return somebody who answers every question as set beforehand."""
    return FakeDialogs()
