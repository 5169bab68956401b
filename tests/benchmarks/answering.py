"""An assessment in the window measured from inside, in a process of its own: run by `assessments`, never by hand."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from ipdesk.gui.pages.assessments import AssessmentPage
from ipdesk.gui.record_page import PAUSE
from ipdesk.operations.reading import list_ids, page
from ipdesk.registers import register
from tests.benchmarks.desk import QUIET, Bench, filled
from tests.benchmarks.ground import Ground

ANSWERED: Final = register("assessments")
KEYS: Final = (Qt.Key.Key_1, Qt.Key.Key_5)


def assessment(bench: Bench) -> AssessmentPage:
    """Return the page of the assessment that is shown."""
    shown = bench.record()
    assert isinstance(shown, AssessmentPage)
    return shown


def floors(bench: Bench, again: int) -> None:
    """Show as many plain fields as the page has: no window does it faster."""
    fields = len(ANSWERED.fields())
    for _ in range(again):
        shown = QScrollArea()
        shown.resize(bench.window.size())
        bench.until_painted("plain form", partial(filled, shown, fields))
        bench.settle()
        shown.close()
    bench.window.activateWindow()
    bench.settle()


def opens(bench: Bench, numbers: list[str]) -> None:
    """Open assessments, go on to the next part of the checklist, and answer a question there."""
    for number in numbers:
        bench.view.go("about")
        bench.settle()

        def opened(number: str = number) -> QWidget:
            bench.view.open_record(ANSWERED.name, number)
            return bench.record()

        bench.note("record hold", max(bench.until_painted("record", opened), bench.settle()))
        for _ in range(3):  # over the gates to what is scored

            def turned() -> QWidget:
                assessment(bench).sheet.checklist.turn(1)
                return bench.record()

            bench.note("part hold", max(bench.until_painted("part", turned), bench.settle()))
        answers(bench)


def answers(bench: Bench) -> None:
    """Answer the question with the cursor by its key, and let the findings be looked for."""
    shown = assessment(bench)
    asked = next(each for each in shown.sheet.checklist.questions if each.item.kind == "score")
    asked.go_to()
    bench.settle()
    for key in KEYS:

        def answered(key: Qt.Key = key) -> QWidget:
            QTest.keyClick(asked, key)
            return shown

        bench.until_painted("key", answered)
        bench.note("answer hold", bench.settle(PAUSE / 1000 + QUIET))
    shown.keeper.drop()
    shown.form.show_record(shown.form.base, frozenset())
    bench.settle()


def main() -> int:
    """Measure and print."""
    folder, count, again = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    ground = Ground(folder, count)
    with ground.opened() as desk:
        numbers = [each.number for each in page(desk, ANSWERED, list_ids(desk, ANSWERED, limit=again))]
    bench = Bench(ground, again)
    floors(bench, again)
    opens(bench, numbers)
    print(json.dumps(bench.found))
    bench.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
