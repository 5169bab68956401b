"""What documents say, as committed: the text of each page and the cells of each sheet.

`python -m tests.exporting.golden` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from openpyxl import load_workbook

from ipdesk.exporting.calendar_files import calendar_bytes
from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.documents.agency_quality import agencies_document, agencies_tables
from ipdesk.exporting.documents.docket_list import docket_document
from ipdesk.exporting.documents.fee_order import fee_document
from ipdesk.exporting.documents.idle_review import idle_document
from ipdesk.exporting.documents.officer_service import officers_document, officers_table
from ipdesk.exporting.documents.quarter_report import report_document
from ipdesk.exporting.documents.secret_reviews import reviews_document, reviews_table
from ipdesk.exporting.documents.signing_rate import signing_document
from ipdesk.exporting.excel import register_workbook
from ipdesk.exporting.forms import blank_form
from ipdesk.exporting.layout import PaperOptions, Stamp
from ipdesk.exporting.pdf import render
from ipdesk.exporting.records import Linked, marking_of_all, register_tables
from ipdesk.model.marking import Marking
from ipdesk.model.record import marking_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.registers.agreement_paper import told
from ipdesk.registers.agreements import Agreement
from ipdesk.registers.disclosure_rows import Rework
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.clauses import compose
from tests.exporting import (
    assessment_cases,
    docket_case,
    leaver_cases,
    paper_cases,
    quarter_case,
    secret_cases,
    signing_case,
)
from tests.exporting.documents.test_movements import ERRANDS
from tests.registers.rights import PATENT
from tests.registers.samples import DISCLOSURE, MEETING, PROJECT, RELEASE
from tests.registers.staff import MOVEMENT

REFERENCE = Path(__file__).parent.parent / "_reference"
JOINER = Agreement(
    number="XY-2026-00017",
    level="internal",
    name="单雨桐",
    person=("A1",),
    kind="joiner",
    unit="低温光学研究室",
    post="副研究员",
    employment="在编人员",
    nationality="中国",
    identity_number="E1234567",
    contact="13800000000",
    joined=date(2026, 1, 5),
    disclose_days=15,
    copies=2,
    drafted_on=date(2026, 1, 5),
    template="of our own",
)
ZH = Translator("zh", resource_path("i18n"))
STAMP = Stamp(
    serial=7,
    user="李明",
    at=datetime(2026, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=8))),
    head="9f3ac2" * 10 + "9f3a",
    seq=42,
    lab="某某实验室",
    code="SKL",
)


def page_texts(pdf: bytes) -> str:
    """Return the text of a PDF, page by page, as a reader would copy it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    return "\n\f\n".join(page.replace("\r\n", "\n").strip() for page in pages) + "\n"


def cell_texts(workbook: bytes) -> str:
    """Return the cells of a workbook, sheet by sheet, hidden ones too."""
    lines = []
    for sheet in load_workbook(BytesIO(workbook)):
        lines.append(f"# {sheet.title} ({sheet.sheet_state})")
        for row in sheet.iter_rows():
            lines += [f"{cell.coordinate}\t{cell.value!r}" for cell in row if cell.value is not None]
    return "\n".join(lines) + "\n"


def disclosure_form() -> str:
    """Return the text of the disclosure form of the sample disclosure."""
    found = register("disclosures")
    return page_texts(render(documents_of(found.name)["form"](found, DISCLOSURE, (), ZH), STAMP))


def project_record() -> str:
    """Return the text of the record sheet of the sample project."""
    found = register("projects")
    return page_texts(render(documents_of(found.name)["record"](found, PROJECT, (), ZH), STAMP))


def disclosure_note(name: str) -> str:
    """Return the text of a note of the sample disclosure, which was returned once."""
    found = register("disclosures")
    asked = Rework(
        asked_on=date(2026, 10, 12), asked_by="解敏", instruction="补充对比例，并附上全部发明人的声明。"
    )
    returned = replace(DISCLOSURE, rework=(asked,))
    return page_texts(render(documents_of(found.name)[name](found, returned, (), ZH), STAMP))


def signing_report() -> str:
    """Return the text of the report of a made-up signing rate, with who lacks an agreement."""
    rate, lacking = signing_case.signing_rate(), signing_case.signers()
    document = signing_document(rate, signing_case.KINDS, lacking, Marking(handling="internal"), ZH)
    return page_texts(render(document, STAMP))


def docket_list() -> str:
    """Return the text of a made-up list of what is due."""
    asked, marking = "2026-12-31前到期、仅专利及申请", Marking(handling="internal")
    made = docket_document(docket_case.docket_rows(), asked, docket_case.TODAY, marking, ZH)
    return page_texts(render(made, STAMP, turned=True))


def fee_order() -> str:
    """Return the text of a made-up order to pay fees."""
    until, marking = date(2027, 2, 27), Marking(handling="internal")
    made = fee_document(docket_case.fee_rows(), until, docket_case.TODAY, marking, ZH)
    return page_texts(render(made, STAMP, turned=True))


def idle_review() -> str:
    """Return the text of a made-up review of patents that are not put into practice."""
    basis, marking = "国知发运字〔2021〕7号（五）", Marking(handling="trade-general")
    made = idle_document(docket_case.idle_rows(), basis, docket_case.TODAY, marking, ZH)
    return page_texts(render(made, STAMP, turned=True))


def agency_list() -> str:
    """Return the text of a made-up list of agencies, and the cells of its workbook."""
    rows, marking = docket_case.agency_rows(), Marking(handling="internal")
    made = agencies_document(rows, "国知发运字〔2021〕7号（五）", docket_case.TODAY, marking, ZH)
    tables = agencies_tables(rows, docket_case.behind_rows(), ZH)
    return page_texts(render(made, STAMP, turned=True)) + cell_texts(
        register_workbook(tables, marking, STAMP, ZH, is_read_back=False)
    )


def officer_list() -> str:
    """Return the text of a made-up list of IP officers, and the cells of its workbook."""
    rows, marking = docket_case.officer_rows(), Marking(handling="internal")
    made = officers_document(rows, "国知发运字〔2021〕7号（十四）", docket_case.TODAY, marking, ZH)
    sheet = register_workbook((officers_table(rows, ZH),), marking, STAMP, ZH, is_read_back=False)
    return page_texts(render(made, STAMP)) + cell_texts(sheet)


def calendar_file() -> str:
    """Return a made-up calendar file as it is, but for its line ends."""
    made = calendar_bytes(docket_case.calendar_rows(), Marking(handling="internal"), STAMP, ZH)
    return made.decode().replace("\r\n", "\n")


def ip_sheet() -> str:
    """Return the text of the IP sheet of the sample project with the sample disclosure."""
    found, state = register("projects"), register("disclosures").state(DISCLOSURE.state).label
    linked = Linked(register("disclosures").one, DISCLOSURE, DISCLOSURE.title, state, marking_of(DISCLOSURE))
    return page_texts(render(documents_of(found.name)["ip-sheet"](found, PROJECT, (), ZH, [linked]), STAMP))


def release_paper(name: str) -> str:
    """Return the text of a paper of the sample release."""
    found = register("releases")
    return page_texts(render(documents_of(found.name)[name](found, RELEASE, (), ZH), STAMP))


def agreement(**values: Any) -> str:
    """Return the text of the agreement of the sample person who joins, of which the legal office approved nothing."""
    found, record = register("agreements"), replace(JOINER, **values)
    languages = ("zh", "en") if record.bilingual else ("zh",)
    template = shipped_template(record.kind)
    papers = [compose(template, {}, told(record, STAMP.lab, {}), each) for each in languages]
    made = documents_of(found.name)["agreement"](found, record, (), ZH, papers)
    return page_texts(render(made, STAMP, PaperOptions(page="official")))


def meeting_minutes() -> str:
    """Return the text of the minutes of the sample meeting."""
    found = register("meetings")
    return page_texts(render(documents_of(found.name)["minutes"](found, MEETING, (), ZH), STAMP))


def movement_sheet() -> str:
    """Return the text of the handling sheet of the sample movement."""
    found = register("movements")
    return page_texts(render(documents_of(found.name)["sheet"](found, MOVEMENT, (), ZH, ERRANDS), STAMP))


def filing_order() -> str:
    """Return the text of the filing order of the sample right."""
    found = register("patents")
    return page_texts(render(documents_of(found.name)["order"](found, PATENT, (), ZH), STAMP))


def secret_paper(name: str) -> str:
    """Return the text of a paper of a technical secret with everything."""
    found = register("secrets")
    return page_texts(render(documents_of(found.name)[name](found, secret_cases.FULL, (), ZH), STAMP))


def review_list() -> str:
    """Return the text of the list of yearly reviews, on paper and as a workbook."""
    secrets, marking = (secret_cases.LATE, secret_cases.FULL), marking_of(secret_cases.FULL)
    paper = render(reviews_document(secrets, secret_cases.ON, marking, ZH), STAMP)
    table = reviews_table(secrets, secret_cases.ON, ZH)
    return page_texts(paper) + cell_texts(register_workbook((table,), marking, STAMP, ZH, is_read_back=False))


def assessment_paper(name: str) -> str:
    """Return the text of a document of the sample assessment, which was decided."""
    record, dossier = assessment_cases.usual()
    found = register("assessments")
    return page_texts(render(documents_of(found.name)[name](found, record, (), ZH, dossier), STAMP))


def paper_form() -> str:
    """Return the text of the form of the sample review before publication, which has its verdict."""
    found, (record, dossier) = register("papers"), paper_cases.usual()
    return page_texts(render(documents_of(found.name)["form"](found, record, (), ZH, dossier), STAMP))


def leaver_list(language: str = "zh") -> str:
    """Return the text of the list and letter of the sample person, who is about to leave."""
    record, dossier = leaver_cases.usual()
    found, translator = register("people"), ZH.to(language)
    return page_texts(
        render(documents_of(found.name)["leaver"](found, record, (), translator, dossier), STAMP)
    )


def quarter_report(year: str = "") -> str:
    """Return the text of the report of a made-up quarter, or of a year in which nothing happened."""
    made = quarter_case.quarter()
    if year:
        made = replace(quarter_case.nil_quarter(), code=year, name=f"{year}年度", first=date(int(year), 1, 1))
    return page_texts(render(report_document(made, ZH), STAMP))


def disclosure_register() -> str:
    """Return the cells of the register workbook with the sample disclosure."""
    tables = register_tables(register("disclosures"), [DISCLOSURE], ZH)
    return cell_texts(register_workbook(tables, marking_of_all([DISCLOSURE]), STAMP, ZH))


def project_form() -> str:
    """Return the cells of the blank form of projects."""
    return cell_texts(blank_form(register("projects"), ZH, STAMP, Marking(handling="internal")))


GOLDEN: dict[str, Callable[[], str]] = {
    "assessment-form.txt": partial(assessment_paper, "form"),
    "assessment-decision.txt": partial(assessment_paper, "decision"),
    "assessment-evidence.txt": partial(assessment_paper, "evidence"),
    "paper-form.txt": paper_form,
    "disclosure-form.txt": disclosure_form,
    "disclosure-receipt.txt": partial(disclosure_note, "receipt"),
    "disclosure-rework.txt": partial(disclosure_note, "rework"),
    "disclosure-secrecy-check.txt": partial(disclosure_note, "secrecy-check"),
    "agreement-joiner.txt": agreement,
    "agreement-joiner-bilingual.txt": partial(
        agreement, name="Maximilian von Hohenberg", nationality="德国", bilingual=True
    ),
    "docket-list.txt": docket_list,
    "docket-calendar.txt": calendar_file,
    "fee-order.txt": fee_order,
    "idle-review.txt": idle_review,
    "agency-quality.txt": agency_list,
    "officer-service.txt": officer_list,
    "leaver-list.txt": leaver_list,
    "leaver-list-en.txt": partial(leaver_list, "en"),
    "movement-sheet.txt": movement_sheet,
    "patent-order.txt": filing_order,
    "project-ip-sheet.txt": ip_sheet,
    "secret-registration.txt": partial(secret_paper, "registration"),
    "secret-access-list.txt": partial(secret_paper, "access-list"),
    "secret-carrier-ledger.txt": partial(secret_paper, "carrier-ledger"),
    "secret-reviews.txt": review_list,
    "release-contract.txt": partial(release_paper, "contract"),
    "release-notice.txt": partial(release_paper, "notice"),
    "meeting-minutes.txt": meeting_minutes,
    "quarter-report.txt": quarter_report,
    "year-report-nil.txt": partial(quarter_report, "2025"),
    "signing-rate.txt": signing_report,
    "project-record.txt": project_record,
    "disclosure-register.txt": disclosure_register,
    "project-form.txt": project_form,
}


if __name__ == "__main__":
    for name, make in GOLDEN.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8", newline="\n")
