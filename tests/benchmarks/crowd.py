"""The table of many people measured inside the window, in a process of its own: run by `tests.benchmarks.people`, never by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ipdesk.gui.conditions import Filter
from tests.benchmarks.desk import Bench
from tests.benchmarks.ground import Ground


class Crowd(Bench):
    """The window over a workspace full of people."""

    def tables(self) -> None:
        """Open the register of people, again and again."""

        def opened() -> QWidget:
            self.view.go("people")
            return self.register().table.viewport()

        for _ in range(self._again):
            self.view.go("about")
            self.settle()
            self.until_painted("people", opened)
            self.settle()

    def duties(self) -> None:
        """Narrow it to those who lack an agreement, and widen it again."""
        page = self.register()

        def narrowed() -> QWidget:
            page.show_only(Filter(conditions=(("duty", "agreement-missing"),)))
            return page.table.viewport()

        for _ in range(self._again):
            self.until_painted("duty", narrowed)
            page.show_only(Filter())
            self.settle()


def main() -> int:
    """Measure and print."""
    folder, count, again = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    bench = Crowd(Ground(folder, count), again)
    for act in (bench.tables, bench.floors, bench.duties):
        act()
    print(json.dumps(bench.found))
    bench.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
