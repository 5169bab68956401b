"""A review before publication with nothing wrong, what it links to, and the list it is answered by."""

from __future__ import annotations

from datetime import date
from typing import Final

from ipdesk.model.findings import Facts, Linked
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.rule_kinds import shipped
from ipdesk.registers.answered import Answer
from ipdesk.registers.paper_choices import STEPS
from ipdesk.registers.paper_manifest import manifest_of
from ipdesk.registers.paper_rows import Acknowledgement, Author, Handled, Manuscript, Material, Opinion
from ipdesk.registers.papers import Paper

OURS, OUR_DIGEST = shipped(CHECKLISTS, "papers")
DISCLOSED: Final = Linked(
    "PL-2026-0012", "一种空间相机低温热链组件", "closed", {"outcome": "patent", "abroad": "no"}
)
FILED: Final = Linked(
    "ZL-2026-0002", "一种空间相机低温热链组件", "filed",
    {"filed_on": "2026-11-12", "disclosure": "PL-2026-0012", "abroad": "no"},
)  # fmt: skip
FUNDED: Final = Linked(
    "KY-2025-003", "低温光学载荷", "running", {"notice_days": "15", "publication_terms": "yes"}
)
LINKED: Final = {
    ("disclosures", DISCLOSED.number): DISCLOSED,
    ("patents", FILED.number): FILED,
    ("projects", FUNDED.number): FUNDED,
    ("secrets", "JS-2026-0001"): Linked("JS-2026-0001", "热链工艺甲", "recognised"),
}
PAPER_FACTS: Final = Facts(today=date(2026, 11, 22), started=date(2026, 11, 22), linked=LINKED)
CLEAR: Final = {
    "secret.content": "yes", "secret.sum": "yes", "internal.free": "yes",
    "result.new": "yes", "result.disclosed": "yes", "result.filed": "filed", "novelty.abroad": "none",
    "trade.overlap": "no", "funder.terms": "kept", "authors.agreed": "yes", "foreign.involved": "no",
    "data.kind": "none", "licence.others": "licensed", "thesis.is": "no", "integrity.sound": "yes",
    "text.bound": "yes", "media.is": "no",
}  # fmt: skip
FILES: Final = (
    Manuscript(role="paper", name="热链.pdf", sha256="a1" * 32, version="2", added_on=date(2026, 11, 16)),
    Manuscript(role="data", name="降温曲线.csv", sha256="b2" * 32, version="2", added_on=date(2026, 11, 16)),
    Manuscript(role="paper", name="热链.pdf", sha256="c3" * 32, version="1", added_on=date(2026, 11, 9)),
)
ASKED: Final = ("author", "project-leader", "unit-head", "ip-officer", "secrecy-office", "unit-leader")
NAMES: Final = dict(zip(ASKED, ("单雨桐", "仇立新", "佟佳音", "解敏", "曾广生", "穆存远"), strict=True))


def answered(**changed: str) -> tuple[Answer, ...]:
    """Return the answers with some changed; the dots of an item are two underscores here."""
    given = CLEAR | {name.replace("__", "."): answer for name, answer in changed.items()}
    return tuple(
        Answer(item=item, answer=each, on=date(2026, 11, 18)) for item, each in given.items() if each
    )


def opinions(*steps: str) -> tuple[Opinion, ...]:
    """Return the opinions of those asked, all of whom agree."""
    return tuple(
        Opinion(step=each.code, opinion="agree", name=NAMES.get(each.code, "区文渊"), on=date(2026, 11, 19))
        for each in STEPS
        if each.code in steps
    )


PAPER: Final = Paper(
    number="LW-2026-0007",
    state="review",
    level="internal",
    title="柔性热链在空间相机焦面制冷中的应用",
    kind="journal",
    venue="示例光学学报",
    venue_country="中国",
    language="中文",
    venue_preprints=False,
    planned_submission=date(2026, 12, 20),
    authors=(
        Author(
            name="单雨桐", unit="低温光学研究室", standing="ours", affiliation="某某实验室", country="中国",
            email="shan@example.org", corresponding=True, agreed=True, agreed_on=date(2026, 11, 15),
        ),
        Author(
            name="阿依古丽·买买提", unit="低温光学研究室", standing="ours", affiliation="某某实验室",
            country="中国", agreed=True, agreed_on=date(2026, 11, 15),
        ),
    ),
    acknowledgements=(Acknowledgement(text="示例重点研发计划", project="KY-2025-003", grant="2025YFB0000001"),),
    materials=(Material(what="图2", owner="示例出版社", licence="许可2026-17"),),
    projects=("KY-2025-003",),
    disclosure=("PL-2026-0012",),
    patents=("ZL-2026-0002",),
    declared_no_secret=True,
    declared_no_internal=True,
    declared_disclosed=True,
    declared_rights=True,
    declared_data=True,
    declared_ai=True,
    declared_single=True,
    declared_agreed=True,
    declared_by="单雨桐",
    declared_on=date(2026, 11, 15),
    version="2",
    manuscripts=FILES,
    manifest=manifest_of(FILES[:2]),
    handled=(
        Handled(
            key="7c2e", kind="grant-number", answer="not-this", reason="项目为公开项目。", by="解敏",
            on=date(2026, 11, 17),
        ),
    ),
    checklist=OUR_DIGEST,
    checklist_version=OURS.version,
    answers=answered(),
    opinions=opinions(*ASKED),
    verdict="approve",
    decided_on=date(2026, 11, 20),
    notice_given_on=date(2026, 11, 16),
    funder_letter="科函〔2026〕91号",
)  # fmt: skip
