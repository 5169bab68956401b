"""The Qt application: input method, font, colours and words first, then the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ipdesk.gui.ahead import Loading
from ipdesk.gui.context import Context
from ipdesk.gui.defects import Defects
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.fonts import choose_font
from ipdesk.gui.input_method import fix_input_method
from ipdesk.gui.look import apply
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import scheme_of

if TYPE_CHECKING:
    from ipdesk.model.dates import Clock
    from ipdesk.model.text import Translator
    from ipdesk.operations.settings import Settings


def open_window(translator: Translator, settings: Settings, clock: Clock, folder: Path | None = None) -> int:
    """Open the window, with the last workspace or the start page, and return its exit status."""
    fix_input_method(os.environ)
    if settings.text_scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{settings.text_scale / 100:g}")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ipdesk")
    app.setDesktopFileName("ipdesk")
    words = _speak(app, translator.language)
    choose_font(app)
    colours = apply(app, scheme_of(settings.theme))
    context = Context(translator, settings, clock, colours)
    window = MainWindow(context, Tasks(), QtDialogs(context))
    last = folder or (Path(settings.recent[0]) if settings.recent else None)
    if last is not None and last.is_dir():
        window.show_unlock(last)
    else:
        window.show_start()
    window.show()
    Loading(window)
    defects = Defects(context, window)
    defects.listen()
    status = app.exec()
    defects.stop()
    del words
    return status


def _speak(app: QApplication, language: str) -> QTranslator:
    """Put Qt's own words, such as those of file dialogs, into the reader's language."""
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_US"))
    words = QTranslator(app)
    if language == "zh" and words.load(
        "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(words)
    return words
