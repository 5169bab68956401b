"""Facts of nobody, with which a template is read while it is written: each blank is filled and each figure is lawful."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.rules.clause_clashes import MONTHLY_PAY
from ipdesk.rules.clauses import FACTS, YES

_SAME: Final[Mapping[str, str]] = {
    "agreement_number": "XY-2026-00001",
    "identity_number": "E1234567",
    "staff_number": "A0001",
    "project_number": "KY-2026-001",
    "joined_on": "2026-03-01",
    "left_on": "2028-02-29",
    "watch_until": "2029-02-28",
    "period_from": "2026-03-01",
    "period_until": "2029-02-28",
    "disclose_days": "15",
    "secrecy_years": "3",
    "noncompete_months": "12",
    "noncompete_compensation": "12000",
    "noncompete_damages": "300000",
    MONTHLY_PAY: "24000",
    "copies": "2",
    "drafted_on": "2026-02-20",
    "effective_on": "2026-03-01",
    "expires_on": "2029-02-28",
}
_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "lab": ("示例实验室", "Sample Laboratory"),
    "lab_address": ("示例市示例路1号", "1 Sample Road, Sample City"),
    "lab_representative": ("甄示例", "Zhen Sample"),
    "signatory": ("甄示例", "Zhen Sample"),
    "name": ("张示例", "Alex Sample"),
    "nationality": ("示例国", "Sampleland"),
    "address": ("示例市示例路2号", "2 Sample Road, Sample City"),
    "contact": ("010-00000000", "010-00000000"),
    "unit": ("示例研究室", "Sample Unit"),
    "post": ("研究员", "Researcher"),
    "employment": ("在编人员", "Permanent staff"),
    "third_party": ("示例大学", "Sample University"),
    "third_party_representative": ("贾示例", "Jia Sample"),
    "host": ("示例科技公司", "Sample Technology Company"),
    "project": ("示例项目", "Sample Project"),
    "noncompete_group": ("高级技术人员", "Senior technician"),
    "noncompete_scope": ("示例产品的研制和销售", "Development and sale of sample products"),
    "noncompete_area": ("示例省", "Sample Province"),
}


def sample_facts(language: str) -> dict[str, str]:
    """Return facts with which every clause stands on the paper that any condition lets come."""
    said = {name: english if language == "en" else chinese for name, (chinese, english) in _SAID.items()}
    return {**_SAME, **said, **dict.fromkeys(FACTS, YES)}
