"""What stands in a lexicon, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.lexicon import LOOKUPS, SEVERITIES, Family, Group, Lexicon
from ipdesk.rules.parts import Part

FEW: Final = 8  # words in a cell
MANY: Final = 60  # in full
BETWEEN: Final = {"zh": "、", "en": ", "}


def lexicon_parts(made: Lexicon, translator: Translator) -> tuple[Part, ...]:
    """Return the families of a lexicon; cells are family, effect, words, what clears a hit, and basis."""
    return tuple(_family(each, translator) for each in made.families)


def _family(family: Family, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    name, clears = family.label.said(language), family.clears.said(language)
    effect = " · ".join(label(each) for each in (SEVERITIES[family.severity], LOOKUPS[family.lookup]) if each)
    sources = "; ".join(show_basis(each, translator) for each in family.basis)
    lines = [
        f"{name} ({family.id}) · {effect}",
        clears,
        family.note.said(language),
        *(" · ".join(_group(group, translator)) for group in family.groups),
        sources,
    ]
    words = (*family.terms, *family.patterns)
    return Part(
        family.id,
        "",
        (name, effect, _listed(words, FEW, language), clears, sources),
        tuple(each for each in lines if each),
        effect,
    )


def _group(group: Group, translator: Translator) -> Iterator[str]:
    """Yield the words of a group, and the conditions under which they count."""
    language = translator.language
    yield _listed((*group.terms, *group.patterns), MANY, language)
    for said, words in (
        (N_("only within {within} characters of {words}"), group.near),
        (N_("not within {within} characters of {words}"), group.not_near),
        (N_("not as part of {words}"), group.not_in),
    ):
        if words:
            yield translator.say(Message(said, within=group.within, words=_listed(words, MANY, language)))
    if group.alone:
        yield translator.label(N_("only alone on a line"))
    if group.capitals:
        yield translator.label(N_("only in capitals"))


def _listed(words: Sequence[str], most: int, language: str) -> str:
    """Return words one after the other, and how many there are where not all are told."""
    told = BETWEEN[language].join(words[:most])
    return told if len(words) <= most else f"{told} … ({len(words)})"


def plain_lexicon(made: Lexicon, language: str) -> dict[str, Any]:
    """Return a lexicon as JSON values in a language."""
    return {
        "local": made.local,
        "look_alikes": list(made.look_alikes),
        "families": [_plain(each, language) for each in made.families],
    }


def _plain(family: Family, language: str) -> dict[str, Any]:
    return {
        "id": family.id,
        "label": family.label.said(language),
        "severity": family.severity,
        "lookup": family.lookup,
        "clears": family.clears.said(language),
        "note": family.note.said(language),
        "groups": [
            {
                "terms": list(each.terms),
                "patterns": list(each.patterns),
                "near": list(each.near),
                "not_near": list(each.not_near),
                "not_in": list(each.not_in),
                "within": each.within,
                "alone": each.alone,
                "capitals": each.capitals,
            }
            for each in family.groups
        ],
        "hits": list(family.hits),
        "passes": list(family.passes),
        "basis": [
            {"document": each.document, "article": each.article, "confidence": each.confidence}
            for each in family.basis
        ],
    }
