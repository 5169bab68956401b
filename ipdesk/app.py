"""The composition root: the only place that knows everything, and builds what is passed down."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from ipdesk.model.text import LANGUAGES, Translator
from ipdesk.operations import settings
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path

Opener = Callable[[Path | None], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ipdesk for a command line and return its exit status."""
    os.umask(0o077)
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    chosen, notice = settings.load()
    translator = Translator(_language(words, chosen.language), resource_path("i18n"))
    if notice:
        print(translator.say(notice), file=sys.stderr)
    opener = _opener(translator, chosen)
    if opener is not None and not words and "IPDESK_WORKSPACE" not in os.environ:
        return _show(opener, translator)
    from ipdesk.cli import run

    return run(words, translator, chosen, _now, opener)


def _show(opener: Opener, translator: Translator) -> int:
    """Open the window without the command line, whose import would be half of the start."""
    try:
        return opener(None)
    except Exception as error:
        from ipdesk.cli.defects import report

        report(error, translator)
        return 1


def _opener(translator: Translator, chosen: Settings) -> Opener | None:
    """Return what opens the window, or None where there is no display to open it on."""
    if not _has_display():
        return None

    def open_window(folder: Path | None) -> int:
        # Imported here: a command pays nothing for Qt.
        from ipdesk.gui.application import open_window as opened

        return opened(translator, chosen, _now, folder)

    return open_window


def _has_display() -> bool:
    always = str(sys.platform) in ("win32", "darwin")  # as text: the checker knows one platform at a time
    return always or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _now() -> datetime:
    return datetime.now(UTC)


def _language(words: Sequence[str], chosen: str) -> str:
    """Return the language asked for on the command line, in the settings, or by the system; else Chinese."""
    asked = [after for word, after in pairwise(words) if word == "--lang"]
    asked += [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    if asked and asked[-1] in LANGUAGES:
        return asked[-1]
    if chosen in LANGUAGES:
        return chosen
    system = (
        os.environ.get("LC_ALL")
        or os.environ.get("LC_MESSAGES")
        or os.environ.get("LANG")
        or _system_locale()
    )
    return "en" if system.startswith("en") else "zh"


def _system_locale() -> str:
    return locale.getlocale()[0] or ""
