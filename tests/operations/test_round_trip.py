"""Record → store → Excel → import → the same record, for any record that the declarations allow."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_never

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.record import MARKING_FIELDS, Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.model.values import plain_values, with_values
from ipdesk.operations import documents, intake, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.store import workspace as store
from tests.conftest import OFFICER, PASSPHRASE, SetClock
from tests.operations.cases import DISCLOSURES, MEETINGS, PROJECTS, RELEASES

TRANSLATOR = Translator("zh", resource_path("i18n"))
# Signs that spreadsheets and people trip over, beside ordinary Chinese and any other sign.
SIGNS = st.one_of(
    st.sampled_from("热链组件，。；、·（）%％=+-@'\"<>&\\_x0041_ 　1二①㎡𠮷🛰é\u0301"),
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), max_codepoint=0x2FFFF),
)
LINE = st.text(SIGNS, max_size=12)
PROSE = st.one_of(LINE, st.lists(LINE, min_size=2, max_size=3).map("\n".join))
DAYS = st.dates(date(1900, 3, 1), date(2100, 12, 31))


def values_of(kind: Kind) -> st.SearchStrategy[Any]:
    """Return what may be typed into a field of a kind."""
    match kind:
        case Text() | Person():
            return LINE
        case LongText():
            return PROSE
        case Choice():
            return st.sampled_from(["", *(each.code for each in kind.options)])
        case Choices():
            return st.lists(st.sampled_from([each.code for each in kind.options]), unique=True, max_size=3)
        case Day():
            return st.one_of(st.none(), DAYS)
        case Number():
            return st.one_of(st.none(), st.integers(kind.least, min(kind.most, 10**9)))
        case Money():
            return st.one_of(st.none(), st.decimals(0, 10**9, places=2))
        case Share():
            return st.one_of(st.none(), st.decimals(0, 100, places=4))
        case Score():
            return st.one_of(st.none(), st.decimals(0, 100, places=2))
        case Flag():
            return st.one_of(st.none(), st.booleans())
        case Link():
            numbers = st.text(st.sampled_from("KY-2025课题"), min_size=1, max_size=8)
            return st.lists(numbers, unique=True, max_size=2)
        case Rows():
            return st.lists(row_of(kind.of), max_size=2)
        case _:
            assert_never(kind)


def row_of(record: type) -> st.SearchStrategy[dict[str, Any]]:
    """Return some fields of a record or child row, filled."""
    inner = {each.name: values_of(each.kind) for each in fields_of(record) if each.name != "number"}
    return st.fixed_dictionaries({}, optional=inner)


def filled(register: Register) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return one to three records of a register with markings that this installation may hold."""
    allowed = {"level": st.sampled_from(["", "public", "internal", "trade"])}
    one = st.tuples(row_of(register.record), st.fixed_dictionaries({}, optional=allowed)).map(
        lambda pair: (
            {
                name: value
                for name, value in {**pair[0], **pair[1]}.items()
                if name not in MARKING_FIELDS or name in ("level", "grade")
            }
            | ({"level": pair[1].get("level", "")})
        )
    )
    return st.lists(one, min_size=1, max_size=3)


@contextmanager
def copied(made: Path, folder: Path) -> Iterator[Desk]:
    """Open a copy of the fresh workspace for one example."""
    shutil.copytree(made, folder)
    with store.unlock(folder, OFFICER, PASSPHRASE, SetClock()) as space:
        yield Desk(space, TRANSLATOR)


def held(desk: Desk, register: Register) -> dict[str, Record]:
    """Return all records by number, without what differs between two workspaces."""
    found = reading.whole(desk, register, reading.list_ids(desk, register))
    return {each.number: replace(each, id="", revision=0, created="", changed="") for each in found}


def unlike(previewed: intake.Preview, outcome: str) -> list[Any]:
    """Return what is told of rows with another outcome, or with cells read in doubt."""
    return [
        (
            each.outcome,
            each.changes,
            [(one.cell, one.raw, one.what.id) for one in each.refusals],
            each.row.doubts,
        )
        for each in previewed.rows
        if each.outcome != outcome or each.row.doubts
    ]


def check_round_trip(made: Path, register: Register, many: list[dict[str, Any]]) -> None:
    """Add, export, take into a fresh workspace and compare; then take into the same one: all the same."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        book = folder / "登记簿.xlsx"
        with copied(made, folder / "一.ipdesk") as desk:
            records.add(desk, register, many)
            first = held(desk, register)
            documents.export_register(desk, register, book)
            again = intake.preview(desk, register, book)
            assert unlike(again, "same") == []
        with copied(made, folder / "二.ipdesk") as desk:
            previewed = intake.preview(desk, register, book)
            assert unlike(previewed, "new") == []
            assert previewed.intake.unknown == ()
            intake.accept(desk, previewed)
            second = held(desk, register)
        assert second == first


COMMON = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failing example of this size takes minutes
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


@COMMON
@given(many=filled(DISCLOSURES))
def test_disclosures_come_back_from_excel_as_they_were(
    fresh: tuple[Path, bytes], many: list[dict[str, Any]]
) -> None:
    check_round_trip(fresh[0], DISCLOSURES, many)


@COMMON
@given(many=filled(PROJECTS))
def test_projects_come_back_from_excel_as_they_were(
    fresh: tuple[Path, bytes], many: list[dict[str, Any]]
) -> None:
    check_round_trip(fresh[0], PROJECTS, many)


@COMMON
@given(many=filled(MEETINGS))
def test_meetings_come_back_from_excel_as_they_were(
    fresh: tuple[Path, bytes], many: list[dict[str, Any]]
) -> None:
    check_round_trip(fresh[0], MEETINGS, many)


@COMMON
@given(many=filled(RELEASES))
def test_releases_come_back_from_excel_as_they_were(
    fresh: tuple[Path, bytes], many: list[dict[str, Any]]
) -> None:
    check_round_trip(fresh[0], RELEASES, many)


@given(row_of(DISCLOSURES.record))
@settings(max_examples=60)
def test_json_values_read_back_as_they_were(values: dict[str, Any]) -> None:
    record = with_values(DISCLOSURES.record(), values)
    assert with_values(DISCLOSURES.record(), plain_values(record)) == record


def test_the_signs_that_spreadsheets_trip_over(fresh: tuple[Path, bytes]) -> None:
    hard = [
        "=1+1", "+8613800000000", "-1", "@名", "'单引号", "007", "1e5", "2026-03-05", "TRUE", "是",
        "_x0041_", "a\u00a0b", "🛰️ 卫星", "𠮷田", "100%", "　全角空格", "#REF!", "第一行\n第二行\n\n第四行",
        "x" * 1000, "\t制表", "¥1,000", "<b>&amp;</b>", "…【…K1】",
    ]  # fmt: skip
    texts = [
        {"title": text.split("\n")[0], "problem": text * (40 if len(text) > 900 else 1)} for text in hard
    ]
    check_round_trip(fresh[0], DISCLOSURES, texts)


def test_every_field_of_a_full_record_comes_back(fresh: tuple[Path, bytes]) -> None:
    """Whatever a later field brings, a record with every field filled must survive."""
    many = [
        {each.name: sample(each.kind) for each in register.fields() if each.name not in MARKING_FIELDS}
        | {"level": "trade", "grade": "core"}
        for register in (DISCLOSURES,)
    ]
    check_round_trip(fresh[0], DISCLOSURES, many)
    for register in (MEETINGS, RELEASES, PROJECTS):
        one = {each.name: sample(each.kind) for each in register.fields() if each.name not in MARKING_FIELDS}
        check_round_trip(fresh[0], register, [one | {"level": "public"}])


def sample(kind: Kind) -> Any:
    """Return one filled value of a kind."""
    match kind:
        case Text() | Person() | LongText():
            return "阿依古丽·买买提"
        case Choice() | Choices():
            return kind.options[-1].code
        case Day():
            return date(2026, 2, 28)
        case Number():
            return kind.least
        case Money():
            return Decimal("1234567.89")
        case Share():
            return Decimal("33.3333")
        case Score():
            return Decimal("66.67")
        case Flag():
            return False
        case Link():
            return ["KY-2025-003", "课题-7"]
        case Rows():
            row = {each.name: sample(each.kind) for each in fields_of(kind.of)}
            return [row, row]
        case _:
            assert_never(kind)
