"""Written dates are read as meant or not at all; terms end where the law says."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.dates import add_months, add_years, from_serial, local_minute, quarter_of, read_day

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(-2400, 2400)
HAN = "〇一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


def han(number: int) -> str:
    """Write 1 to 39 in Chinese: 五, 十, 十五, 二十, 二十三."""
    tens, ones = divmod(number, 10)
    return ("", "十", "二十", "三十")[tens] + (HAN[ones] if ones else "")


def test_a_time_of_the_store_is_read_in_local_time() -> None:
    assert local_minute("2026-03-05T16:30:59.000001Z") == "2026-03-06 00:30"  # the tests run in Beijing


def short_han(number: int) -> str:
    """Write a day with 廿 and 卅: 廿三, 卅."""
    return han(number).replace("二十", "廿").replace("三十", "卅")


def clear_forms(day: date) -> list[str]:
    """Every form whose day, month and year are all written out."""
    year, month, number = day.year, day.month, day.day
    digits = f"{year:04}"
    han_year = "".join(HAN[int(digit)] for digit in digits)
    plain = [
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{year}.{month:02}.{number:02}",
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        f"{year}年{month}月{number}号",
        f" {year} 年 {month} 月 {number} 日 ",
        f"{year:04}{month:02}{number:02}",
        f"{year}。{month}。{number}",
    ]
    chinese = [
        f"{han_year}年{han(month)}月{han(number)}日",
        f"{han_year}年{han(month)}月{short_han(number)}日",
        f"{han_year.replace('〇', '零')}年{han(month)}月{han(number)}日",
        f"{han_year.replace('〇', '○')}年{han(month)}月{han(number)}号",
        f"{year}年{han(month)}月{number}日",
    ]
    moments = [
        f"{day.isoformat()}T08:30:00",
        f"{day.isoformat()}T23:59:59.123456+08:00",
        f"{day.isoformat()} 00:00:00",
        f"{year}/{month}/{number} 9:05",
        f"{year:04}{month:02}{number:02}T083000Z",
    ]
    return plain + [form.translate(FULL_WIDTH) for form in plain] + chinese + moments


def month_forms(day: date) -> list[str]:
    """Every form that names a month without a day."""
    han_year = "".join(HAN[int(digit)] for digit in f"{day.year:04}")
    return [
        f"{day.year}年{day.month}月",
        f"{day.year}年{day.month}月份",
        f"{day.year}.{day.month}",
        f"{day.year}-{day.month:02}",
        f"{day.year}/{day.month}",
        f"{han_year}年{han(day.month)}月",
    ]


@given(DAYS)
def test_every_full_form_is_read_as_the_day_it_writes(day: date) -> None:
    for form in clear_forms(day):
        reading = read_day(form)
        assert reading is not None, form
        assert (reading.day, reading.reading, reading.doubtful) == (day, day.isoformat(), False), form


@given(DAYS)
def test_a_month_is_read_as_its_first_day_and_doubtful(day: date) -> None:
    for form in month_forms(day):
        reading = read_day(form)
        assert reading is not None, form
        assert (reading.day, reading.doubtful) == (day.replace(day=1), True), form


@given(DAYS, st.sampled_from(["\u200b", "\ufeff", "\u200e", "\u00a0", "\t", "\n", "\u3000"]))
def test_invisible_signs_from_a_copied_cell_do_not_matter(day: date, sign: str) -> None:
    reading = read_day(f"{sign}{day.year}年{sign}{day.month}月{day.day}日{sign}")
    assert reading is not None
    assert reading.day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二四年三月五日", date(2024, 3, 5)),
        ("二○二四年十月三十一日", date(2024, 10, 31)),
        ("二零二四年二月廿九日", date(2024, 2, 29)),
        ("二OO八年十二月卅一日", date(2008, 12, 31)),
        ("二〇二四年元月二十三日", date(2024, 1, 23)),
        ("二〇二四年〇三月〇五日", date(2024, 3, 5)),
        ("贰零贰肆年拾贰月叁拾日", date(2024, 12, 30)),
        ("２０２４年３月５日", date(2024, 3, 5)),
        ("2024⽉", None),
        ("2024年3⽉5⽇", date(2024, 3, 5)),
        ("2024–03–05", date(2024, 3, 5)),
        (" " * 200 + "2024-03-05" + " " * 200, date(2024, 3, 5)),
        ("2024\\3\\5", date(2024, 3, 5)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_forms_met_in_ledgers(text: str, day: date | None) -> None:
    reading = read_day(text)
    assert (reading.day if reading else None) == day
    assert reading is None or not reading.doubtful


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.3.5", date(2024, 3, 5)),
        ("24年3月5日", date(2024, 3, 5)),
        ("九八年七月一日", date(1998, 7, 1)),
        ("68.12.31", date(2068, 12, 31)),
        ("69.1.1", date(1969, 1, 1)),
        ("2024年3月1", date(2024, 3, 1)),
        ("2024年3月1 10:30", date(2024, 3, 1)),
    ],
)
def test_a_guess_is_marked_doubtful(text: str, day: date) -> None:
    reading = read_day(text)
    assert reading is not None
    assert (reading.day, reading.doubtful) == (day, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "45356",
        "2024",
        "2024年",
        "202403",
        "03/04/2024",
        "24/3/5",
        "24-3-5",
        "2024-3/5",
        "2024.3.",
        "2024-02-30",
        "2023年2月29日",
        "2024年13月1日",
        "2024年0月1日",
        "2024年3月0日",
        "2024年一二月五日",
        "二〇二四年正月初五",
        "2024年3月上旬",
        "2024-03-05至2024-04-01",
        "2024-03-05 25:00",
        "2024-03-05 10:60",
        "2024-03-05T10",
        "1899-12-31",
        "2200-01-01",
        "2024-3-1²",
        "٢٠٢٤-٠٣-٠٥",
        "待定",
    ],
)
def test_what_is_no_clear_day_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = read_day(text)
    assert reading is None or 1900 <= reading.day.year <= 2199


@given(st.text(alphabet="0123456789年月日号零〇○Oo一二三九十廿卅元-/. T:Z+", max_size=24))
def test_any_heap_of_date_signs_is_read_without_an_error(text: str) -> None:
    reading = read_day(text)
    assert reading is None or reading.reading == reading.day.isoformat()


def test_a_long_text_is_refused_at_once() -> None:
    assert read_day("2024-03-05 " * 200_000) is None


def test_serials_of_the_1900_system_as_excel_shows_them() -> None:
    assert from_serial(1) == date(1900, 1, 1)
    assert from_serial(59) == date(1900, 2, 28)
    assert from_serial(60) is None
    assert from_serial(61) == date(1900, 3, 1)
    assert from_serial(45356) == date(2024, 3, 5)
    assert from_serial(45356.9999) == date(2024, 3, 5)
    assert from_serial(73415) == date(2100, 12, 31)


def test_serials_of_the_1904_system_as_excel_shows_them() -> None:
    assert from_serial(0, epoch_1904=True) == date(1904, 1, 1)
    assert from_serial(60, epoch_1904=True) == date(1904, 3, 1)
    assert from_serial(43894, epoch_1904=True) == date(2024, 3, 5)


@pytest.mark.parametrize("number", [0, -1, -0.5, 73416, 1e300, math.nan, math.inf, -math.inf, 20240305])
def test_serials_out_of_range_are_no_days(number: float) -> None:
    assert from_serial(number) is None


@given(st.dates(date(1904, 1, 1), date(2100, 12, 31)))
def test_the_two_epochs_lie_1462_days_apart(day: date) -> None:
    serial = (day - date(1904, 1, 1)).days
    assert from_serial(serial, epoch_1904=True) == from_serial(serial + 1462) == day


@given(st.floats(allow_nan=True, allow_infinity=True), st.booleans())
def test_any_number_is_taken_without_an_error(number: float, epoch_1904: bool) -> None:
    day = from_serial(number, epoch_1904)
    assert day is None or 1900 <= day.year <= 2100


def test_terms_end_on_the_last_day_where_the_month_is_short() -> None:
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert add_months(date(2024, 12, 15), 1) == date(2025, 1, 15)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2023, 2, 28), 1) == date(2024, 2, 28)


def test_terms_are_counted_from_the_original_day() -> None:
    start = date(2024, 1, 31)
    assert add_months(start, 2) == date(2024, 3, 31)
    assert add_months(add_months(start, 1), 1) == date(2024, 3, 29)


@given(DAYS, MONTHS)
def test_a_term_keeps_the_day_number_or_ends_the_month(day: date, n: int) -> None:
    end = add_months(day, n)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == n
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, MONTHS, MONTHS)
def test_a_longer_term_ends_later(day: date, n: int, m: int) -> None:
    assert (add_months(day, n) < add_months(day, m)) == (n < m)


@given(DAYS, DAYS, MONTHS)
def test_a_later_start_never_ends_earlier(one: date, other: date, n: int) -> None:
    early, late = sorted((one, other))
    assert add_months(early, n) <= add_months(late, n)


@given(DAYS, st.integers(-200, 200))
def test_a_year_is_twelve_months(day: date, n: int) -> None:
    assert add_years(day, n) == add_months(day, 12 * n)


def test_a_term_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="out of range"):
        add_years(date(9999, 12, 31), 1)
    with pytest.raises(ValueError, match="out of range"):
        add_months(date(1, 1, 1), -1)


@given(DAYS)
def test_a_quarter_holds_its_three_months(day: date) -> None:
    year, quarter = quarter_of(day).split("Q")
    assert (int(year), int(quarter)) == (day.year, (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)[day.month - 1])


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_a_moment_is_read_as_its_day(moment: datetime) -> None:
    reading = read_day(moment.isoformat())
    assert reading is not None
    assert reading.day == moment.date()
