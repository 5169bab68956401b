"""The workspace that the manuscripts of ours are checked against: results, rights, secrets, people, agreements, projects, a review."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ipdesk.operations import attachments, moves, protected, records, reviews, rule_files
from ipdesk.operations.desk import Desk
from ipdesk.operations.lexicons import LEXICONS, OWN
from ipdesk.registers import register
from tests.operations.cases import DISCLOSURES, PROJECTS, disclosure
from tests.operations.docketing import PATENTS, add_right
from tests.operations.manuscripts_of_ours import (
    ABROAD,
    DAY,
    DONE,
    ENGLISH_TEXT,
    FILED_TEXT,
    LACKING,
    LATE,
    LATER_TEXT,
    LEAVER,
    MAKER,
    OPEN,
    OURS,
    OWN_TITLE,
    POSTED,
    PRINTS_TEXT,
    PUBLIC_TEXT,
    REGISTERED,
    SAME_DAY_TEXT,
    SECRET_TEXT,
    STOCK_SENTENCE,
    UNFILED_TEXT,
    VALUES_TEXT,
)
from tests.operations.moving import add_person
from tests.operations.test_paper_reviews import VERDICT, reviewed
from tests.rules.lexicons import family

AGREEMENTS: Final = register("agreements")
SECRETS: Final = register("secrets")
# Whom the near misses name, each as a paper may write it: 单雨桐 signed, 林晚 left long ago.
KNOWN: Final = ("單雨桐", "Lin Wan")
STOCK_TITLES: Final = ("一种喷口", "一种泵体", "一种滤网", "一种支座", "一种阀芯")


def furnish(desk: Desk, folder: Path) -> None:
    """Put into a desk what the pairs are about."""
    _add_results(desk, folder)
    for title, text, only in (("青松二号", SECRET_TEXT, False), ("青松三号", PRINTS_TEXT, True)):
        given = {"title": title, "level": "trade", "grade": "general"}
        number = records.add(desk, SECRETS, [given])[0].number
        protected.keep_text(desk, number, text, only_fingerprints=only)
    _add_people(desk)
    terms = {"publication_terms": "发表前须经甲方书面同意", "notice_days": 30}
    records.add(desk, PROJECTS, [
        {"number": "KY-1", "title": "雾化项目", "contracts": "2021YFB1234567", **terms},
        {"number": "KY-2", "title": "供液项目", "contracts": "2020YFB7654321"},
        {"number": "GX-0417", "title": "代号乙", "level": "classified", "classification": "secret"},
        {"number": "KY-0418", "title": "加固项目", "project_class": "defence"},
        {"number": "KY-0419", "title": "夹具项目", "project_class": "institute", "ip_terms": "密级：公开；成果共有。"},
        {"number": "KY-0420", "title": "药液项目", "ip_terms": "成果归甲方。乙方对技术资料负有保密义务；期限五年。"},
        {"number": "KY-0421", "title": "给药项目", "ip_terms": "成果共有，双方均不承担保密义务。"},
    ])  # fmt: skip
    own = folder / "own-words.toml"
    head = LEXICONS.shipped_text(OWN).replace("2026-11", "本所-1")
    own.write_text(head + family('terms = ["青石计划"]', id="own", severity="block"), encoding="utf-8")
    rule_files.install_rules(desk, own)


def under_review(desk: Desk, values: Mapping[str, Any]) -> str:
    """Return the number of a review before publication that says this and nothing else."""
    return records.add(desk, reviews.PAPERS, [values])[0].number


def approved(desk: Desk, folder: Path, *files: bytes) -> str:
    """Return the number of a review in which just these files were approved."""
    number = reviewed(desk, folder)
    rows = [
        {"name": f"稿{at}", "sha256": sha256(each).hexdigest(), "version": "1"}
        for at, each in enumerate(files)
    ]
    records.change(desk, reviews.PAPERS, number, {"manuscripts": rows, "version": "1"})
    records.change(desk, reviews.PAPERS, number, VERDICT)
    moves.move(desk, reviews.PAPERS, number, "approved")
    return number


def _add_results(desk: Desk, folder: Path) -> None:
    def add(solution: str, **changes: Any) -> str:
        by = [{"name": name, "share": 50} for name in (OURS["name"], LACKING)]
        made = disclosure(number="", solution=solution, inventors=by, **changes)
        return records.add(desk, DISCLOSURES, [made])[0].number

    for text in (UNFILED_TEXT, ENGLISH_TEXT, VALUES_TEXT):
        add(text)
    for text, filed in ((FILED_TEXT, "2026-02-01"), (SAME_DAY_TEXT, DAY), (LATER_TEXT, "2026-03-03")):
        add_right(desk, filed, disclosure=[add(text)])
    printed = folder / "公开文本.txt"
    printed.write_text(PUBLIC_TEXT, encoding="utf-8")
    right = add_right(desk, "2024-02-01", title="一种雾化仓", published_on="2025-08-08")
    attachments.attach(desk, PATENTS, right, printed)
    for title in STOCK_TITLES:
        add(f"{title}。{STOCK_SENTENCE}。", title=title)
    for number, countries, filed, outcome in (
        (OPEN, "", "", ""),
        (ABROAD, "美国、日本", "", ""),
        (DONE, "美国", "2026-02-02", ""),
        (LATE, "", "2026-03-03", ""),
        (REGISTERED, "", "", "registered"),
    ):
        given = {"number": number, "title": "另一件事", "countries": countries, "outcome": outcome}
        records.add(desk, DISCLOSURES, [given])
        if filed:
            add_right(desk, filed, title="另一件事", disclosure=[number])
    records.add(desk, DISCLOSURES, [{"title": OWN_TITLE, "inventors": [{"name": OURS["name"]}]}])
    above = {"level": "classified", "classification": "secret", "inventors": [{"name": MAKER}]}
    records.add(desk, DISCLOSURES, [{"title": "代号甲", **above}])


def _add_people(desk: Desk) -> None:
    signing = {"signed_on": "2026-01-05", "countersigned_on": "2026-01-06", "effective_on": "2026-01-06"}
    latin = [{"name": "Lin Wan", "kind": "pinyin"}]
    for number, name, signs, values in (
        ("A1", "单雨桐", True, {}),
        ("A2", LACKING, False, {"variants": []}),
        ("A3", LEAVER, False, {"variants": [], "left_on": "2026-01-31"}),
        ("A4", POSTED, True, {"variants": [], "post_class": "important"}),
        ("A5", "林晚", False, {"variants": latin, "left_on": "2024-01-31"}),
        ("A6", MAKER, True, {"variants": []}),
    ):
        add_person(desk, number=number, name=name, **values)
        if signs:
            given = {
                "name": name,
                "person": [number],
                "kind": "joiner",
                "paper_number": f"签-{number}",
                **signing,
            }
            made = records.add(desk, AGREEMENTS, [given])[0].number
            for state in ("signed-both", "in-force"):
                records.move(desk, AGREEMENTS, made, state)
