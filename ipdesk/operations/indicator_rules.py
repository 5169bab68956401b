"""The indicators as a rule file, which a laboratory may replace with one of its own."""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import Column, RuleKind, rules_in_force, text_in
from ipdesk.rules.indicator_files import read_indicators
from ipdesk.rules.indicator_parts import indicator_parts, plain_indicators
from ipdesk.rules.indicator_rules import IndicatorList

INDICATORS: Final = RuleKind(
    id="indicators",
    label=N_("Indicators"),
    note=N_(
        "What the quarterly and yearly reports tell. Aims are yours to set: export a copy, change it, give it a version of its own, and install it. How many were filed or granted is told for context; no file in which it is scored is taken."
    ),
    names=("indicators",),
    read=read_indicators,
    shipped_text=text_in("rules", "indicators"),
    parts_label=N_("Indicators of the file chosen"),
    columns=(
        Column(N_("Code"), 6), Column(N_("Indicator"), 18), Column(N_("Use"), 7), Column(N_("Aim"), 6),
        Column(N_("Made of"), 24), Column(N_("Basis")),
    ),
    parts=indicator_parts,
    plain=plain_indicators,
)  # fmt: skip


def indicators_in_force(desk: Desk) -> tuple[IndicatorList, str]:
    """Return the indicators that hold now, and the digest of their text."""
    return rules_in_force(desk, INDICATORS, INDICATORS.names[0])
