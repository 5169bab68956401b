"""Figures as people write them: with commas, a sign of currency, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message

# Commas part thousands, or ten thousands as some do in China; any other comma may be a decimal point.
_NUMBER = re.compile(r"[^,_]*|[+-]?\d{1,4}(?:,\d{3,4})+(?:\.\d*)?")
_CORRECT: Final = Message(N_("Correct the figure, or round it."))


def whole_in(text: str, label: str, name: str, least: int, most: int) -> int | None:
    """Return the whole number that a text is, None for no text. Raises WrongValue, which names the field and its label."""
    number = _decimal_in(text, label, name)
    if number is None:
        return None
    if number != number.to_integral_value() or not least <= number <= most:
        raise WrongValue(
            name,
            Message(
                N_("{field}: “{value}” is not a whole number from {least} to {most}."),
                field=Message(label),
                value=text,
                least=least,
                most=most,
            ),
            _CORRECT,
        )
    return int(number)


def stepped_in(text: str, label: str, name: str, step: Decimal, most: Decimal) -> Decimal | None:
    """Return the figure in steps that a text is, None for no text. Raises WrongValue, which names the field and its label."""
    value = _decimal_in(text, label, name)
    if value is None:
        return None
    if not 0 <= value <= most or value != value.quantize(step):
        raise WrongValue(
            name,
            Message(
                N_("{field}: “{value}” must be from 0 to {most} in steps of {step}."),
                field=Message(label),
                value=text,
                most=most,
                step=step,
            ),
            _CORRECT,
        )
    return value.quantize(step)


def _decimal_in(text: str, label: str, name: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", text).removeprefix("¥").removesuffix("元").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain.replace(",", "") if _NUMBER.fullmatch(plain) else "NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise WrongValue(
            name,
            Message(N_("{field}: “{value}” is not a number."), field=Message(label), value=plain[:60]),
            Message(N_("Write it in digits, like 1200.")),
        )
    return value
