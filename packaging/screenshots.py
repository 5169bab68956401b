"""Pictures of the window over the demo workspace: pages, a register and records, some in both languages.

Run it by packaging/screenshots.sh. The demo is made in a scratch folder, with invented records only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from ipdesk.gui import look
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.fonts import choose_font
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.reports_page import ReportsPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import Scheme
from ipdesk.model.text import Translator
from ipdesk.operations import entrance, workspaces
from ipdesk.operations.demo import make_demo
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path

SHOTS: tuple[tuple[str, str, Scheme], ...] = (
    ("today", "zh", "light"),
    ("disclosures", "zh", "light"),
    ("disclosures/PL-2026-0016", "zh", "light"),
    ("disclosures/PL-2026-0017", "zh", "light"),
    ("today", "en", "dark"),
    ("disclosures/PL-2026-0016", "en", "dark"),
    ("reports", "zh", "light"),
    ("reports", "en", "light"),
    ("due", "zh", "light"),
    ("due", "en", "light"),
    ("board", "zh", "light"),
    ("board", "en", "light"),
    ("patents/ZL-2024-0004", "zh", "light"),
    ("patents/ZL-2024-0004", "en", "light"),
    ("papers/LW-2026-0007", "zh", "light"),
    ("papers/LW-2026-0007", "en", "light"),
)
COLOURS = 96  # of a picture: as many as text with smooth edges needs
SETTLE = 2.5  # seconds for lists that are worked out beside the window


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def settle(app: QApplication, tasks: Tasks, view: DeskView | None = None) -> None:
    """Let the window finish what it shows, and whatever works beside it."""
    end = time.monotonic() + SETTLE
    while time.monotonic() < end or tasks.is_busy() or _is_reading(view):
        app.processEvents()


def _is_reading(view: DeskView | None) -> bool:
    page = view.page() if view is not None else None
    return isinstance(page, ReportsPage) and page.is_reading()


def shrink(file: Path) -> None:
    """Leave a picture few colours, which makes a third of it."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def take(
    app: QApplication, folder: Path, target: Path, shot: tuple[str, str, Scheme], passphrase: str
) -> None:
    """Open the desk at one place and keep its picture."""
    place, language, scheme = shot
    translator = Translator(language, resource_path("i18n"))
    context = Context(translator, Settings(language=language), now, look.apply(app, scheme))
    tasks = Tasks()
    window = MainWindow(context, tasks, QtDialogs(context))
    user = entrance.names_in(folder)[0]
    window.open_desk(Desk(workspaces.unlock(folder, user, passphrase, now), translator))
    window.show()
    view = window.findChild(DeskView)
    assert view is not None
    register, _, number = place.partition("/")
    if number:
        view.open_record(register, number)
    else:
        view.go(register)
    settle(app, tasks, view)
    page = view.page()
    intake = isinstance(page, DisclosurePage) and page.sheet.is_stepwise()
    if isinstance(page, DisclosurePage) and intake:
        page.sheet.go_to_end()
        settle(app, tasks)
    kind = "-intake" if intake else "-record" if number else ""
    name = f"{register}{kind}-{language}-{scheme}.png"
    window.grab().save(str(target / name))
    shrink(target / name)
    window.close()


def main() -> int:
    """Make all pictures into the folder named."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    choose_font(app)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["IPDESK_CONFIG"] = scratch
        made = make_demo(
            Path(scratch) / "demo.ipdesk", now, Translator("zh", resource_path("i18n")), lambda _: None
        )
        for shot in SHOTS:
            take(app, made.folder, target, shot, made.passphrase)
    return 0


if __name__ == "__main__":
    sys.exit(main())
