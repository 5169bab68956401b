"""Made-up texts for tests of what texts have in common; the same seed gives the same text."""

from __future__ import annotations

import random
from typing import Final

from ipdesk.screening.corpus import Corpus
from ipdesk.screening.imprints import imprint

HAN: Final = "".join(chr(code) for code in range(0x4E00, 0x5600))
WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_LETTERS: Final = "etaoinshrdlucmfwypvbgk"


def chinese(seed: int, count: int) -> str:
    """Return so many Han, parted into sentences, in which hardly anything repeats."""
    chance = random.Random(seed)
    signs = [chance.choice(HAN) for _ in range(count)]
    signs[17::19] = ["。" if chance.random() < 0.4 else "，" for _ in signs[17::19]]
    return "".join(signs)


def english(seed: int, count: int) -> str:
    """Return so many made-up words, parted into sentences."""
    chance = random.Random(seed)
    found = []
    for place in range(count):
        word = "".join(chance.choices(_LETTERS, k=chance.randint(3, 11)))
        found.append(word + ("." if place % 13 == 12 else ""))
    return " ".join(found)


def corpus(texts: dict[str, str]) -> Corpus:
    """Return texts as a corpus."""
    made = Corpus()
    for key, text in texts.items():
        made.put(key, imprint(text))
    return made


def evaded(text: str, seed: int) -> str:
    """Return a text that looks the same and is written with other signs."""
    chance = random.Random(seed)
    other = {"a": "а", "e": "е", "o": "о", "c": "с", "国": "國", "设": "設"}
    found = []
    for sign in text:
        drawn = chance.random()
        found.append(other.get(sign, sign) if drawn < 0.5 else sign.translate(WIDE) if drawn < 0.7 else sign)
        if chance.random() < 0.15:
            found.append(chance.choice(["\u200b", "\u00ad", "\u2060"]))
        if sign >= "一" and chance.random() < 0.05:
            found.append(" ")
    return "".join(found)
