"""The paper of a leaver says what is open, what is known, which times run, and never what is restricted or of no term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipdesk.exporting.documents.people import leaver_list
from ipdesk.exporting.layout import Document, Grid, Signatures, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.people import REGISTER
from tests.exporting.leaver_cases import NAMED, dossier, unknown, usual
from tests.registers.staff import AGREEMENT, MOVEMENT, PERSON

EN = Translator("en", resource_path("i18n"))


def paper(language: str = "en") -> Document:
    """Return the paper of the sample person."""
    record, known = usual()
    return leaver_list(REGISTER, record, (), EN.to(language), known)


def grid(document: Document, title: str) -> list[tuple[str, ...]]:
    """Return the rows of a table by its title."""
    found = next(each for each in document.sections if isinstance(each, Grid) and each.title == title)
    return [tuple(map(str, row)) for row in found.rows]


def test_each_thing_to_do_stands_with_its_record_and_basis() -> None:
    document = paper()
    [notebook, carriers] = grid(document, "To be returned")
    assert notebook[1:] == (
        "Notebook LR-2025-07: to be returned.", "PL-2026-0012 一种空间相机低温热链组件", "法释〔2020〕7号第六条",
    )  # fmt: skip
    assert carriers[2] == "JS-2026-0001 青松二号"
    assert [row[2] for row in grid(document, "To be handed over")] == ["KY-2025-003 低温光学载荷"]


def test_it_bears_the_highest_marking_and_no_star() -> None:
    document = paper("zh")
    assert document.furniture.mark == "技术秘密（重要）"
    assert not any("★" in text for text in texts_of(document))


def test_a_kind_stands_for_a_record_that_bears_the_name_of_the_person() -> None:
    document = paper()
    assert grid(document, "IP and confidentiality agreements")[0][2] == "Non-compete agreement"
    assert grid(document, "Personnel movements")[0][2] == "Leaving or retiring"


def test_nothing_restricted_and_no_interview_is_printed() -> None:
    said = "\n".join(texts_of(paper()))
    for closed in (PERSON.phone, PERSON.address, PERSON.bank, PERSON.identity_number, MOVEMENT.forwarding):
        assert closed not in said
    assert MOVEMENT.interview not in said


def test_the_times_have_their_days_and_how_sure_they_are() -> None:
    """A cooling period that nobody fixed is of the usual length, which is not verified."""
    open_ended = replace(MOVEMENT, cooling_from=None, cooling_until=None, non_compete="yes")
    agreed = replace(AGREEMENT, secrecy_years=3)
    known = dossier(PERSON, {"movements": (open_ended,), "agreements": (agreed,)})
    rows = {row[0]: row[1:] for row in grid(leaver_list(REGISTER, PERSON, (), EN, known), "Clocks")}
    assert rows["One-year rule"][:2] == ("2027-01-01", "2027-12-31")
    assert rows["Cooling period"][:2] == ("2026-12-31", "2027-12-31")
    assert "2028-12-31" in rows["Cooling period"][2] and "not verified" in rows["Cooling period"][3]
    assert rows["Non-compete"][:2] == ("2027-01-01", "2027-12-31")
    assert rows["Secrecy after leaving"][:2] == ("2027-01-01", "2029-12-31")


@pytest.mark.parametrize("months", [25, 600])
def test_a_non_compete_ends_after_two_years(months: int) -> None:
    agreed = replace(AGREEMENT, non_compete_months=months)
    known = dossier(PERSON, {"movements": (replace(MOVEMENT, non_compete=""),), "agreements": (agreed,)})
    clock = next(each for each in known.found.clocks if each.code == "non-compete")
    assert clock.until == date(2028, 12, 31)


def test_the_day_is_left_open_where_it_is_not_known() -> None:
    record, known = unknown()
    classified = dossier(replace(record, post_class="core"), {})
    assert "Cooling period: days not known yet. The unit fixes it" in "\n".join(
        texts_of(leaver_list(REGISTER, record, (), EN, classified))
    )
    document = leaver_list(REGISTER, record, (), EN, known)
    said = "\n".join(texts_of(document))
    assert "the last day is ____ (day)" in said and "from ____ (day) to ____ (day)" in said
    assert "Not kept here, ask elsewhere" in said
    assert isinstance(document.sections[-1], Signatures)


def test_nothing_open_is_said() -> None:
    signed = [replace(AGREEMENT, kind=kind) for kind in ("joiner", "secrecy")]
    known = dossier(PERSON, {"agreements": signed})
    said = texts_of(leaver_list(REGISTER, PERSON, (), EN, known))
    assert "By the registers of the desk nothing is open." in said


def test_what_was_withdrawn_is_not_on_the_paper() -> None:
    gone = {name: [replace(each, state="withdrawn") for each in held] for name, held in NAMED.items()}
    said = "\n".join(texts_of(leaver_list(REGISTER, PERSON, (), EN, dossier(PERSON, gone))))
    assert "PL-2026-0012" not in said
