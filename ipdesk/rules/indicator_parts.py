"""What stands in a file of indicators, for people and for programs."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Translator
from ipdesk.rules.indicator_rules import (
    HOW_LABELS,
    QUERIES,
    UNIT_LABELS,
    Indicator,
    IndicatorList,
    NotKept,
)
from ipdesk.rules.parts import Part

SCORED: Final = N_("scored")
CONTEXT: Final = N_("context only")
ABSENT: Final = N_("register not kept here")


def indicator_parts(made: IndicatorList, translator: Translator) -> tuple[Part, ...]:
    """Return the indicators; cells are code, name, use, aim, how it is made, and basis."""
    return (
        *(_part(each, translator) for each in made.indicators),
        *(_absent(each, translator) for each in made.not_kept),
    )


def _part(made: Indicator, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    name, use, aim = made.label.said(language), use_of(made, translator), aim_of(made, translator)
    sources = "; ".join(show_basis(each, translator) for each in made.basis)
    queries = [label(QUERIES[each].label) for each in (made.of, made.among) if each]
    way = label(HOW_LABELS[made.how])
    lines = [
        f"{made.code} {name}",
        made.definition.said(language),
        f"{way} · {use}" + (f" · {aim}" if aim else ""),
        *queries,
        sources,
    ]
    cells = (made.code, name, use, aim, f"{way} · {' ÷ '.join(queries)}", sources)
    return Part(made.code, "", cells, tuple(each for each in lines if each), use)


def _absent(made: NotKept, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    name, reason = made.label.said(language), made.reason.said(language)
    sources = "; ".join(show_basis(each, translator) for each in made.basis)
    lines = (f"{made.code} {name}", f"{label(ABSENT)}: {reason}", sources)
    return Part(made.code, "", (made.code, name, label(ABSENT), "", reason, sources), lines, label(ABSENT))


def use_of(made: Indicator, translator: Translator) -> str:
    """Return whether something is scored by an indicator, or whether it is told for context only."""
    return translator.label(SCORED if made.scored else CONTEXT)


def aim_of(made: Indicator, translator: Translator) -> str:
    """Return the aim of an indicator as people read it, such as “≥ 95 %”; "" where it has none."""
    if made.target is None:
        return ""
    sign = "≥" if made.better == "more" else "≤"
    unit = translator.label(UNIT_LABELS.get(made.unit, ""))
    number = f"{float(made.target):.2f}".rstrip("0").rstrip(".")
    return " ".join(each for each in (sign, number, unit) if each)


def plain_indicators(made: IndicatorList, language: str) -> dict[str, Any]:
    """Return indicators as JSON values in a language."""
    return {
        "indicators": [_plain(each, language) for each in made.indicators],
        "not_kept": [
            {"code": each.code, "label": each.label.said(language), "reason": each.reason.said(language)}
            for each in made.not_kept
        ],
    }


def _plain(made: Indicator, language: str) -> dict[str, Any]:
    return {
        "code": made.code,
        "label": made.label.said(language),
        "definition": made.definition.said(language),
        "how": made.how,
        "of": made.of,
        "among": made.among,
        "within": made.within,
        "years": made.years,
        "scored": made.scored,
        "better": made.better,
        "target": None if made.target is None else f"{float(made.target):.2f}",
        "basis": [
            {"document": each.document, "article": each.article, "confidence": each.confidence}
            for each in made.basis
        ],
    }
