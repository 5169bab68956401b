"""Values of each kind: read from text and JSON, written as JSON, shown to people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, assert_never

from ipdesk.model.dates import EARLIEST_YEAR, LATEST_YEAR, read_day
from ipdesk.model.errors import WrongValue
from ipdesk.model.figures import stepped_in, whole_in
from ipdesk.model.folding import folded
from ipdesk.model.kinds import (
    YES_NO,
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Person,
    Rows,
    Score,
    Share,
    Text,
    option_label,
)
from ipdesk.model.record import field_of, fields_of
from ipdesk.model.text import N_, Message, Translator

KnownAs = Callable[[str], tuple[str, ...]]
LONGEST_LINE = 1_000
LONGEST_TEXT = 200_000
FEN = Decimal("0.01")
SHARE_STEP = Decimal("0.0001")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# What is pasted with a name out of a browser or a document and that nobody sees.
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")
_SEPARATORS = re.compile(r"[、,，;；\n]+")


def read_value(kind: Kind, name: str, raw: object, known_as: KnownAs = lambda label: (label,)) -> Any:
    """Return the value of a kind for what a file, a form or a command line gave.

    `known_as` returns a label in every language, so that options may be given by label. Raises
    WrongValue, which names the field, when the raw value cannot be read; None and "" read as empty.
    """
    _require_plain(kind, name, raw)
    match kind:
        case Text() | Person():
            return _one_line(kind, name, raw)
        case LongText():
            return _long(kind, name, raw)
        case Choice():
            if kind.open and not is_known(kind.options, raw, known_as):
                return _one_line(kind, name, raw)
            return _option(kind.options, kind.label, name, raw, known_as)
        case Choices():
            codes = {_option(kind.options, kind.label, name, each, known_as) for each in _listed(raw)}
            return tuple(option.code for option in kind.options if option.code in codes)
        case Day():
            return _day(kind, name, raw)
        case Number():
            return whole_in(_text(raw), kind.label, name, kind.least, kind.most)
        case Money():
            return stepped_in(_text(raw), kind.label, name, FEN, Decimal(10) ** 13)
        case Share():
            text = raw.replace("%", "").replace("％", "") if isinstance(raw, str) else raw
            return stepped_in(_text(text), kind.label, name, SHARE_STEP, Decimal(100))
        case Score():
            return stepped_in(_text(raw), kind.label, name, FEN, Decimal(100))
        case Flag():
            if raw is None or isinstance(raw, bool):
                return raw
            code = _option(YES_NO, kind.label, name, raw, known_as)
            return code == "yes" if code else None
        case Link():
            return tuple(dict.fromkeys(_one_line(kind, name, each) for each in _listed(raw)))
        case Rows():
            return _rows(kind, name, raw, known_as)
        case _:
            assert_never(kind)


def plain_value(kind: Kind, value: Any) -> Any:
    """Return a value as JSON holds it: dates as ISO 8601, decimals as strings, rows as objects."""
    match kind:
        case Day():
            return value.isoformat() if value is not None else None
        case Money() | Share() | Score():
            return decimal_text(value) if value is not None else None
        case Choices() | Link():
            return list(value)
        case Rows():
            return [plain_values(row) for row in value]
        case Text() | LongText() | Choice() | Number() | Flag() | Person():
            return value
        case _:
            assert_never(kind)


def plain_values(record: Any) -> dict[str, Any]:
    """Return the declared fields of a record or child row as JSON values."""
    found = {}
    for each in fields_of(type(record)):
        held = getattr(record, each.name)
        # A text is what it is, and most fields are texts or empty.
        found[each.name] = held if held.__class__ is str or held is None else plain_value(each.kind, held)
    return found


def filled_rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return child rows as JSON values without what is empty in them, which reads as the same rows."""
    if not rows:
        return []
    declared = fields_of(type(rows[0]))
    read = attrgetter(*(each.name for each in declared), "__class__")  # so that it is a tuple, also of one
    return [
        {
            each.name: held if held.__class__ is str else plain_value(each.kind, held)
            for each, held in zip(declared, read(row), strict=False)
            # Most is empty, and most of the rest is text: neither is looked at more closely.
            if held is not each.empty and held != each.empty
        }
        for row in rows
    ]


def with_values(record: Any, values: Mapping[str, object], known_as: KnownAs = lambda label: (label,)) -> Any:
    """Return a copy of a record or child row with raw values read into its fields.

    Raises WrongValue for a value that cannot be read or a field that is not declared.
    """
    read = {}
    for name, raw in values.items():
        try:
            kind = field_of(type(record), name).kind
        except KeyError:
            raise WrongValue(
                name,
                Message(N_("There is no field “{field}”."), field=name),
                Message(N_("“ipdesk schema” lists the fields.")),
            ) from None
        read[name] = read_value(kind, name, raw, known_as)
    return replace(record, **read)


def show_value(kind: Kind, value: Any, translator: Translator) -> str:
    """Return a value as people read it in lists and documents; "" when empty."""
    match kind:
        case Text() | LongText() | Person():
            return str(value)
        case Choice():
            return translator.label(option_label(kind.options, value))
        case Choices():
            return translator.say(
                Message("{all}", all=[Message(option_label(kind.options, code)) for code in value])
            )
        case Day():
            return value.isoformat() if value is not None else ""
        case Number():
            return str(value) if value is not None else ""
        case Money():
            return f"{value:,.2f}" if value is not None else ""
        case Share():
            return f"{decimal_text(value)}%" if value is not None else ""
        case Score():
            return f"{value:.2f}" if value is not None else ""
        case Flag():
            return "" if value is None else translator.label(N_("Yes") if value else N_("No"))
        case Link():
            return translator.say(Message("{all}", all=list(value)))
        case Rows():
            return translator.say(Message("{all}", all=[row_title(row, translator) for row in value]))
        case _:
            assert_never(kind)


def row_title(row: Any, translator: Translator) -> str:
    """Return what stands for a child row where there is room for one word: its first filled field anyone may see."""
    values = ((each.kind, getattr(row, each.name)) for each in fields_of(type(row)))
    filled = (pair for pair in values if pair[1] not in (None, "", ()) and not pair[0].restricted)
    return next((show_value(kind, value, translator) for kind, value in filled), "")


def decimal_text(value: Decimal) -> str:
    """Return a decimal without exponent and without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(raw: object) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        raw = raw.date()
    text = _BREAKS.sub("\n", str(raw))
    clean = (
        text
        if text.isprintable()
        else "".join(sign for sign in text if sign in "\n\t" or not _is_unwanted(sign))
    )
    return clean.strip()


def _is_unwanted(sign: str) -> bool:
    """Controls, lone surrogates and non-characters, which no document format can carry, and the invisible."""
    code = ord(sign)
    return (
        sign in _INVISIBLE
        or unicodedata.category(sign) in ("Cc", "Cs")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def _require_plain(kind: Kind, name: str, raw: object) -> None:
    """Refuse a list or object where one value belongs: its Python spelling is nothing anybody typed."""
    if raw is None or isinstance(raw, str | date | Decimal | int | float):
        return
    many = isinstance(kind, Choices | Link) and isinstance(raw, list | tuple)
    given = raw if isinstance(raw, list | tuple) and many else [raw]
    if not isinstance(kind, Rows) and any(isinstance(each, Mapping | list | tuple) for each in given):
        raise WrongValue(
            name,
            Message(N_("{field} takes a value, not a list or an object."), field=Message(kind.label)),
            Message(N_("Write one text or number there, without brackets.")),
        )


def _one_line(kind: Kind, name: str, raw: object) -> str:
    text = " ".join(_text(raw).split("\n")).replace("\t", " ").strip()
    return _bounded(kind, name, text, LONGEST_LINE)


def _long(kind: Kind, name: str, raw: object) -> str:
    return _bounded(kind, name, _text(raw), LONGEST_TEXT)


def _bounded(kind: Kind, name: str, text: str, most: int) -> str:
    if len(text) > most:
        raise WrongValue(
            name,
            Message(
                N_("{field} holds at most {most} characters; this has {count}."),
                field=Message(kind.label),
                most=most,
                count=len(text),
            ),
            Message(N_("Shorten it, or attach it as a file.")),
        )
    return text


def _listed(raw: object) -> list[object]:
    if raw is None:
        return []
    if isinstance(raw, list | tuple):
        return [each for each in raw if _text(each)]
    return [each.strip() for each in _SEPARATORS.split(_text(raw)) if each.strip()]


@dataclass(frozen=True, slots=True)
class _Words:
    """What options may be called: their codes, and the code for each word, folded."""

    options: tuple[Option, ...]
    codes: frozenset[str]
    by_word: Mapping[str, str]


_WORDS: Final[dict[tuple[int, KnownAs], _Words]] = {}
_MOST_WORDS: Final = 2_000


def _words_of(options: tuple[Option, ...], known_as: KnownAs) -> _Words:
    """Return all words for some options: a ledger asks for the same ones in every row.

    They are kept by identity, which is quicker than their hash; what is kept keeps the options alive.
    """
    found = _WORDS.get((id(options), known_as))
    if found is None:
        by_word: dict[str, str] = {}
        for option in options:
            for word in (option.code, *option.aliases, *known_as(option.label)):
                by_word.setdefault(folded(word), option.code)
        if len(_WORDS) >= _MOST_WORDS:
            _WORDS.clear()
        found = _Words(options, frozenset(option.code for option in options), by_word)
        _WORDS[id(options), known_as] = found
    return found


def is_known(options: tuple[Option, ...], raw: object, known_as: KnownAs) -> bool:
    """Say whether a text names one of the options."""
    text, words = _text(raw), _words_of(options, known_as)
    return text in words.codes or folded(text) in words.by_word


def _option(options: tuple[Option, ...], label: str, name: str, raw: object, known_as: KnownAs) -> str:
    text = _text(raw)
    if not text:
        return ""
    words = _words_of(options, known_as)
    if text in words.codes:
        return text
    if (code := words.by_word.get(folded(text))) is not None:
        return code
    raise WrongValue(
        name,
        Message(N_("{field}: “{value}” is not among the choices."), field=Message(label), value=text[:60]),
        Message(N_("Choose one of: {options}."), options=[Message(option.label) for option in options]),
    )


def _day(kind: Day, name: str, raw: object) -> date | None:
    if isinstance(raw, date):
        raw = raw.date() if isinstance(raw, datetime) else raw
        if EARLIEST_YEAR <= raw.year <= LATEST_YEAR:
            return raw
    text = _text(raw)
    if not text:
        return None
    reading = read_day(text)
    if reading is None:
        raise WrongValue(
            name,
            Message(N_("{field}: “{value}” is not a date."), field=Message(kind.label), value=text[:60]),
            Message(N_("Write it like 2026-03-05 or 2026年3月5日.")),
        )
    if reading.doubtful:
        raise WrongValue(
            name,
            Message(
                N_("{field}: “{value}” is not a whole date; it could mean {reading}."),
                field=Message(kind.label),
                value=text[:60],
                reading=reading.reading,
            ),
            Message(N_("Write it like 2026-03-05 or 2026年3月5日.")),
        )
    return reading.day


def _rows(kind: Rows, name: str, raw: object, known_as: KnownAs) -> tuple[Any, ...]:
    if raw is None or raw == "":
        return ()
    if not isinstance(raw, list | tuple):
        raise _no_rows(kind, name)
    rows = []
    for index, given in enumerate(raw):
        each = plain_values(given) if isinstance(given, kind.of) else given
        if not isinstance(each, Mapping):
            raise _no_rows(kind, name)
        try:
            row = with_values(kind.of(), each, known_as)
        except WrongValue as error:
            raise WrongValue(f"{name}[{index}].{error.field}", error.what, error.advice) from None
        if row != kind.of():
            rows.append(row)
    return tuple(rows)


def _no_rows(kind: Rows, name: str) -> WrongValue:
    return WrongValue(
        name,
        Message(N_("{field} takes a list of rows."), field=Message(kind.label)),
        Message(N_("Write a list of objects; “ipdesk schema” lists their fields.")),
    )
