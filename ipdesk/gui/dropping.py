"""Files that are dropped on a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are dropped, or about to be."""
    return [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
