"""Whether a run of folded signs is the term it looks like, or ordinary text that only touches there.

Certain is what has nothing but blanks between its signs; whatever else had to be overlooked makes it a possible evasion. Where a
sentence or a clause ends inside, two words stand beside each other and no term is there, unless every sign is set apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ipdesk.screening.normal import DIGITS, FIRST_HAN, Normal, normal

_LONG: Final = 6  # letters of a word that is known again though parted at one place
_NATURAL: Final = frozenset('。，、；：！？!?,;:（）()《》〈〉“”‘’"「」『』【】[]…—')
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n|[\f\u2029]")
_HYPHEN: Final = re.compile(r"[-\u2010\u00ad][^\S\n]*\n\s*")
_BARE, _BLANK, _ODD, _APART = range(
    4
)  # what stands between two signs: nothing, blanks, marks, the end of something


def stands(text: str, made: Normal, begin: int, end: int, term: str) -> bool:
    """Say whether folded signs from one place to another are the term by their borders and by what stands between them."""
    return _bordered(made, begin, end) and _held_together(text, made, begin, end, term)


def is_certain(found: str, term: str) -> bool:
    """Say whether a piece of text is a term with nothing but blanks between its signs, whatever its width and case."""
    return found == term or _plain(_HYPHEN.sub("", found)) == _plain_term(term)


def _bordered(made: Normal, begin: int, end: int) -> bool:
    """Say whether no letter or digit goes on before or behind a run; Han needs no border."""
    return not (_goes_on(made, begin) or (end < len(made.codes) and _goes_on(made, end)))


def _goes_on(made: Normal, at: int) -> bool:
    if at == 0 or made.parted[at]:
        return False
    before, here = _kind(int(made.codes[at - 1])), _kind(int(made.codes[at]))
    return before == here != "han"


def _held_together(text: str, made: Normal, begin: int, end: int, term: str) -> bool:
    if (
        int(made.places[end - 1]) - int(made.places[begin]) == end - begin - 1
        and not made.parted[begin + 1 : end].any()
    ):
        return True
    gaps = list(_gaps(text, made, begin, end, term))
    apart = _APART in gaps
    if _kind(int(made.codes[begin])) != "han" and end - begin < _LONG:
        return not apart and (_BARE not in gaps or not any(gaps))
    return not apart or (len(gaps) > 1 and all(gap > _BLANK for gap in gaps))


def _gaps(text: str, made: Normal, begin: int, end: int, term: str) -> Iterator[int]:
    """Yield what stands between neighbouring signs.

    Where the term itself has something, and between letters and digits, anything but an end may stand as well as nothing.
    """
    own = _parted_term(term)
    for at in range(begin + 1, end):
        gap = _gap(text[int(made.places[at - 1]) + 1 : int(made.places[at])])
        kinds = {_kind(int(made.codes[at - 1])), _kind(int(made.codes[at]))}
        free = (at - begin < len(own) and own[at - begin]) or kinds == {"letter", "digit"}
        if gap == _APART or not free:
            yield gap


def _gap(between: str) -> int:
    if not between:
        return _BARE
    seen = "".join(_seen(_HYPHEN.sub("", between)))
    if not seen:
        return _APART if _PARAGRAPH.search(between) else _BLANK
    within_word = seen == "." and len(between) == 1
    return _APART if set(seen) <= _NATURAL and not within_word else _ODD


def _seen(text: str) -> Iterator[str]:
    """Yield the signs of a text that show, without blanks."""
    return (sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def _kind(code: int) -> str:
    if code >= FIRST_HAN:
        return "han"
    return "digit" if DIGITS[0] <= code < DIGITS[1] else "letter"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(map(_of_one_width, _seen(text)))).casefold()


def _of_one_width(sign: str) -> str:
    kind = unicodedata.decomposition(sign)
    return unicodedata.normalize("NFKC", sign) if kind.startswith(("<wide>", "<narrow>")) else sign


@lru_cache(maxsize=4096)
def _plain_term(term: str) -> str:
    return _plain(term)


@lru_cache(maxsize=4096)
def _parted_term(term: str) -> tuple[bool, ...]:
    return tuple(normal(term).parted.tolist())
