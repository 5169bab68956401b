"""What differs between two versions of a closed quarter or year: figures, and the parts of them."""

from __future__ import annotations

from collections.abc import Collection

from ipdesk.exporting.quarter_content import Correction, PartLine, QuarterContent, colon_of
from ipdesk.model.text import Translator


def differences(
    before: QuarterContent, after: QuarterContent, words: dict[str, str], translator: Translator
) -> tuple[Correction, ...]:
    """Return which figures differ between two versions, and which of their parts; `words` names the columns compared."""
    found = []
    was = {each.code: each for each in before.lines}
    for line in after.lines:
        old = was.get(line.code)
        for name, label in words.items():
            one, other = _told(getattr(old, name, None)), _told(getattr(line, name))
            if one != other:
                found.append(Correction(code=line.code, what=label, was=one, now=other))
    found += [
        Correction(code=code, what=old.label, was=_told(old.now), now="")
        for code, old in was.items()
        if after.line(code) is None
    ]
    return (*found, *_of_parts(before, after, translator))


def _of_parts(
    before: QuarterContent, after: QuarterContent, translator: Translator
) -> tuple[Correction, ...]:
    free = {each.code for each in (*before.lines, *after.lines) if each.free}
    was, now = (
        {_key(part, free, translator): _told(part.value) for part in made.parts} for made in (before, after)
    )
    return tuple(
        Correction(code=code, what=what, was=was.get(key, ""), now=now.get(key, ""), free=is_free)
        for key in dict.fromkeys((*now, *was))
        if was.get(key, "") != now.get(key, "")
        for code, what, is_free in (key,)
    )


def _key(part: PartLine, free: Collection[str], translator: Translator) -> tuple[str, str, bool]:
    """Return by which code and words a part is known, and whether somebody wrote these."""
    words = f"{part.by_label(translator)}{colon_of(translator.language)}{part.name}"
    return part.code, words, part.by == "kind" and part.code in free


def _told(value: object) -> str:
    return "" if value is None else str(value)
