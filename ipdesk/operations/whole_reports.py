"""What became of the rows of several files, as one workbook to correct and take in again."""

from __future__ import annotations

from pathlib import Path

from ipdesk.exporting.layout import Table
from ipdesk.exporting.locked import lock_workbook, require_password_or_none
from ipdesk.model.marking import highest
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.intake_reports import report_marking, report_table
from ipdesk.operations.whole_intake import Whole, hidden_notices


def write_whole_report(
    desk: Desk, whole: Whole, target: Path, language: str = "zh", password: str = ""
) -> Paper:
    """Write what would become of each row of all files, a sheet for each register and file.

    Its sheets say of which register they are: corrected and dropped in again, they give the same records. Sheets that
    could not be read are not in it.
    """
    from ipdesk.exporting.excel import check_workbook

    desk.require("import")
    require_place(desk, target, ".xlsx")
    require_password_or_none(password)
    translator = desk.translator.to(language)
    previews = whole.previews()
    several = len({each.intake.file for each in previews}) > 1
    tables: list[Table] = []
    for each in previews:
        label = translator.label(each.register.label)
        title = f"{label} {each.intake.file}" if several else label
        also = [] if tables else hidden_notices(whole)  # which are in no register: the first sheet tells them
        tables.append(report_table(desk, each, translator, title, also))
    stamp = make_stamp(
        desk, "intake-report", "", target, [], language=language, locked=bool(password),
        restricted=list(dict.fromkeys(name for each in previews for plan in each.rows for name in plan.row.closed)),
    )  # fmt: skip
    marking = highest([report_marking(desk, each) for each in previews])
    data = check_workbook(tables, marking, stamp, translator)
    write_paper(target, lock_workbook(data, password) if password else data)
    return Paper(target, stamp, marking, sum(len(each.rows) for each in previews))
