"""What is loaded while the passphrase is typed is what the first pages of the desk need."""

from __future__ import annotations

import gc
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
from ipdesk.gui.look import apply
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
print(*sorted(new - {f"ipdesk.gui.{name}" for name in ("dialogs", "theme", "look")}))
tasks.stop()
context.close()
view.deleteLater()
app.processEvents()
"""


UNLOCK: Final = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.look import apply
from ipdesk.gui.main_window import MainWindow
from ipdesk.model.text import Translator
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path

app = QApplication([])
translator = Translator("zh", resource_path("i18n"))
context = Context(translator, Settings(), lambda: datetime.now(UTC), apply(app, "light"))
window = MainWindow(context, Tasks(), QtDialogs(context))
window.show_unlock(Path(sys.argv[1]))
window.show()
window.commands()
app.processEvents()
late = ("click", "cryptography", "sqlite_utils", "ipdesk.cli", "ipdesk.registers", "ipdesk.gui.desk_view")
print(*[name for name in late if name in sys.modules])
window.close()
"""


def late_modules(script: str, *words: str) -> list[str]:
    """Run a script in a process of its own, without a screen, and return the modules that it names."""
    done = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_unlock_page_loads_nothing_of_the_desk(filled_folder: Path) -> None:
    assert late_modules(UNLOCK, str(filled_folder)) == []


def test_the_first_pages_of_the_desk_load_nothing_more(filled_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lab.ipdesk"
    shutil.copytree(filled_folder, copy)
    assert late_modules(SCRIPT, str(copy), OFFICER, PASSPHRASE) == []


def test_what_is_loaded_is_left_out_when_garbage_is_looked_for(qtbot: QtBot) -> None:
    holder = QObject()
    gc.unfreeze()  # what conftest left out
    try:
        with qtbot.waitSignal(Loading(holder).loaded, timeout=30_000):
            pass
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
