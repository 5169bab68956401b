"""The yearly reviews of technical secrets: which are recognised and when each is due, as a list and on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from ipdesk.model.marking import Marking, highest
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import register
from ipdesk.registers.secret_course import review_due
from ipdesk.registers.secret_findings import may_be_state_secret
from ipdesk.registers.secrets import Secret

SECRETS: Final = register("secrets")
# Of a list that names nothing: it is for the office.
OF_NOTHING: Final = Marking(handling="internal")


def reviews_due(desk: Desk, until: date | None = None) -> list[Secret]:
    """Return the recognised secrets by the day on which their review falls due, those without any first; sealed ones are left out.

    So is what is or may be a state secret after all: it belongs to the other regime, and its record says so.
    """
    desk.require("read")
    ids = list_ids(desk, SECRETS, [("state", "recognised")])
    found = [
        each
        for each in whole(desk, SECRETS, list(ids))
        if isinstance(each, Secret) and not each.withheld and not may_be_state_secret(each)
    ]
    days = {each.id: review_due(each) for each in found}
    wanted = [each for each in found if until is None or (day := days[each.id]) is None or day <= until]
    return sorted(wanted, key=lambda each: (days[each.id] or date.min, each.number))


def write_review_list(desk: Desk, target: Path, language: str = "zh", until: date | None = None) -> Paper:
    """Write the list of yearly reviews as a PDF with room to enter what is found, or as a workbook.

    It carries the highest marking of the secrets that it names.
    """
    desk.require("export")
    require_place(desk, target, ".pdf", ".xlsx")
    secrets, translator, today = reviews_due(desk, until), desk.translator.to(language), desk.today()
    marking = highest([OF_NOTHING, *(marking_of_row(desk, each) for each in secrets)])
    stamp = make_stamp(desk, "export", SECRETS.name, target, secrets, "secret-reviews", language)
    unresolved: tuple[str, ...] = ()
    if target.suffix.lower() == ".xlsx":
        from ipdesk.exporting.documents.secret_reviews import reviews_table
        from ipdesk.exporting.excel import register_workbook

        tables = (reviews_table(secrets, today, translator),)
        data = register_workbook(tables, marking, stamp, translator, is_read_back=False)
    else:
        from ipdesk.exporting import pdf
        from ipdesk.exporting.documents.secret_reviews import reviews_document

        content = reviews_document(secrets, today, marking, translator)
        data, unresolved = pdf.render(content, stamp), pdf.unresolved(content)
    write_paper(target, data)
    return Paper(target, stamp, marking, len(secrets), unresolved=unresolved)
