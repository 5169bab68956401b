"""What the check says of results, days, projects and places abroad; each kind once as it is found, once as it only looks like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipdesk.operations import records, reviews
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import check_manuscript
from ipdesk.screening.risks import Risk
from tests.operations.cases import DISCLOSURES, ENGLISH, PROJECTS, disclosure, project
from tests.operations.docketing import add_right
from tests.operations.moving import add_person
from tests.operations.reviewing import FILLING, SOLUTION, add_result, manuscript

HEAD = "{title}\n\n{authors}\n\n摘要：本文讨论陶瓷元件的制备。\n\n关键词：陶瓷\n\n1 引言\n\n"


def add_paper(desk: Desk, **values: Any) -> str:
    """Add a review before publication and return its number."""
    given = {"title": "梯度孔元件", "kind": "journal", "authors": [{"name": "单雨桐"}]}
    return records.add(desk, reviews.PAPERS, [{**given, **values}])[0].number


def paper_of(folder: Path, body: str = FILLING, title: str = "某元件", authors: str = "王某") -> Path:
    """Write a manuscript with a title and its authors."""
    path = folder / "稿件.txt"
    path.write_text(HEAD.format(title=title, authors=authors) + body, encoding="utf-8")
    return path


def found(desk: Desk, file: Path, kind: str, **asked: Any) -> list[Risk]:
    """Return the risks of a kind."""
    return [each for each in check_manuscript(desk, file, **asked).risks if each.kind == kind]


def test_a_result_that_nobody_disclosed_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    number = add_person(desk, name="单雨桐")
    file = paper_of(tmp_path, authors="单雨桐，王某")
    [risk] = found(desk, file, "undisclosed")
    assert (risk.severity, [each.confidence for each in risk.basis]) == ("defer", ["C", "P"])
    assert number and found(desk, paper_of(tmp_path), "undisclosed") == [], "none of them is ours"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "media"},
        {"answers": [{"item": "result.new", "answer": "no"}]},
        {"disclosure": ["PL-2026-0001"]},
        {"title": "一种热链"},
    ],
)
def test_a_result_is_covered_by_a_link_a_title_of_their_own_or_an_answer(
    desk: Desk, tmp_path: Path, values: dict[str, Any]
) -> None:
    add_result(desk, "另有做法。", title="低温热链", inventors=[{"name": "单雨桐"}])
    file = manuscript(tmp_path)
    assert found(desk, file, "undisclosed", paper=add_paper(desk)), "the title is of something else"
    assert found(desk, file, "undisclosed", paper=add_paper(desk, **values)) == []


def test_a_passage_covers_it_and_a_like_title_of_others_does_not(desk: Desk, tmp_path: Path) -> None:
    add_result(desk, title="低温热链", inventors=[{"name": "解敏"}])
    assert found(desk, manuscript(tmp_path), "undisclosed", paper=add_paper(desk, title="低温热链"))
    assert found(desk, manuscript(tmp_path, SOLUTION), "undisclosed", paper=add_paper(desk)) == []


def test_a_linked_disclosure_that_is_not_filed_when_it_may_be_public(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk, "另有做法。", countries="")
    file = manuscript(tmp_path)
    paper = add_paper(desk, disclosure=[number], submitted_on="2026-02-10", planned_publication="2026-08-01")
    [risk] = found(desk, file, "unfiled", paper=paper)
    assert (risk.severity, risk.record) == ("defer", number)
    assert "2026-02-10" in ENGLISH.say(risk.reason) and "not known" in ENGLISH.say(risk.reason)
    add_right(desk, "2026-03-01", disclosure=[number])
    assert [each.severity for each in found(desk, file, "filed-later", paper=paper)] == ["defer"]
    records.change(desk, reviews.PAPERS, paper, {"venue_preprints": False})
    assert found(desk, file, "filed-later", paper=paper) == [], (
        "its venue posts nothing, and it is out in August"
    )
    records.change(desk, reviews.PAPERS, paper, {"abstract_on": "2026-02-20"})
    assert "Abstract" in ENGLISH.say(found(desk, file, "filed-later", paper=paper)[0].reason)


@pytest.mark.parametrize(("kind", "word"), [("journal", "No case"), ("conference", "to be proved")])
def test_the_grace_period_is_named_and_never_assumed(
    desk: Desk, tmp_path: Path, kind: str, word: str
) -> None:
    number = add_result(desk, "另有做法。")
    file = manuscript(tmp_path)
    [risk] = found(desk, file, "grace", paper=add_paper(desk, disclosure=[number], kind=kind))
    assert risk.severity == "info" and word in ENGLISH.say(risk.reason)
    add_right(desk, "2026-02-01", disclosure=[number])
    assert found(desk, file, "grace", paper=add_paper(desk, disclosure=[number], kind=kind)) == []


def test_a_plan_abroad_asks_for_absolute_novelty_until_the_first_filing(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk, "另有做法。", countries="美国、日本")
    file, paper = manuscript(tmp_path), add_paper(desk, disclosure=[number])
    assert [each.record for each in found(desk, file, "novelty-abroad", paper=paper)] == [number]
    at_home = add_paper(desk, disclosure=[add_result(desk, "又一做法。", countries="")])
    assert found(desk, file, "novelty-abroad", paper=at_home) == []
    add_right(desk, "2026-02-01", disclosure=[number])
    assert found(desk, file, "novelty-abroad", paper=paper) == []
    told = add_result(desk, countries="日本")
    [risk] = found(desk, manuscript(tmp_path, SOLUTION), "novelty-abroad", paper=paper)
    assert risk.record == told, "it is not linked, and a passage is in it"


def test_an_affiliation_abroad_asks_about_exports_until_the_checks_do(desk: Desk, tmp_path: Path) -> None:
    file = paper_of(tmp_path, authors="王某，A. Berg\n（1. 某研究所，北京；2. Lund University, Sweden）")
    [risk] = found(desk, file, "affiliation-abroad")
    assert (risk.severity, risk.text) == ("defer", "Sweden")
    assert [each.confidence for each in risk.basis] == ["C", "S"]
    paper = add_paper(desk, answers=[{"item": "foreign.involved", "answer": "yes"}])
    assert [each.severity for each in found(desk, file, "affiliation-abroad", paper=paper)] == ["info"]
    maybe = paper_of(tmp_path, authors="王某\n（麻省理工学院机械系）")
    assert [each.severity for each in found(desk, maybe, "affiliation-abroad")] == ["warn"]
    near = paper_of(tmp_path, "与瑞典同行的结果比较。" + FILLING, authors="王某\n（中国某研究所，北京）")
    assert found(desk, near, "affiliation-abroad") == []


def test_authors_and_venue_abroad_are_told_from_the_review(desk: Desk, tmp_path: Path) -> None:
    file = manuscript(tmp_path)
    paper = add_paper(desk, venue_country="荷兰", authors=[{"name": "A. Berg", "standing": "foreign"}])
    kinds = {each.kind for each in check_manuscript(desk, file, paper=paper).risks}
    assert {"author-abroad", "venue-abroad"} <= kinds
    home = add_paper(desk, venue_country="中国", authors=[{"name": "单雨桐", "country": "中国"}])
    assert {"author-abroad", "venue-abroad"}.isdisjoint(
        each.kind for each in check_manuscript(desk, file, paper=home).risks
    )


THANKS = "2 结论\n\n见上。\n\n致谢\n\n本工作受{number}项目资助。"


def test_a_classified_project_in_the_thanks_or_linked_blocks(desk: Desk, tmp_path: Path) -> None:
    given = {"number": "GX-0417", "title": "代号甲", "level": "classified", "classification": "secret"}
    records.add(
        desk,
        PROJECTS,
        [given, project(number="KY-0418", ip_terms="", publication_terms="", notice_days=None)],
    )
    [risk] = found(desk, paper_of(tmp_path, THANKS.format(number="gx-0417")), "project-classified")
    assert (risk.severity, risk.record, risk.text) == ("block", "GX-0417", "gx-0417")
    assert found(
        desk, manuscript(tmp_path), "project-classified", paper=add_paper(desk, projects=["GX-0417"])
    )
    for near in ("GX-04170", "KY-0418"):
        assert found(desk, paper_of(tmp_path, THANKS.format(number=near)), "project-classified") == []


def test_terms_of_a_project_on_secrecy_and_publication_reach_the_manuscripts_of_it(
    desk: Desk, tmp_path: Path
) -> None:
    secrecy = "成果归甲方。乙方对技术资料负有保密义务；期限五年。"
    records.add(desk, PROJECTS, [
        project(number="KY-0419", ip_terms=secrecy, publication_terms="须经甲方同意", project_class="defence"),
        project(number="KY-0420", ip_terms="成果共有。", publication_terms="", notice_days=None),
    ])  # fmt: skip
    file = manuscript(tmp_path)
    bound = {
        each.kind: each
        for each in check_manuscript(desk, file, paper=add_paper(desk, projects=["KY-0419"])).risks
    }
    assert {"contract-secrecy", "funding-terms", "project-defence"} <= bound.keys()
    assert ENGLISH.say(bound["contract-secrecy"].reason).endswith("乙方对技术资料负有保密义务")
    free = check_manuscript(desk, file, paper=add_paper(desk, projects=["KY-0420"])).risks
    assert not {"contract-secrecy", "funding-terms", "project-defence"} & {each.kind for each in free}


@pytest.mark.parametrize(
    "terms",
    ["双方均不承担保密义务。", "密级：公开。", "本合同无保密要求。", "No confidentiality obligations."],
)
def test_terms_that_ask_for_no_secrecy_are_none(desk: Desk, tmp_path: Path, terms: str) -> None:
    records.add(desk, PROJECTS, [project(number="KY-0421", ip_terms=f"成果共有。{terms}")])
    assert (
        found(desk, manuscript(tmp_path), "contract-secrecy", paper=add_paper(desk, projects=["KY-0421"]))
        == []
    )
    stricter = f"{terms}乙方无论何时均须保密。"
    records.change(desk, PROJECTS, "KY-0421", {"ip_terms": stricter})
    assert found(desk, manuscript(tmp_path), "contract-secrecy", paper=add_paper(desk, projects=["KY-0421"]))


def test_the_day_given_goes_before_those_of_the_review(desk: Desk, tmp_path: Path) -> None:
    number = records.add(desk, DISCLOSURES, [disclosure(number="", solution="另有做法。")])[0].number
    add_right(desk, "2026-03-01", disclosure=[number])
    paper = add_paper(desk, disclosure=[number], planned_submission="2026-02-01")
    file = manuscript(tmp_path)
    assert found(desk, file, "filed-later", paper=paper)
    assert found(desk, file, "filed-later", paper=paper, public_on=date(2026, 4, 1)) == []
