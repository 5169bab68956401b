"""Pictures of the window over the demo workspace: pages, a register and records, some in both languages.

Run it by packaging/screenshots.sh. The demo is made in a scratch folder, with invented records only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from ipdesk.gui import look
from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.dialogs import QtDialogs
from ipdesk.gui.fonts import choose_font
from ipdesk.gui.main_window import MainWindow
from ipdesk.gui.new_workspace_page import NewWorkspacePage
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.report_templates_page import ReportTemplatesPage
from ipdesk.gui.reports_page import ReportsPage
from ipdesk.gui.review_page import ReviewPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import Scheme
from ipdesk.gui.whole_import_page import WholeImportPage
from ipdesk.model.text import Translator
from ipdesk.operations import entrance, workspaces
from ipdesk.operations.demo import make_demo
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.paths import resource_path

# A place at the left, register/number of a record, or an entry of OPENED; each in these languages and colours.
SHOTS: tuple[tuple[str, str, Scheme], ...] = (
    ("today", "zh", "light"),
    ("today", "en", "light"),
    ("today", "en", "dark"),
    ("disclosures", "zh", "light"),
    ("disclosures/PL-2026-0016", "zh", "light"),
    ("disclosures/PL-2026-0016", "en", "dark"),
    *(
        (place, language, "light")
        for place in (
            "new-workspace", "import-all", "disclosures/PL-2026-0017", "assessments/PG-2026-0008", "assess-together",
            "meetings/HY-2026-003", "patents/ZL-2024-0004", "due", "deadlines", "papers/LW-2026-0007", "review",
            "people/SY010", "movements/BD-2026-0006", "agreements/XY-2026-00003", "signing", "everything",
            "releases/FQ-2026-001", "board", "reports", "secrets/JS-2026-0001", "projects/SL-ZD-01", "print", "checklists", "lexicon",
            "report-templates", "templates", "safekeeping",
        )
        for language in ("zh", "en")
    ),
)  # fmt: skip
LEDGERS: dict[str, list[list[str]]] = {
    "人员花名册": [
        ["姓名", "工号", "所在部门", "人员类别", "入职日期"],
        ["贺示", "SY101", "器件研究室", "在编人员", "2021-07-01"],
        ["乔虚", "SY102", "传感器件研究室", "聘用人员", "2022-03-14"],
    ],
    "专利台账": [
        ["专利名称", "专利号", "申请日", "授权公告日", "发明人", "法律状态"],
        ["一种样品盒的限位结构（示例）", "ZL202020001001.1", "2020-01-02", "2020-10-09", "贺示", "有效"],
        ["一种浆料罐的密封盖（示例）", "ZL202120001002.9", "2021-01-05", "2021-09-10", "乔虚、贺示", "有效"],
    ],
    "保密协议台账": [
        ["姓名", "签订日期", "协议类型", "到期日"],
        ["贺示", "2021-07-01", "知识产权与保密协议", "2026-06-30"],
        ["张三", "2021年13月2日", "知识产权与保密协议", ""],
    ],
    "工作量统计": [["组别", "第一季度", "第二季度"], ["器件组", "120", "135"]],
}
TOGETHER = ("PG-2026-0008", "PG-2026-0009", "PG-2026-0007")
COLOURS = 96  # of a picture: as many as text with smooth edges needs
SETTLE = 2.5  # seconds for lists that are worked out beside the window


class Leaving(QtDialogs):
    """Leaves every page without being asked."""

    def decide(self, _parent: QWidget, _question: str, _act: str) -> bool:
        """Agree."""
        return True


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


def _import_all(view: DeskView) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in LEDGERS.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    place = Path(tempfile.mkdtemp()) / "旧台账.xlsx"
    book.save(place)
    view.open_import_all()
    page = view.page()
    assert isinstance(page, WholeImportPage)
    page.add_files([place])


def _review(view: DeskView) -> None:
    view.go("review")
    page = view.page()
    assert isinstance(page, ReviewPage)
    page.check_files([resource_path("samples", "manuscript-humidity.tex")])


def _fill_template(view: DeskView) -> None:
    view.open_page("report-templates")
    page = view.page()
    assert isinstance(page, ReportTemplatesPage)
    page.open_file(resource_path("samples", "quarterly-return.xlsx"))


OPENED: dict[str, Callable[[DeskView], None]] = {
    "import-all": _import_all,
    "review": _review,
    "assess-together": lambda view: view.open_together("assessments", TOGETHER),
    "signing": lambda view: view.open_page("signing"),
    "everything": lambda view: view.open_everything("SY010"),
    "deadlines": lambda view: view.open_page("rules", "deadlines"),
    "checklists": lambda view: view.open_page("rules", "checklist"),
    "lexicon": lambda view: view.open_page("rules", "lexicon"),
    "templates": lambda view: view.open_page("templates"),
    "report-templates": _fill_template,
    "print": lambda view: view.open_print("assessments", "PG-2026-0008"),
}


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
    window = MainWindow(context, tasks, Leaving(context))
    if place == "new-workspace":
        window.show_new()
        making = window.findChild(NewWorkspacePage)
        assert making is not None
        making.place.setText("/home/officer/ipdesk.ipdesk")
        window.show()
        settle(app, tasks)
        keep(window, target / f"{place}-{language}-{scheme}.png")
        return
    user = entrance.names_in(folder)[0]
    window.open_desk(Desk(workspaces.unlock(folder, user, passphrase, now), translator))
    window.show()
    view = window.findChild(DeskView)
    assert view is not None
    register, _, number = place.partition("/")
    if place in OPENED:
        OPENED[place](view)
    elif number:
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
    keep(window, target / f"{register}{kind}-{language}-{scheme}.png")


def keep(window: MainWindow, file: Path) -> None:
    """Keep the picture of a window, and close it."""
    window.grab().save(str(file))
    shrink(file)
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
