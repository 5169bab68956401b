"""Tables kept as text (.csv, .txt): which encoding, which separator, which cells.

Runs in the child process.
"""

from __future__ import annotations

import codecs
import csv
import io

from ipdesk.importing.limits import Limits, Unreadable

SEPARATORS = ",\t;"
SAMPLE_LINES = 30
LONGEST_CELL = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(data: bytes, limits: Limits) -> list[list[str]]:
    """Return the cells of a table kept as text. Raises Unreadable."""
    text = decode(data)
    csv.field_size_limit(LONGEST_CELL)
    text, separator = _separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > limits.rows:
                raise Unreadable("too-many-rows")
            if len(row) > limits.columns:
                raise Unreadable("too-many-columns")
    except csv.Error:
        raise Unreadable("cell-too-long") from None
    return rows


def decode(data: bytes) -> str:
    """Return text in UTF-8, UTF-16 with a byte order mark, or GB18030. Raises Unreadable."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for each in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
        raise Unreadable("not-a-table")
    raise Unreadable("not-a-table" if b"\0" in data[:4096] else "encoding")


def _is_text(text: str) -> bool:
    """Say whether text is free of the control characters that only binary files hold."""
    return not any(sign < " " and sign not in "\t\r\n\f\x1a" for sign in set(text))


def _separator(text: str) -> tuple[str, str]:
    """Return the text without Excel's own "sep=" line, and the separator that most lines agree on."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    lines = [line for line in text[:200_000].splitlines()[:SAMPLE_LINES] if line.strip()]
    return text, max(SEPARATORS, key=lambda each: (sum(each in line for line in lines), _count(lines, each)))


def _count(lines: list[str], separator: str) -> int:
    return sum(line.count(separator) for line in lines)
