"""The user's own fonts in documents: used where chosen, done without when gone, and the same again in a reprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.exporting.layout import PaperOptions
from ipdesk.model.errors import Stale, WrongValue
from ipdesk.operations import documents, typefaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import FONTS
from ipdesk.store.database import value
from tests.exporting.font_files import licensed, small_tables, written
from tests.operations.cases import DISCLOSURES, add_disclosure, said, state_of_store

TABLES = small_tables()
OFFICIAL = PaperOptions(page="official")


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """Return settings with a file for running text and one for titles."""
    running = written(tmp_path / "仿宋.ttf", TABLES)
    title = written(tmp_path / "小标宋.ttf", licensed(TABLES, 8))
    return {"running": str(running), "title": str(title)}


def test_the_settings_and_the_faces_know_the_same_purposes() -> None:
    assert tuple(typefaces.STANDS_FOR) == tuple(typefaces.LABELS) == FONTS


def test_a_document_is_set_in_them_and_says_which_they_were(
    desk: Desk, own: dict[str, str], tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    paper = documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", options=OFFICIAL, own=own)
    plain = documents.print_record(desk, DISCLOSURES, number, tmp_path / "二.pdf", own=own)
    assert paper.notices == plain.notices == ()
    assert (tmp_path / "一.pdf").read_bytes().count(b"-body-") > 0
    assert (tmp_path / "二.pdf").read_bytes().count(b"-body-") == 0
    logged = [
        PaperOptions.read(
            str(value(desk.workspace.db, "select options from exports where serial = ?", [serial]))
        )
        for serial in (1, 2)
    ]
    assert [dict(each.fonts).keys() for each in logged] == [{"running", "title"}, {"title"}]
    for serial, name in ((1, "一.pdf"), (2, "二.pdf")):
        documents.print_again(desk, serial, tmp_path / "再.pdf", own=own)
        assert (tmp_path / "再.pdf").read_bytes() == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("change", ["other", "gone", "unset", "damaged"])
def test_a_reprint_in_other_fonts_is_refused(
    change: str, desk: Desk, own: dict[str, str], tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", own=own)
    before = state_of_store(desk)
    if change == "other":
        written(Path(own["title"]), licensed(TABLES, 4))
    elif change == "gone":
        Path(own["title"]).unlink()
    elif change == "unset":
        own = {}
    else:
        Path(own["title"]).write_bytes(b"no font")
    with pytest.raises(Stale) as refused:
        documents.print_again(desk, 1, tmp_path / "二.pdf", own=own)
    assert "title" in said(refused.value).casefold()
    assert not (tmp_path / "二.pdf").exists()
    assert state_of_store(desk) == before


def test_a_reprint_of_what_had_none_needs_none(desk: Desk, own: dict[str, str], tmp_path: Path) -> None:
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf")
    documents.print_again(desk, 1, tmp_path / "二.pdf", own=own)
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()


def test_a_file_that_is_gone_is_done_without_and_said(
    desk: Desk, own: dict[str, str], tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    Path(own["title"]).unlink()
    Path(own["running"]).write_bytes(b"no font")
    proof = documents.preview_record(desk, DISCLOSURES, number, options=OFFICIAL, own=own)
    paper = documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", options=OFFICIAL, own=own)
    for notices in (proof.notices, paper.notices):
        told = [desk.translator.to("en").say(each) for each in notices]
        assert len(told) == 2
        assert "no font" in told[0]
        assert "小标宋.ttf is not there" in told[1]
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "二.pdf", options=OFFICIAL)
    documents.print_again(desk, 1, tmp_path / "三.pdf")
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "三.pdf").read_bytes()


def test_a_file_is_looked_at_before_it_is_chosen(own: dict[str, str], tmp_path: Path) -> None:
    typefaces.examine("running", own["running"])
    with pytest.raises(WrongValue, match="licence"):
        typefaces.examine("title", str(written(tmp_path / "受限.ttf", licensed(TABLES, 2))))
