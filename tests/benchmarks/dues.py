"""The page of everything due and that of a right, measured inside the window: run by `tests.benchmarks.docket`, never by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ipdesk.gui.due_page import DuePage
from ipdesk.gui.record_page import RecordPage
from tests.benchmarks.desk import Bench, Spent, Watch
from tests.benchmarks.ground import Ground

RIGHT = "ZLJ-00003"


class Listed(QObject):
    """Notes when the page of everything due first paints rows."""

    def __init__(self, page: DuePage, watch: Watch) -> None:
        super().__init__(page)
        self._page, self._watch = page, watch
        self.spent: Spent | None = None
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note the first time."""
        painted = event.type() == QEvent.Type.Paint and self._page.model.rowCount() > 0
        if self.spent is None and painted:
            self.spent = self._watch.read()
        return False


class Dues(Bench):
    """The window over a workspace full of deadlines."""

    def due(self) -> DuePage:
        """Return the page of everything due that is shown."""
        page = self.view.page()
        assert isinstance(page, DuePage)
        return page

    def lists(self) -> None:
        """Open the page of everything due, again and again, until its rows are painted; then its other views."""
        for _ in range(self._again):
            self.view.go("about")
            self.settle()
            self.note("due", self.until_listed())
            self.settle()
        for _ in range(self._again):
            for view in ("later", "all"):
                self.until_painted("view", lambda view=view: self.narrowed(view))  # type: ignore[misc]
                self.settle()

    def until_listed(self) -> Spent:
        """Return how long it takes until rows are painted; what other registers have due comes later, from another thread."""
        watch = Watch()
        self.view.go("due")
        page = self.due()
        painted = Listed(page, watch)
        while painted.spent is None:
            self._app.processEvents()
        return painted.spent

    def narrowed(self, view: str) -> QWidget:
        """Show a view of the page of everything due."""
        page = self.due()
        page.show_view(view)
        return page.table.viewport()

    def rights(self) -> None:
        """Open the page of a right, again and again."""

        def opened() -> QWidget:
            self.view.open_record("patents", RIGHT)
            page = self.view.page()
            assert isinstance(page, RecordPage)
            return page.sheet

        for _ in range(self._again):
            self.view.go("about")
            self.settle()
            self.until_painted("right", opened)
            self.settle()

    def plain(self) -> None:
        """Measure the floors beside the register of patents."""
        self.view.go("patents")
        self.settle()
        self.floors()


def main() -> int:
    """Measure and print."""
    folder, count, again = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    bench = Dues(Ground(folder, count), again)
    for act in (bench.lists, bench.plain, bench.rights):
        act()
    print(json.dumps(bench.found))
    bench.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
