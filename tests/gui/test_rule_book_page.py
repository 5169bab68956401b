"""The rule book of deadlines: rules that can be narrowed and read in full, the calculator, and what a change would move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.pages import rules_page_of
from ipdesk.gui.rows_table import RowsTable
from ipdesk.gui.rule_book_page import FILES, RULES, WHAT_IF, RuleBookPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import docket, records, rule_files
from ipdesk.operations.deadline_rules import DEADLINES
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.conftest import SetClock
from tests.gui.conftest import FakeDialogs
from tests.rules.deadline_books import HOUSE, house

PATIENCE = 30_000
REVIEW, RENEWAL = "申请满两年复核", "续展提示"
TASK, TERM, CONFIDENCE, CHECKED = range(4)
HOLDS, CHANGE, BEFORE, AFTER = 2, 2, 3, 4
PATENT = {
    "title": "一种热链组件", "kind": "invention", "jurisdiction": "CN", "route": "direct", "level": "internal",
    "filed_on": "2025-06-10",
}  # fmt: skip


def rows(table: RowsTable) -> list[list[str]]:
    model = table.rows
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def told(page: RuleBookPage) -> str:
    return " ".join(each.accessibleName() for each in page.outcome.findChildren(QWidget))


def version(desk: Desk) -> str:
    return str(rule_files.find_rules(desk, DEADLINES, "house").made.version)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "本所期限.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, filled_desk: Desk, own: Path
) -> RuleBookPage:
    rule_files.install_rules(filled_desk, own)
    made = rules_page_of("deadlines")(context, tasks, dialogs, "deadlines")
    assert isinstance(made, RuleBookPage)
    qtbot.addWidget(made)
    made.resize(1072, 660)
    made.show()
    made.refresh()
    made.rules.narrow(file="house")
    return made


@pytest.fixture
def decided(page: RuleBookPage, qtbot: QtBot, tmp_path: Path) -> Callable[[str], None]:
    """Return a function that has a text checked as a file and waits until it is known what it would move."""

    def wait(text: str) -> None:
        file = tmp_path / "改.toml"
        file.write_text(text, encoding="utf-8")
        page.install_file(file)
        qtbot.waitUntil(lambda: not page._busy, timeout=PATIENCE)

    return wait


def test_every_rule_shows_how_certain_it_is_and_the_list_is_narrowed(page: RuleBookPage) -> None:
    rules = page.rules
    shown = {row[TASK]: row for row in rows(rules.table)}
    assert list(shown) == [REVIEW, RENEWAL]
    assert (shown[REVIEW][CONFIDENCE], shown[RENEWAL][CONFIDENCE]) == ("▲ 转引未核对", "✓ 已核对原文")
    assert (shown[REVIEW][CHECKED], shown[RENEWAL][CHECKED]) == ("▲ 2025-01-10", "2026-03-01")
    rules.narrow(kind="design", unverified=True)
    assert [row[TASK] for row in rows(rules.table)] == [REVIEW]
    rules.narrow(kind="trademark")
    assert not rules.table.isVisible() and rules.empty.isVisible()
    rules.reset()
    assert len(rows(rules.table)) > 2, "the rules of all files are back"
    for words in ("某所来函", "house.renewal 商标", "给予许可 没有这样的词"):
        rules.search.setText(words)
        found = [row[TASK] for row in rows(rules.table)]
        assert found == {"某": [REVIEW], "h": [RENEWAL], "给": []}[words[0]]


def test_a_rule_is_read_in_full(page: RuleBookPage) -> None:
    page.rules.table.selectRow(0)
    said = page.rules.sheet.said()
    for part in (
        "复核并记录", "代理机构", "“申请日”有两种含义", "实际申请日", "2 年", "顺延至其后第一个工作日", "稳妥日",
        "第 2 个月加收 5%", "已终止", "未发生：", "✓ 本所办法第三条：已核对原文", "▲ 某所来函：据转引", "已逾一年",
        "与优先权无关", "星期五", "适用日 2024-03-15、滞纳期至 2024-05-15", "优先权日 2021-06-01",
    ):  # fmt: skip
        assert part in said
    page.rules.table.selectRow(1)
    assert "期限于该日届满" in page.rules.sheet.said(), "of a trade mark a worked weekend ends the term"


def test_enter_reckons_the_example_and_enter_again_leads_back_to_the_rule(page: RuleBookPage) -> None:
    page.rules.table.selectRow(0)
    QTest.keyClick(page.rules.table, Qt.Key.Key_Return)
    view = page.calculator
    assert view.isVisible()
    at_hand = rows(view.table)[view.table.row()]
    assert at_hand[:3] == [REVIEW, "2024-03-15", "2024-03-15"]
    assert "加收5%" in view.sheet.said() and "2024-05-15" in view.sheet.said()
    assert "2022-03-15＋2 年 → 2024-03-15" in view.sheet.said(), "the term stands in the sum"
    view.fields["filed_on"].editor.set_value("2024-03-15")
    view.look()
    days = {row[0]: row[HOLDS] for row in rows(view.table)}
    assert days[REVIEW] == "2026-03-16", "a Sunday goes on to Monday"
    view.table.selectRow(next(at for at, row in enumerate(rows(view.table)) if row[0] == REVIEW))
    assert "星期日 03-15" in view.sheet.said(), "over which days it rolled"
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert page.rules.isVisible()
    page.rules.table.selectRow(1)
    QTest.keyClick(page.rules.table, Qt.Key.Key_Return)
    assert "没有算例" in told(page)


def test_what_cannot_be_read_is_said_in_place_and_comes_back_when_mended(page: RuleBookPage) -> None:
    page.show_view_of(WHAT_IF)
    view = page.calculator
    view.fields["kind"].editor.set_value("invention")
    view.fields["jurisdiction"].editor.set_value("火星")
    view.fields["filed_on"].editor.set_value("2024-13-44")
    view.events.set_value([{"event": "granted"}, {}])
    view.look()
    assert view.tasks == ()
    assert any("不是日期" in each for each in view.fields["filed_on"].notes())
    assert view.fields["jurisdiction"].notes()
    assert view.events.model.marks == {0: "block"}, "an empty row is nobody's mistake"
    view.events.set_value([{"event": "abandon-review", "day": "2025-01-02"}])
    view.fields["jurisdiction"].editor.set_value("cn")
    view.fields["filed_on"].editor.line.setText("2024.3.15")  # type: ignore[attr-defined]
    view.look()
    assert any(row[0] == f"✓ {REVIEW} · 已办" for row in rows(view.table))
    view.empty_all()
    assert view.tasks == () and not view.fields["filed_on"].notes()


def test_what_a_file_would_move_is_shown_before_it_holds(
    page: RuleBookPage, decided: Callable[[str], None], filled_desk: Desk, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    added = records.add(filled_desk, register("patents"), [PATENT])[0].number
    decided(house("本所-2", 1, "2023-03-15"))
    assert page.moves.isVisible() and not page.install.isVisible()
    [row] = [each for each in rows(page.moves.table) if each[0] == added]
    assert row[1:] == [REVIEW, "▲ 提前 365 日", "2027-06-10", "2026-06-10"]
    assert version(filled_desk) == "本所-1", "nothing holds yet"
    QTest.keyClick(page.moves.table, Qt.Key.Key_Escape)
    assert page.rules.isVisible() and version(filled_desk) == "本所-1"
    decided(house("本所-2", 1, "2023-03-15"))
    with qtbot.waitSignal(page.context.changed, timeout=PATIENCE):
        page.let_hold()
    assert version(filled_desk) == "本所-2"
    assert dialogs.asked == [], "what moves was the question"
    page.show_view_of(FILES)
    page.table.selectRow(list(DEADLINES.names).index("house"))
    page.put_back()
    qtbot.waitUntil(lambda: not page._busy, timeout=PATIENCE)
    assert rows(page.moves.table)[0][CHANGE] == "● 推后 365 日", "what is put back moves days as well"


def test_where_nothing_moves_it_says_so_and_asks(
    page: RuleBookPage, decided: Callable[[str], None], filled_desk: Desk, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    dialogs.decision = False
    decided(house("本所-2", 1, "2023-03-15"))
    assert "没有期限因此变动" in dialogs.asked[-1]
    assert version(filled_desk) == "本所-1"
    dialogs.decision = True
    file = page.context.desk.workspace.folder.with_name("改.toml")
    with qtbot.waitSignal(page.context.changed, timeout=PATIENCE):
        page.install_file(file)
    assert version(filled_desk) == "本所-2"
    decided("id = 'house'\n")
    assert "■" in " ".join(
        each.text() for each in page.outcome.findChildren(QWidget) if hasattr(each, "text")
    )


def test_reckoning_is_stopped_and_nothing_holds(
    page: RuleBookPage, own: Path, filled_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_desk: Desk, _kind: Any, _made: Any, step: Callable[[int, int], None]) -> list[Any]:
        while True:
            step(1, 2)

    monkeypatch.setattr(docket, "moves_by", endless)
    page.install_file(own)
    assert not page.may_leave()
    page.progress.stopped.emit()
    qtbot.waitUntil(page.outcome.isVisible, timeout=PATIENCE)
    assert page.may_leave() and version(filled_desk) == "本所-1"


def test_files_are_done_to_in_their_own_view_alone(page: RuleBookPage) -> None:
    acts = {each.id: each for each in page.commands()}
    assert page.usual_view() is page.rules
    assert not page.export.isVisible() and not acts["rules.remove"].enabled()
    acts["rulebook.files"].run()
    page.table.selectRow(list(DEADLINES.names).index("house"))
    assert page.export.isVisible() and acts["rules.remove"].enabled()
    page.show_rules.click()
    assert [row[TASK] for row in rows(page.rules.table)] == [REVIEW, RENEWAL]
    page.turn()
    assert page.calculator.isVisible()
    assert RULES in page.chips.chips


def test_the_calendar_says_which_years_it_lacks(
    qtbot: QtBot, context: Context, tasks: Tasks, dialogs: FakeDialogs, clock: SetClock
) -> None:
    made = rules_page_of("calendar")(context, tasks, dialogs, "calendar")
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    year = context.desk.today().year
    said = made.missing.text.text()  # type: ignore[attr-defined]
    assert f"{year + 2}" in said and f"{year}、" not in said and "导出副本" in said
