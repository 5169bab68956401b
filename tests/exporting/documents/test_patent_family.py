"""The family sheet tells what rests on what and what happened year by year, and of a sealed member no more than its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ipdesk.exporting.documents.patent_family import family_sheet
from ipdesk.exporting.dossiers import FamilyDossier
from ipdesk.exporting.layout import Document, Grid, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.patent_course import Happening
from ipdesk.registers.patents import REGISTER, Patent
from tests.registers.rights import PATENT

ZH = Translator("zh", resource_path("i18n"))
FIRST: Any = replace(PATENT, events=(Happening(event="acceptance", day=date(2026, 11, 24)),))
LATER = Patent(
    number="ZL-2027-0003",
    title="导热装置",
    kind="foreign",
    state="granted",
    jurisdiction="US",
    route="paris",
    parents=(FIRST.number,),
    filed_on=date(2027, 11, 2),
    application_number="19/1",
    events=(
        Happening(event="fee-paid", day=date(2029, 3, 5), cycle=4),
        Happening(event="licence", day=date(2029, 1, 5), ref="XK-1", party="某公司"),
    ),
)


def sheet(*members: Patent, whole: bool = True) -> Document:
    """Return the sheet of the first application with further members."""
    return family_sheet(REGISTER, FIRST, (), ZH, FamilyDossier(members=members, whole=whole))


def grids(document: Document) -> list[list[tuple[Any, ...]]]:
    """Return the rows of its tables."""
    return [list(each.rows) for each in document.sections if isinstance(each, Grid)]


def test_what_rests_on_another_stands_under_it() -> None:
    tree, numbers, events = grids(sheet(LATER))
    assert [row[0] for row in tree] == [FIRST.number, f"└\u00a0{LATER.number}"]
    assert tree[1][1:4] == ("导热装置", "外国申请", "US")
    assert numbers[1] == (LATER.number, "", "19/1", "2027-11-02", "", "")
    assert [(row[0], row[1], row[2]) for row in events] == [
        ("2026", "2026-11-24", FIRST.number),
        ("2029", "2029-01-05", LATER.number),
        ("", "2029-03-05", LATER.number),
    ]
    assert events[1][4] == "XK-1　某公司"


def test_what_rests_on_several_names_the_others_and_an_international_application_no_country() -> None:
    second: Any = replace(PATENT, number="ZL-2026-0777", filed_on=date(2027, 1, 5), events=())
    pct = replace(LATER, kind="pct", jurisdiction="", parents=(FIRST.number, second.number))
    tree = next(each for each in sheet(second, pct).sections if isinstance(each, Grid))
    assert tree.columns[-1].label == "另基于"
    told = {str(row[0]).lstrip("└\u00a0"): (row[3], row[-1]) for row in tree.rows}
    assert told == {FIRST.number: ("CN", ""), second.number: ("CN", ""), pct.number: ("WO", second.number)}


def test_of_a_sealed_member_only_the_number_is_told() -> None:
    told = "\n".join(texts_of(sheet(replace(LATER, withheld=True))))
    assert LATER.number in told
    assert not [each for each in ("导热装置", "19/1", "XK-1", "某公司") if each in told]


def test_what_is_left_out_is_said() -> None:
    circle: Any = replace(LATER, parents=(LATER.number,))
    told = "\n".join(texts_of(sheet(circle, whole=False)))
    assert "其中一个关联有误" in told
    assert "未列出" in told
    assert "其中一个关联有误" not in "\n".join(texts_of(sheet(LATER)))
