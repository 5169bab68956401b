"""The papers of a technical secret: what each tells, room where nothing is known, and never the sign of state secrets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.secret_reviews import is_overdue, reviews_document, reviews_table
from ipdesk.exporting.layout import Document, Grid, Pairs, Stamp, texts_of
from ipdesk.exporting.pdf import render
from ipdesk.model.record import marking_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.secret_rows import Access, CarrierEvent
from ipdesk.registers.secrets import REGISTER, Secret
from tests.exporting.secret_cases import CROWDED, FULL, LATE, ON

ZH = Translator("zh", resource_path("i18n"))
KINDS = {name: kind for name, kind in kinds_of("secrets").items() if name != "record"}


def paper(name: str, record: Secret) -> Document:
    return KINDS[name].build(REGISTER, record, (), ZH)


def grid(document: Document, title: str) -> Grid:
    return next(each for each in document.sections if isinstance(each, Grid) and each.title == title)


def test_the_registration_tells_each_element_with_the_proposers_words() -> None:
    document = paper("registration", FULL)
    assert (document.title, document.marking.handling) == ("技术秘密登记与认定表", "trade-important")
    assert grid(document, "三要件认定").rows == (
        ("不为公众所知悉", "未公开，检索未见", "是"),
        ("具有商业价值", "节省调试时间", "是"),
        ("已采取相应保密措施", "专柜存放、限定人员", "是"),
    )
    assert {"解敏", "曾广生", "青松二号", "成本法"} <= set(texts_of(document))


def test_the_ledger_tells_where_carriers_are_and_what_happened_in_the_order_of_days() -> None:
    document = paper("carrier-ledger", replace(FULL, carrier_log=FULL.carrier_log[::-1]))
    now = grid(document, "载体现状").rows
    assert [row[:4] for row in now] == [
        ("Z-01", "纸质", "三号楼保密柜", "仇立新"),
        ("Z-01/2", "纸质", "", "单雨桐"),
        ("Z-02", "硬盘或U盘", "已销毁", ""),
    ]
    days = [row[1] for row in grid(document, "流转记录").rows]
    assert days == sorted(map(str, days))


LATIN = "Aleksandra Konstantinopolskaya-Wolfeschlegelstein"
NUMBER = "JS-ZT-2020-0000000001"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_latin_name_neither_tears_days_nor_starves_what_stands_beside_it(
    language: str, stamp: Stamp
) -> None:
    reason = "主要完成人，参与全部试验和数据处理"
    log = (
        CarrierEvent(event="made", day=date(2020, 3, 1), carrier=NUMBER, to_person="仇立新"),
        CarrierEvent(event="copy", day=date(2021, 5, 1), carrier=NUMBER, copy="1", to_person=LATIN, approver="解敏"),
        CarrierEvent(event="destroy", day=date(2023, 5, 1), carrier=NUMBER, copy="1", approver="解敏", witness="曾广生"),
    )  # fmt: skip
    record = replace(
        FULL, access=(Access(name=LATIN, since=date(2020, 3, 1), reason=reason),), carrier_log=log
    )
    translator = Translator(language, resource_path("i18n"))

    def lines(name: str) -> list[str]:
        data = render(KINDS[name].build(REGISTER, record, (), translator), stamp)
        return [
            line.strip()
            for page in PdfDocument(data)
            for line in page.get_textpage().get_text_range().split("\n")
        ]

    assert sum(line in reason and len(line) > 1 for line in lines("access-list")) <= 3
    told = "\n".join(lines("carrier-ledger"))
    assert all(told.count(day.isoformat()) >= 1 for day in (log[0].day, log[1].day, log[2].day) if day)
    assert not any(line.endswith("-") and line.startswith("20") for line in lines("carrier-ledger"))


def test_the_access_list_leaves_room_to_sign_beside_each_name() -> None:
    rows = grid(paper("access-list", FULL), "知悉人员").rows
    assert rows == (
        (1, "单雨桐", "2026-09-30", "", "研发", "", ""),
        (2, "覃朗", "2026-10-08", "2027-02-01", "试制", "", ""),
    )


@pytest.mark.parametrize("name", KINDS)
def test_what_is_not_known_leaves_room_to_write(name: str) -> None:
    document = paper(name, Secret(state="proposed"))
    assert any(isinstance(each, Grid) and each.blank for each in document.sections)
    assert all(
        entry.text == "" for each in document.sections if isinstance(each, Pairs) for entry in each.entries
    )


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("record", [FULL, CROWDED, Secret(), replace(FULL, withheld=True)])
def test_no_paper_bears_the_sign_of_state_secrets(name: str, record: Secret) -> None:
    assert "★" not in "".join(texts_of(paper(name, record)))


@pytest.mark.parametrize("name", KINDS)
def test_what_may_be_a_state_secret_gets_no_such_paper(name: str) -> None:
    lacks = KINDS[name].lacks
    assert lacks(replace(FULL, level="classified")) is not None
    assert lacks(replace(FULL, classification="secret", classification_number="定〔2026〕1号")) is not None
    assert lacks(FULL) is None


@pytest.mark.parametrize("name", KINDS)
def test_withheld_rows_are_on_no_paper(name: str) -> None:
    told = "".join(texts_of(paper(name, replace(FULL, withheld=True))))
    assert "单雨桐" not in told
    assert "Z-01" not in told


def test_the_review_list_tells_what_is_overdue_and_when_the_last_review_was() -> None:
    document = reviews_document((LATE, FULL), ON, marking_of(FULL), ZH)
    assert document.subtitle == "截至2027年11月20日：已认定2项，逾期未复核1项"
    late, kept = grid(document, "").rows
    assert (late[4], late[5], kept[4], kept[5]) == (
        "2026-11-16",
        "2027-11-16\n已逾期",
        "2027-11-12",
        "2028-11-10",
    )
    table = reviews_table((LATE, FULL), ON, ZH)
    assert [row[-3:] for row in table.rows] == [
        (date(2027, 11, 16), "", "已逾期"),
        (date(2028, 11, 12), "继续保密", ""),
    ]


def test_a_review_planned_too_late_is_overdue_from_the_last_day_for_it() -> None:
    planned = replace(LATE, review_on=date(2028, 5, 1))
    assert is_overdue(planned, ON) and not is_overdue(planned, date(2027, 11, 16))
    assert (
        grid(reviews_document((planned,), ON, marking_of(planned), ZH), "").rows[0][5] == "2028-05-01\n已逾期"
    )


def test_a_list_of_nothing_leaves_room() -> None:
    assert grid(reviews_document((), ON, marking_of(FULL), ZH), "").blank == 3
