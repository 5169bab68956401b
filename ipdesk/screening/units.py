"""Units of measurement: how they are written, and what they come to in base units, so that 1250 μm and 1.25 mm are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

# Of metre, kilogram, second, ampere, kelvin, mole, candela, turn, hundredth, decibel and degree of angle, in this order.
Dimension = tuple[int, ...]
_BASES: Final = 11
_PREFIXES: Final = {
    "": 0, "u": -6, "f": -15, "p": -12, "n": -9, "μ": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12,
}  # fmt: skip
# What each comes to, and its exponents by the place of the base.
_PREFIXED: Final[dict[str, tuple[float, dict[int, int]]]] = {
    "m": (1, {0: 1}), "g": (1e-3, {1: 1}), "s": (1, {2: 1}), "A": (1, {3: 1}), "K": (1, {4: 1}), "mol": (1, {5: 1}), "cd": (1, {6: 1}),
    "Hz": (1, {2: -1}), "N": (1, {0: 1, 1: 1, 2: -2}), "Pa": (1, {0: -1, 1: 1, 2: -2}), "J": (1, {0: 2, 1: 1, 2: -2}),
    "W": (1, {0: 2, 1: 1, 2: -3}), "V": (1, {0: 2, 1: 1, 2: -3, 3: -1}), "F": (1, {0: -2, 1: -1, 2: 4, 3: 2}),
    "Ω": (1, {0: 2, 1: 1, 2: -3, 3: -2}), "S": (1, {0: -2, 1: -1, 2: 3, 3: 2}), "T": (1, {1: 1, 2: -2, 3: -1}),
    "Wb": (1, {0: 2, 1: 1, 2: -2, 3: -1}), "H": (1, {0: 2, 1: 1, 2: -2, 3: -2}), "L": (1e-3, {0: 3}), "l": (1e-3, {0: 3}),
    "M": (1e3, {0: -3, 5: 1}), "eV": (1.602176634e-19, {0: 2, 1: 1, 2: -2}), "bar": (1e5, {0: -1, 1: 1, 2: -2}),
    "cal": (4.184, {0: 2, 1: 1, 2: -2}), "Bq": (1, {2: -1}), "Gy": (1, {0: 2, 2: -2}), "Torr": (133.322, {0: -1, 1: 1, 2: -2}),
}  # fmt: skip
_PLAIN: Final[dict[str, tuple[float, dict[int, int]]]] = {
    **dict.fromkeys(("min", "mins", "minute", "minutes", "分钟"), (60, {2: 1})),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "小时"), (3600, {2: 1})),
    **dict.fromkeys(("d", "day", "days"), (86400, {2: 1})),
    **dict.fromkeys(("sec", "second", "seconds"), (1, {2: 1})),
    **dict.fromkeys(("rpm",), (1 / 60, {2: -1, 7: 1})),
    **dict.fromkeys(("r", "rev"), (1, {7: 1})),
    **dict.fromkeys(("%", "wt%", "wt.%", "at%", "at.%", "vol%", "vol.%", "mol%", "mol.%"), (1, {8: 1})),
    "‰": (0.1, {8: 1}), "ppm": (1e-4, {8: 1}), "ppb": (1e-7, {8: 1}), "dB": (1, {9: 1}), "°": (1, {10: 1}),
    "atm": (101325, {0: -1, 1: 1, 2: -2}), "mmHg": (133.322, {0: -1, 1: 1, 2: -2}), "psi": (6894.757, {0: -1, 1: 1, 2: -2}),
    "Å": (1e-10, {0: 1}), "inch": (0.0254, {0: 1}), "t": (1e3, {1: 1}), "毫米": (1e-3, {0: 1}), "微米": (1e-6, {0: 1}),
    "纳米": (1e-9, {0: 1}), "厘米": (1e-2, {0: 1}), "千米": (1e3, {0: 1}), "千克": (1, {1: 1}), "公斤": (1, {1: 1}),
    "毫克": (1e-6, {1: 1}), "微克": (1e-9, {1: 1}), "毫升": (1e-6, {0: 3}), "微升": (1e-9, {0: 3}),
    "兆帕": (1e6, {0: -1, 1: 1, 2: -2}), "千帕": (1e3, {0: -1, 1: 1, 2: -2}), "千瓦": (1e3, {0: 2, 1: 1, 2: -3}),
    "赫兹": (1, {2: -1}), "毫秒": (1e-3, {2: 1}),
    **dict.fromkeys(("℃", "°C", "摄氏度", "°F"), (1, {4: 1})),
}  # fmt: skip
_CELSIUS: Final = frozenset({"℃", "°C", "摄氏度"})
_FAHRENHEIT: Final = "°F"
_FAHRENHEIT_ZERO: Final = 459.67
_KELVIN: Final = 4  # the place of its base
ZERO: Final = 273.15  # of Celsius in kelvin
_POWER: Final = r"(?:\^?-?\d|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹])"
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SQUARES: Final = {
    "㎜": "mm",
    "㎝": "cm",
    "㎞": "km",
    "㎎": "mg",
    "㎏": "kg",
    "㎡": "m²",
    "㎥": "m³",
    "㏄": "cm³",
    "㎖": "mL",
    "㎐": "Hz",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what one of it comes to in base units, of which dimension, and from where it is counted."""

    factor: float
    dimension: Dimension
    zero: float = 0.0

    def base(self, value: float) -> float:
        """Return a value in base units."""
        return (value + self.zero) * self.factor


@cache
def _atoms() -> dict[str, tuple[float, dict[int, int]]]:
    found = {
        prefix + name: (factor * 10.0**power, exponents)
        for name, (factor, exponents) in _PREFIXED.items()
        for prefix, power in _PREFIXES.items()
    }
    return found | _PLAIN


@cache
def _atom_pattern() -> str:
    names = sorted({*_atoms(), *_SQUARES}, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, names))})"


def unit_pattern() -> str:
    """Return the pattern of a unit, the longest first, so that no part of one is taken for another."""
    atom = _atom_pattern()
    negative = r"(?:\^?-\d|⁻[¹²³⁴⁵⁶])"
    joined = rf"(?:[·*/]\(?{atom}{_POWER}?\)?|[ ·]?{atom}{negative})"
    return rf"{atom}{_POWER}?{joined}{{0,3}}(?![A-Za-zμΩ\d^⁻])"


@cache
def unit_of(written: str) -> Unit:
    """Return the unit that something fitting the pattern means."""
    if written in _CELSIUS:
        return Unit(1.0, _dimension({_KELVIN: 1}), ZERO)
    if written == _FAHRENHEIT:
        return Unit(5 / 9, _dimension({_KELVIN: 1}), _FAHRENHEIT_ZERO)
    for square, plain in _SQUARES.items():
        written = written.replace(square, plain)
    factor, total, below, opened = 1.0, [0] * _BASES, False, False
    for part in re.finditer(rf"([·*/ (]*)({_atom_pattern()})({_POWER})?(\)?)", written):
        below = "/" in part[1] or (below and opened)
        opened = ("(" in part[1] or opened) and not part[4]
        scale, exponents = _atoms()[part[2]]
        power = int((part[3] or "1").translate(_SUPERSCRIPTS).lstrip("^")) * (-1 if below else 1)
        factor *= scale**power
        for base, exponent in exponents.items():
            total[base] += exponent * power
    return Unit(factor, tuple(total))


def _dimension(exponents: dict[int, int]) -> Dimension:
    return tuple(exponents.get(base, 0) for base in range(_BASES))
