"""What the tests of assessments type in: answers by which the shipped list proposes each outcome, and a case brought on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ipdesk.operations import assessments, reading, records
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.registers import assessments as noun
from ipdesk.rules.checklist import Checklist
from tests.operations.cases import add_disclosure, bring_to

ASSESSMENTS: Final = noun.REGISTER
_FACTS: Final[Mapping[str, str]] = {
    "secrecy.determined": "yes", "secrecy.level": "none", "secrecy.defence": "none", "secrecy.confirmed": "yes",
    "secrecy.approval": "granted", "secrecy.record": "保审〔2026〕3号", "secrecy.foreign": "no",
    "secrecy.outbound": "free", "secrecy.abroad": "none",
    "ownership.kind": "technical", "ownership.service": "service", "ownership.inventors": "yes",
    "ownership.shares": "yes", "ownership.partners": "none", "ownership.contract": "yes", "ownership.consent": "yes",
    "ownership.funder": "yes", "ownership.materials": "yes", "ownership.agreements": "yes", "ownership.spinoff": "yes",
    "ownership.wish": "no",
    "novelty.searched": "yes", "novelty.databases": "CNIPA、INPADOC、CNKI", "novelty.day": "2026-03-01",
    "novelty.strategy": "检索报告 JS-2026-03", "novelty.closest": "CN 0000001 A", "novelty.result": "new",
    "novelty.disclosed": "none", "novelty.deferred": "yes", "novelty.grace": "covered",
    "technical.data": "full", "legal.genuine": "yes", "legal.eligible": "yes",
    "strategy.role": "core", "strategy.deliverable": "yes", "cost.split": "yes", "cost.payer": "yes",
    "secret.unknown": "yes", "secret.nature": "no", "secret.publishing": "yes", "secret.regulated": "yes",
}  # fmt: skip
_CLASSIFIED: Final = {"secrecy.level": "secret"}
# What is answered otherwise for each outcome; "*" is the score where none is named.
_OTHERWISE: Final[Mapping[str, Mapping[str, str]]] = {
    "file-cn": {"*": "3"},
    "file-pct": {"*": "4", "secrecy.abroad": "pct"},
    "defence-patent": {**_CLASSIFIED, "secrecy.defence": "yes", "*": "4"},
    "secret-patent": {**_CLASSIFIED, "*": "4"},
    "technical-secret": {
        "*": "4", "secret.nature": "yes", "secret.publishing": "no", "secret.regulated": "no",
    },
    "publish": {"*": "1", "strategy.role": "defensive"},
    "register": {"ownership.kind": "software", "*": "3"},
    "release": {"*": "1", "ownership.wish": "yes"},
    "supplement": {"*": "3", "technical.data": "lacking"},
    "none": {"*": "1", "novelty.result": "known"},
}  # fmt: skip


def answers_for(outcome: str, checklist: Checklist) -> dict[str, str]:
    """Return answers to every question of the shipped list by which it proposes an outcome."""
    other = _OTHERWISE[outcome]
    return {item.id: other.get(item.id) or _FACTS.get(item.id) or other["*"] for item in checklist.items}


TERMS: Final[Mapping[str, Any]] = {
    "owners": [{"party": "示例研究所", "share": 100, "ground": "专利法第六条"}],
    "costs": [{"cost": "all", "payer": "laboratory", "funds": "own", "share": 100}],
    "revenues": [{"party": "contributors", "share": 60}, {"party": "laboratory", "share": 40}],
}
APPROVALS: Final = [
    {"step": step, "name": name, "opinion": "agree", "on": "2026-03-05", "no_gain": True}
    for step, name in (("classifier", "曾广生"), ("unit-head", "钱主任"), ("ip-leader", "孙所长"))
]
ASSESSORS: Final = [
    {
        "name": name, "field": field, "unit": "科技处", "interest": "none", "no_gain": True,
        "declared_on": "2026-03-05",
    }
    for name, field in (("王评", "technical"), ("赵评", "market"))
]  # fmt: skip


def case(desk: Desk, **changes: Any) -> str:
    """Open an assessment of a new accepted disclosure and return its number."""
    number = add_disclosure(desk, **changes)
    bring_to(desk, number, "accepted")
    return assessments.open_assessments(desk, [number])[0].number


def held_case(desk: Desk, number: str) -> Any:
    """Return an assessment."""
    return reading.show(desk, ASSESSMENTS, number).record


def answered_case(desk: Desk, outcome: str, **changes: Any) -> str:
    """Open an assessment, name two assessors, and answer it so that an outcome is proposed; return its number."""
    number = case(desk, **changes)
    records.change(desk, ASSESSMENTS, number, {"assessors": ASSESSORS, **TERMS})
    answer_all(desk, number, outcome)
    return number


def answer_all(desk: Desk, number: str, outcome: str) -> None:
    """Answer all questions: the facts by the office, the scores by each assessor."""
    checklist = assessments.reckon(desk, held_case(desk, number)).checklist
    given = answers_for(outcome, checklist)
    scores = {item.id for item in checklist.items if item.kind == "score"}
    office = {name: Given(text) for name, text in given.items() if name not in scores}
    assessments.answer(desk, number, office)
    for each in ASSESSORS:
        assessments.answer(desk, number, {name: Given(given[name]) for name in scores}, str(each["name"]))


def decision(outcome: str, **more: Any) -> dict[str, Any]:
    """Return the values of a decision with its approvals."""
    return {
        "outcome": outcome,
        "decision_reason": "理由充分。",
        "approvals": APPROVALS,
        "decided_on": "2026-03-05",
        **more,
    }


def met(desk: Desk, number: str, outcome: str) -> str:
    """Let the committee meet, resolve on an assessment and sign its minutes; return the number of the meeting."""
    from ipdesk.registers import register

    meetings = register("meetings")
    people = [("吴主任", "chair"), ("郑委员", "member"), ("冯委员", "member")]
    values = {
        "level": "internal",
        "title": "知识产权委员会会议",
        "held_on": "2026-03-05",
        "chair": "吴主任",
        "recorder": "李明",
        "members": [{"name": name, "role": role, "present": True, "voting": True} for name, role in people],
        "cases": [number],
        "resolutions": [
            {"case_number": number, "resolution": outcome, "in_favour": 3, "against": 0, "abstained": 0}
        ],
        "minutes": "经讨论表决，一致同意。",
        "minutes_signed_by": "吴主任",
        "minutes_signed_on": "2026-03-05",
    }
    made = records.add(desk, meetings, [values])[0].number
    for state in ("held", "signed"):
        records.move(desk, meetings, made, state)
    return made


def decided_case(desk: Desk, outcome: str, **changes: Any) -> str:
    """Return the number of an assessment that is decided for an outcome, by the committee where that has to."""
    number = answered_case(desk, outcome, **changes)
    more: dict[str, Any] = {"classifier_approval": "密批〔2026〕1号"}
    if "committee" in _needed(desk, number, outcome):
        more["meeting"] = [met(desk, number, outcome)]
    assessments.decide(desk, number, decision(outcome, **more))
    return number


def _needed(desk: Desk, number: str, outcome: str) -> tuple[str, ...]:
    found = assessments.reckon(desk, held_case(desk, number))
    return tuple(each.step for each in found.result.approvals(found.checklist, outcome))
