"""Dates as Chinese documents write them, and terms counted as the law counts them."""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Final

# What tells the time, always with its zone; it is passed down, so that tests can set it.
Clock = Callable[[], datetime]

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199
LATEST_SERIAL_YEAR: Final = 2100
SHORTEST_MONTH: Final = 28  # days
LONGEST: Final = 80  # characters; a longer cell is prose, not a date

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_DOTS = dict.fromkeys(map(ord, "。·・、"), ".")
_ZEROS = dict.fromkeys(map(ord, "〇○◯"), "零")
# PDF text often carries the radicals of the Kangxi block instead of the characters they look like.
_RADICALS = str.maketrans("⼀⼆⼋⼗⽇⽉", "一二八十日月")
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾號", "一二二三三四五六六七八九十号")
_PLAIN = _FULL_WIDTH | _DASHES | _DOTS | _ZEROS | _RADICALS | _FORMAL | dict.fromkeys(map(ord, "\\＼"), "/")

_DIGITS = str.maketrans("零Oo一二三四五六七八九", "000123456789")
_COUNT = r"[0-9零一二三四五六七八九十廿卅]{1,3}"
_CLOCK = r"(?P<clock>(?:[T\s]\s*\d{1,2}:\d{1,2}(?::\d{1,2}(?:[.,]\d{1,9})?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?)"
_FORMS: Final = tuple(
    re.compile(form + _CLOCK, re.ASCII)
    for form in (
        r"(?P<year>\d{4}|\d{2}(?=\s*\.))\s*(?P<sign>[-/.])\s*(?P<month>\d{1,2})"
        r"\s*(?P=sign)\s*(?P<day>\d{1,2})\s*[日号]?",
        r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})",
        rf"(?P<year>[0-9零Oo一二三四五六七八九]{{2}}|[0-9零Oo一二三四五六七八九]{{4}})\s*年"
        rf"\s*(?P<month>{_COUNT}|元)\s*月份?(?:\s*(?P<day>{_COUNT})\s*(?P<unit>[日号]?))?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4}(?:\d{2})?Z?)?",
    )
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # read at once, as nearly all days of a file are like this
_TENS = re.compile(r"(?P<tens>[一二三]?)十(?P<ones>[一二三四五六七八九]?)")


@dataclass(frozen=True, slots=True)
class DayReading:
    """How a written date was read.

    `reading` is the day as ISO 8601, to be shown beside the raw text. `doubtful` asks for a look by
    a person: the day, the century or the end of the text was guessed.
    """

    day: date
    reading: str
    doubtful: bool


def read_day(text: str) -> DayReading | None:
    """Return the day a text names, or None when it is not a date of the years 1900 to 2199.

    Read are 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日, 二〇二四年三月五日 and mixtures, in
    any width, with blanks, 号 for 日, and a time of day, which is checked and dropped without moving
    the day to another time zone. Doubtful are a month without a day (2024.3, 2024年3月: its first
    day), a day without 日 after 月 (the cell may be cut), and two-digit years before 年 or points
    (24.3.5: 1969 to 2068). None are 03/04/2024 and 24/3/5, whose order cannot be known, and bare
    serial numbers, whose epoch the workbook knows (see from_serial). Never raises.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if _ISO.fullmatch(text) and (day := _iso(text)) is not None:
        return DayReading(day, text, False)
    seen = (" " if sign.isspace() else sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = "".join(seen).translate(_PLAIN).strip()
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _reading(found) if _is_time(found["clock"]) else None
    return None


def _iso(text: str) -> date | None:
    """Return the day of the usual form, None where there is no such day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def from_serial(number: float, epoch_1904: bool = False) -> date | None:
    """Return the day of a spreadsheet serial number, or None outside the years 1900 to 2100.

    A fraction is a time of day and dropped. In the 1900 system number 60 is 29 February 1900, a day
    that never was: None, and numbers below it count from one day later. Numbers are days.
    """
    if not math.isfinite(number) or not 0 <= number < 100_000:
        return None
    days = math.floor(number)
    if epoch_1904:
        day = date(1904, 1, 1) + timedelta(days=days)
    elif days in (0, 60):
        return None
    else:
        day = date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)
    return day if day.year <= LATEST_SERIAL_YEAR else None


def add_months(day: date, n: int) -> date:
    """Return the same-numbered day n months later, or that month's last day where it has no such day.

    Count from the original day each time: two steps of one month are not one step of two. Source:
    细则第5条, 民法典第202条. Raises ValueError outside the years 1 to 9999.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not MINYEAR <= years <= MAXYEAR:
        raise ValueError(f"year {years} is out of range")
    wanted = day.day
    if wanted > SHORTEST_MONTH:  # thousands of days are counted at once, and few are near the end of a month
        wanted = min(wanted, calendar.monthrange(years, month + 1)[1])
    return date(years, month + 1, wanted)


def add_years(day: date, n: int) -> date:
    """Return the same day n years later; 29 February becomes 28 February where there is none."""
    return add_months(day, 12 * n)


def local_minute(at: str) -> str:
    """Return a time as the store keeps it as people read it: local, to the minute."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def quarter_of(day: date) -> str:
    """Return the quarter of a day as reports name it, such as 2026Q3."""
    return f"{day.year:04}Q{(day.month + 2) // 3}"


def _reading(found: re.Match[str]) -> DayReading | None:
    parts = found.groupdict()
    year, month = _year(parts["year"]), _count(parts["month"])
    number = 1 if parts.get("day") is None else _count(parts["day"])
    if month is None or number is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    guessed = parts.get("day") is None or parts.get("unit") == "" or len(parts["year"]) == 2
    return DayReading(day, day.isoformat(), doubtful=guessed)


def _year(text: str) -> int:
    year = int(text.translate(_DIGITS))
    if len(text) == 4:
        return year
    return year + (2000 if year < 69 else 1900)


def _count(text: str) -> int | None:
    """Read a month or day in either script: 05, 五, 零五, 十五, 二十三, 廿三, 卅; 元 is January."""
    if text == "元":
        return 1
    text = text.replace("廿", "二十").replace("卅", "三十")
    if found := _TENS.fullmatch(text):
        tens = found["tens"].translate(_DIGITS) or "1"
        return int(tens) * 10 + int(found["ones"].translate(_DIGITS) or "0")
    if text.isascii():
        return int(text) if len(text) <= 2 else None
    digits = text.translate(_DIGITS)
    # 一二月 may be January and February: two digits in Chinese only with a leading zero.
    if digits.isascii() and (len(digits) == 1 or (len(digits) == 2 and digits[0] == "0")):
        return int(digits)
    return None


def _is_time(clock: str) -> bool:
    numbers = [int(each) for each in re.findall(r"\d+", re.split(r"[.,Z+-]", clock)[0])]
    return all(number < limit for number, limit in zip(numbers, (25, 60, 61), strict=False))
