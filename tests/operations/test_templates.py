"""Templates and the Word files filled from them: checked before they are taken, stamped, logged and written again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest

from ipdesk.exporting.documents import kinds_of
from ipdesk.model.errors import (
    CannotWrite,
    Incomplete,
    NotFound,
    NotPermitted,
    Refused,
    Stale,
    Unfit,
    WrongValue,
)
from ipdesk.operations import documents, records, spills, templates, word_documents
from ipdesk.operations.desk import Desk
from ipdesk.operations.templates import Template
from ipdesk.registers import REGISTERS
from ipdesk.store.database import rows
from tests.conftest import SetClock
from tests.importing.word_makers import docx, lines
from tests.importing.word_makers import rows as table
from tests.operations.cases import DISCLOSURES, PROJECTS, add_disclosure, project, said, state_of_store

OWN = docx(
    lines("某某实验室退回单", "{{ number }} {{ title }}")
    + table(("{%tr for row in rework_left %}",), ("{{ row.no }} {{ row.instruction }}",), ("{%tr endfor %}",))
)
NAME = "disclosures.rework.zh"


@pytest.fixture
def returned(desk: Desk) -> str:
    """Add a disclosure that was returned for rework, and return its number."""
    number = add_disclosure(desk)
    instruction = {"asked_on": "2026-03-04", "asked_by": "解敏", "instruction": "补充对比例\n{{ title }}"}
    records.change(desk, DISCLOSURES, number, {"rework": [instruction]})
    return number


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a template of the laboratory's own as a file."""
    path = tmp_path / "退回单.docx"
    path.write_bytes(OWN)
    return path


def rework(desk: Desk) -> Template:
    """Return the template of the notice of return as it stands now."""
    return templates.named_template(desk, NAME)


def text_of(path: Path) -> str:
    """Return all paragraphs of a Word file."""
    found = python_docx.Document(str(path))
    cells = [cell.text for each in found.tables for row in each.rows for cell in row.cells]
    heads = [each.text for each in found.sections[0].header.paragraphs]
    return "\n".join([*heads, *(each.text for each in found.paragraphs), *cells])


def test_every_document_is_listed_in_both_languages_and_ours_are_there(desk: Desk) -> None:
    found = {each.name: each for each in templates.list_templates(desk)}
    kinds = [kind for each in REGISTERS for kind in kinds_of(each.name).values()]
    assert len(found) == 2 * sum(not kind.dossier for kind in kinds)
    assert {name for name, each in found.items() if each.whose == "ours"} == {
        "disclosures.rework.zh", "disclosures.rework.en", "projects.ip-sheet.zh", "projects.ip-sheet.en",
        "releases.contract.zh", "releases.contract.en",
    }  # fmt: skip
    assert templates.named_template(desk, "projects.ip-sheet", "en").name == "projects.ip-sheet.en"
    with pytest.raises(NotFound) as error:
        templates.named_template(desk, "projects.rework")
    assert "disclosures.rework" in said(error.value)


def test_a_word_file_is_stamped_marked_logged_and_written_again(
    desk: Desk, returned: str, tmp_path: Path, clock: SetClock
) -> None:
    paper = word_documents.print_word(desk, DISCLOSURES, returned, tmp_path / "一.docx", "rework")
    said_there = text_of(tmp_path / "一.docx")
    assert "补充对比例\n{{ title }}" in said_there
    assert "内部" in said_there
    footer = python_docx.Document(str(tmp_path / "一.docx")).sections[0].footer.paragraphs[1].text
    assert footer.startswith("流水号 LAB-000001 · 李明 · 2026-03-05 09:30")
    assert paper.stamp.head[:12] in footer
    (shown,) = documents.printed(desk)
    assert (shown.ending, shown.document, shown.number, shown.changed) == (".docx", "rework", returned, False)
    clock.forward(days=9)
    again = documents.print_again(desk, 1, tmp_path / "二.docx")
    assert again.stamp == paper.stamp
    assert (tmp_path / "二.docx").read_bytes() == (tmp_path / "一.docx").read_bytes()
    assert rows(desk.workspace.db, "select act from audit order by seq desc limit 1") == [("print-again",)]
    with pytest.raises(WrongValue, match="does not end"):
        documents.print_again(desk, 1, tmp_path / "二.pdf")
    records.change(desk, DISCLOSURES, returned, {"title": "改"})
    with pytest.raises(Stale, match="changed after"):
        documents.print_again(desk, 1, tmp_path / "三.docx")


def test_the_sheet_of_a_project_names_what_links_to_it(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, PROJECTS, [project()])
    number = add_disclosure(desk, projects=["KY-2025-003"])
    for language in ("zh", "en"):
        word_documents.print_word(
            desk, PROJECTS, "KY-2025-003", tmp_path / f"{language}.docx", language=language
        )
        assert number in text_of(tmp_path / f"{language}.docx")
    assert "Achievements linked to the project" in text_of(tmp_path / "en.docx")


def test_an_own_template_is_checked_installed_used_removed_and_put_back(
    desk: Desk, returned: str, own: Path, tmp_path: Path, clock: SetClock
) -> None:
    ours = rework(desk)
    assert templates.check_template(desk, own, ours)
    made = templates.install_template(desk, own, ours)
    assert (made.whose, made.file, made.user) == ("lab", "退回单.docx", "李明")
    assert rework(desk) == made
    word_documents.print_word(desk, DISCLOSURES, returned, tmp_path / "一.docx", "rework")
    assert "某某实验室退回单" in text_of(tmp_path / "一.docx")
    assert "1 补充对比例\n{{ title }}" in text_of(tmp_path / "一.docx")
    templates.export_template(desk, made, tmp_path / "出.docx")
    assert (tmp_path / "出.docx").read_bytes() == OWN
    templates.export_template(desk, made, tmp_path / "出.docx", ours=True)
    assert (tmp_path / "出.docx").read_bytes() != OWN
    removed = templates.remove_template(desk, made)
    assert (removed.whose, removed.sha256, removed.again) == ("ours", ours.sha256, True)
    documents.print_again(desk, 1, tmp_path / "二.docx")  # from the template it was filled from
    assert (tmp_path / "二.docx").read_bytes() == (tmp_path / "一.docx").read_bytes()
    with pytest.raises(NotFound, match="no template of the laboratory"):
        templates.remove_template(desk, removed)
    assert templates.restore_template(desk, removed).file == "退回单.docx"
    with pytest.raises(NotFound, match="No earlier template"):
        templates.restore_template(desk, templates.named_template(desk, "projects.record"))
    acts = [
        each[0]
        for each in rows(desk.workspace.db, "select act from audit where act like 'template%' order by seq")
    ]
    assert acts == ["template-install", "template-remove", "template-restore"]


def test_a_template_removed_by_somebody_else_meanwhile_is_told(desk: Desk, own: Path) -> None:
    made = templates.install_template(desk, own, rework(desk))
    own.write_bytes(docx(lines("另一个")))
    templates.install_template(desk, own, made)
    with pytest.raises(Refused, match="changed by somebody else"):
        templates.remove_template(desk, made)


def test_a_template_of_ours_that_changed_since_is_told(
    desk: Desk, returned: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Path
) -> None:
    word_documents.print_word(desk, DISCLOSURES, returned, tmp_path / "一.docx", "rework")
    monkeypatch.setattr(templates, "_ours", lambda *_: own)
    with pytest.raises(Stale, match="another one now"):
        documents.print_again(desk, 1, tmp_path / "二.docx")
    assert not (tmp_path / "二.docx").exists()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (docx(lines("{{ titel }}")), "title"),
        (docx(lines("{{ solution }}")), "solution"),  # a note tells no technical content
        (docx(lines("{{ ''.__class__ }}")), "__class__"),
        (docx(header=lines("{{ stamp }}")), "marking"),
        (docx(parts={"word/vbaProject.bin": b"x"}), "macros"),
        (b"no zip", "not a Word document"),
    ],
)
def test_what_does_not_do_is_refused_whole(desk: Desk, own: Path, data: bytes, word: str) -> None:
    own.write_bytes(data)
    before = state_of_store(desk)
    for act in (templates.check_template, templates.install_template):
        with pytest.raises(Refused) as error:
            act(desk, own, rework(desk))
        assert word in said(error.value)
        assert "Traceback" not in said(error.value)
    assert state_of_store(desk) == before


def test_all_problems_are_told_at_once(desk: Desk, own: Path) -> None:
    own.write_bytes(docx(lines("{{ titel }} {{ nmber }}", "{% import 'x' as y %}")))
    with pytest.raises(Unfit) as error:
        templates.check_template(desk, own, rework(desk))
    assert len(error.value.problems) == 3
    assert len(error.value.messages()) == 6


@pytest.mark.parametrize(
    ("document", "kind"), [("receipt", Incomplete), ("rework", Incomplete), ("licence", NotFound)]
)
def test_what_cannot_be_printed_leaves_no_trace(
    desk: Desk, tmp_path: Path, document: str, kind: type[Refused]
) -> None:
    number = add_disclosure(desk)
    before = state_of_store(desk)
    with pytest.raises(kind):
        word_documents.print_word(desk, DISCLOSURES, number, tmp_path / "一.docx", document)
    with pytest.raises(CannotWrite):
        word_documents.print_word(desk, DISCLOSURES, number, desk.workspace.folder / "一.docx", document)
    assert state_of_store(desk) == before


def test_a_sealed_record_is_not_filled_in(desk: Desk, returned: str, tmp_path: Path) -> None:
    spills.seal(desk, DISCLOSURES, returned, "超限")
    with pytest.raises(Refused, match="sealed"):
        word_documents.print_word(desk, DISCLOSURES, returned, tmp_path / "一.docx", "rework")


def test_a_reviewer_prints_and_looks_and_does_not_install(
    desk: Desk, returned: str, own: Path, as_user: Callable[..., Any], tmp_path: Path
) -> None:
    other = as_user("reviewer")
    word_documents.print_word(other, DISCLOSURES, returned, tmp_path / "一.docx", "rework")
    assert templates.check_template(other, own, rework(other))
    with pytest.raises(NotPermitted):
        templates.install_template(other, own, rework(other))


def test_a_word_file_is_private(desk: Desk, returned: str, tmp_path: Path) -> None:
    word_documents.print_word(desk, DISCLOSURES, returned, tmp_path / "一.docx", "rework")
    assert (tmp_path / "一.docx").stat().st_mode & 0o777 == 0o600
    assert (
        python_docx.Document(BytesIO((tmp_path / "一.docx").read_bytes())).core_properties.title
        == "退回补正通知书"
    )
