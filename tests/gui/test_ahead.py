"""What is loaded while the passphrase is typed is what the first pages of the desk need."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ipdesk.gui.ahead import Loading
from tests.conftest import OFFICER, PASSPHRASE

ROOT: Final = Path(__file__).resolve().parents[2]
SCRIPT: Final = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ipdesk.gui.ahead import Loading

app = QApplication([])
loading = Loading(QObject(app))
loading.loaded.connect(app.quit)
app.exec()
before = set(sys.modules)

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import apply
from ipdesk.model.text import Translator
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path

clock = lambda: datetime.now(UTC)
translator = Translator("zh", resource_path("i18n"))
context = Context(translator, Settings(), clock, apply(app, "light"))
context.open(Desk(workspaces.unlock(Path(sys.argv[1]), sys.argv[2], sys.argv[3], clock), translator))
tasks = Tasks()
view = DeskView(context, tasks, QtDialogs(context))
view.start()
view.go("disclosures")
view.open_record("disclosures", "PL-2026-0001")
app.processEvents()
new = {name for name in set(sys.modules) - before if name.startswith("ipdesk.")}
print(*sorted(new - {f"ipdesk.gui.{name}" for name in ("dialogs", "theme")}))
tasks.stop()
context.close()
view.deleteLater()
app.processEvents()
"""


def test_the_first_pages_of_the_desk_load_nothing_more(filled_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lab.ipdesk"
    shutil.copytree(filled_folder, copy)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(copy), OFFICER, PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_loading_ends_and_says_so(qtbot: QtBot) -> None:
    holder = QObject()
    with qtbot.waitSignal(Loading(holder).loaded):
        pass
