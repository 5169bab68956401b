"""The window measured from inside, in a process of its own: run by `tests.benchmarks.pages`, never by hand.

It opens the workspace named, works through the pages and prints as JSON the milliseconds of each act, and
those that the processor worked on it: on a machine that does other things besides, the two are far apart.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QScrollArea, QTableView, QWidget

from ipdesk.gui.board_page import BoardPage
from ipdesk.gui.conditions import ALL, Filter
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.fonts import choose_font
from ipdesk.gui.look import apply
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.record_page import PAUSE, RecordPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import Translator
from ipdesk.operations.reading import Order
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path
from tests.benchmarks.ground import Ground, now
from tests.benchmarks.texts import STATES

QUIET: Final = 0.25  # seconds without an event that takes time after which a page is finished
BUSY: Final = 2.0  # milliseconds from which on the window counts as doing something
LONGEST: Final = 120.0  # seconds that anything may take
ORDERS: Final = ("title", "number", "submitted", "state", "")
TEXTS: Final = ("低温", "量子", "材料", "一种低温")
Spent = tuple[float, float]
Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
TYPED: Final = "and how it is made"


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count what is painted."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Plain(QAbstractTableModel):
    """The simplest table there is: the same text everywhere."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text."""
        return TYPED if role == Qt.ItemDataRole.DisplayRole else None


class Watch:
    """Tells the milliseconds since it was made: on the clock, and of the processor."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> Spent:
        """Return both."""
        return (time.perf_counter() - self._clock) * 1000, (time.process_time() - self._processor) * 1000


class Bench:
    """The window over a workspace, with what its acts took."""

    def __init__(self, ground: Ground, again: int) -> None:
        self._app, self._again = QApplication([]), again
        choose_font(self._app)
        translator = Translator("zh", resource_path("i18n"))
        context = Context(translator, Settings(language="zh"), now, apply(self._app, "light"))
        self._tasks = Tasks()
        self.window = MainWindow(context, self._tasks, QtDialogs(context))
        self.window.show()
        self.window.open_desk(ground.open())
        self.found: dict[str, list[Spent]] = {}
        self.settle()

    @property
    def view(self) -> DeskView:
        """The open desk."""
        view = self.window.findChild(DeskView)
        assert view is not None
        return view

    def settle(self, quiet: float = QUIET) -> Spent:
        """Let the window finish what it does and return the longest time that it heard nobody."""
        longest: Spent = (0.0, 0.0)
        whole = rest = time.perf_counter()
        while time.perf_counter() - whole < LONGEST:
            watch = Watch()
            self._app.processEvents()
            spent = watch.read()
            longest = max(longest, spent)
            if spent[0] > BUSY or self._tasks.is_busy():
                rest = time.perf_counter()
            if time.perf_counter() - rest > quiet:
                return longest
            time.sleep(0.001)
        raise RuntimeError("the window does not come to rest")

    def until_painted(self, name: str, act: Callable[[], QWidget]) -> Spent:
        """Note how long an act takes until the widget it returns is painted with what was read for it."""
        watch = Watch()
        shown = act()
        shown.update()  # where nothing changed, it is painted all the same
        paints = Paints(shown)
        while not paints.count or self._tasks.is_busy():
            self._app.processEvents()
            if watch.read()[0] > LONGEST * 1000:
                raise RuntimeError(f"never painted: {name}")
        return self.note(name, watch.read())

    def note(self, name: str, spent: Spent) -> Spent:
        """Note what something took."""
        self.found.setdefault(name, []).append(spent)
        return spent

    def register(self) -> RegisterPage:
        """Return the page of the register that is shown."""
        page = self.view.page()
        assert isinstance(page, RegisterPage)
        return page

    def record(self) -> RecordPage:
        """Return the page of the record that is shown."""
        page = self.view.page()
        assert isinstance(page, RecordPage)
        return page

    def floors(self) -> None:
        """Scroll a plain table, and show as many plain fields as a record has: no window does it faster."""
        page = self.register()
        table = QTableView()
        table.setModel(Plain(page.rows.rowCount(), page.rows.columnCount()))
        table.resize(page.table.size())
        table.show()
        self.settle()

        def scrolled() -> QWidget:
            QTest.keyClick(table, Qt.Key.Key_PageDown)
            return table.viewport()

        for _ in range(self._again * 6):
            self.until_painted("plain table", scrolled)
        table.close()
        for _ in range(self._again):
            shown = QScrollArea()
            shown.resize(self.window.size())
            self.until_painted("plain form", partial(filled, shown, len(page.register.fields())))
            self.settle()
            shown.close()
        self.window.activateWindow()
        self.settle()

    def pages(self) -> None:
        """Open the register, again and again."""

        def opened() -> QWidget:
            self.view.go("disclosures")
            return self.register().table.viewport()

        for _ in range(self._again):
            self.view.go("about")
            self.settle()
            self.until_painted("table", opened)
            self.settle()

    def boards(self) -> None:
        """Open the board, again and again, until its first cards are painted, and then all of it."""
        for _ in range(self._again):
            self.view.go("about")
            self.settle()
            watch = Watch()
            self.view.go("board")
            page = self.view.page()
            assert isinstance(page, BoardPage)
            while not (cards := [each.cards for each in page.columns.shown() if each.rows.cards]):
                self._app.processEvents()
            paints = Paints(cards[0].viewport())
            while not paints.count:
                self._app.processEvents()
            self.note("board", watch.read())
            self.note("board hold", self.settle())
        self.view.go("disclosures")
        self.settle()

    def scrolls(self) -> None:
        """Scroll through records that were not read yet, a page at a time."""
        page = self.register()
        page.show_only(Filter(state=ALL))
        self.settle()

        def scrolled() -> QWidget:
            QTest.keyClick(page.table, Qt.Key.Key_PageDown)
            return page.table.viewport()

        for _ in range(self._again * 6):
            self.until_painted("scroll", scrolled)

    def orders(self) -> None:
        """Order the whole list by each column that has an index, and the other way round, and so on."""
        page = self.register()
        for name in ORDERS:
            for index in range(self._again):
                order = Order(name, bool(index % 2))

                def ordered(order: Order = order) -> QWidget:
                    page.order_by(order)
                    return page.table.viewport()

                self.until_painted(f"sort {name or 'changed'}", ordered)
                self.settle()
        page.order_by(Order())
        self.settle()

    def filters(self) -> None:
        """Narrow the list to each state and to texts."""
        page = self.register()

        def narrowed(wanted: Filter) -> Callable[[], QWidget]:
            def act() -> QWidget:
                page.show_only(wanted)
                return page.table.viewport() if page.rows.rowCount() else page.empty

            return act

        for index in range(self._again):
            self.until_painted("filter", narrowed(Filter(state=STATES[index % len(STATES)])))
            self.settle()
        for index in range(self._again):
            wanted = narrowed(Filter(text=TEXTS[index % len(TEXTS)], state=ALL))
            self.note("text hold", max(self.until_painted("text", wanted), self.settle()))
        page.show_only(Filter(state=ALL))
        self.settle()

    def records(self) -> None:
        """Open drafts and type into the title of each."""
        self.view.go("disclosures")
        self.register().show_only(Filter(state="draft"))
        self.settle()
        rows = self.register().rows
        numbers = [each.number for row in range(rows.rowCount()) if (each := rows.record_at(row))]
        for number in numbers[: self._again]:
            self.view.go("about")
            self.settle()

            def opened(number: str = number) -> QWidget:
                self.view.open_record("disclosures", number)
                return self.record()

            self.note("record hold", max(self.until_painted("record", opened), self.settle()))
            self._type()

    def _type(self) -> None:
        page = self.record()
        page.form.go_to("title")
        self.settle()
        line = QApplication.focusWidget()
        assert line is not None
        for sign in TYPED:
            watch = Watch()
            QTest.keyClicks(line, sign)
            self._app.processEvents()
            self.note("key", watch.read())
        self.note("findings hold", self.settle(PAUSE / 1000 + QUIET))
        page.keeper.drop()
        page.form.show_record(page.form.base, frozenset())


def filled(area: QScrollArea, count: int) -> QWidget:
    """Fill an area with so many labelled lines and show it."""
    held = QWidget()
    lines = QFormLayout(held)
    for _ in range(count):
        lines.addRow(TYPED, QLineEdit())
    area.setWidget(held)
    area.show()
    return area.viewport()


def main() -> int:
    """Measure and print."""
    folder, count, again = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    bench = Bench(Ground(folder, count), again)
    for act in (
        bench.pages,
        bench.boards,
        bench.floors,
        bench.scrolls,
        bench.orders,
        bench.filters,
        bench.records,
    ):
        act()
    print(json.dumps(bench.found))
    bench.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
