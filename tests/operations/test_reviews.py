"""The check of manuscripts: what is found of each kind of record, what is left alone, and what could not be compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipdesk.model.errors import CannotWrite, Refused
from ipdesk.operations import attachments, manuscript_places, moves, paper_reviews, records, reviews, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import Review, check_manuscript
from ipdesk.registers import register
from ipdesk.screening.risks import Risk
from ipdesk.store.database import rows, value
from tests.operations.cases import DISCLOSURES, ENGLISH
from tests.operations.docketing import add_right
from tests.operations.moving import add_person
from tests.operations.reviewing import (
    FILLING,
    SECRET_TEXT,
    SECRETS,
    SOLUTION,
    add_result,
    add_secret,
    manuscript,
)
from tests.operations.test_paper_reviews import VERDICT, reviewed


def the_risk(review: Review) -> Risk:
    """Return the only risk there is."""
    assert len(review.risks) == 1, [ENGLISH.say(each.reason) for each in review.risks]
    return review.risks[0]


def test_a_result_for_which_nothing_is_filed_holds_the_manuscript_back(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk)
    review = check_manuscript(desk, manuscript(tmp_path, SOLUTION))
    risk = the_risk(review)
    assert (risk.kind, risk.severity, risk.record) == ("overlap", "defer", number)
    text = review.manuscript.text
    assert text[risk.start : risk.end] == risk.text
    assert risk.start <= text.index(SOLUTION) + 2 and risk.end >= text.index(SOLUTION) + len(SOLUTION) - 2
    assert review.holds and risk.score is not None and risk.score > 0.9
    assert reviews.record_passage(desk, risk)[:12] in SOLUTION


def test_once_it_is_filed_the_same_passage_is_told_for_information(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk)
    add_right(desk, "2026-02-01", disclosure=[number])
    review = check_manuscript(desk, manuscript(tmp_path, SOLUTION))
    assert the_risk(review).severity == "info"
    assert not review.holds
    early = check_manuscript(desk, manuscript(tmp_path, SOLUTION), public_on=date(2026, 1, 20))
    assert the_risk(early).severity == "defer", "filed after it may be public"


def test_a_manuscript_that_tells_nothing_of_it_gives_no_risk(desk: Desk, tmp_path: Path) -> None:
    add_result(desk)
    near = "造孔剂的粒径影响孔隙率；排胶与保温制度影响收缩，这些在教科书中已有叙述。"
    assert check_manuscript(desk, manuscript(tmp_path, near)).risks == ()


@pytest.mark.parametrize("only_fingerprints", [False, True])
def test_a_technical_secret_blocks_and_its_text_is_never_shown(
    desk: Desk, tmp_path: Path, only_fingerprints: bool
) -> None:
    number = add_secret(desk, only_fingerprints=only_fingerprints)
    risk = the_risk(check_manuscript(desk, manuscript(tmp_path, SECRET_TEXT[10:])))
    assert (risk.severity, risk.record) == ("block", number)
    assert risk.text in SECRET_TEXT
    assert (risk.record_start is None) == only_fingerprints
    assert not reviews.may_show(risk)
    with pytest.raises(ValueError, match="not shown"):
        reviews.record_passage(desk, risk)


def test_what_cannot_be_compared_is_told_and_asked_of_whoever_makes_it(desk: Desk, tmp_path: Path) -> None:
    bare = records.add(desk, SECRETS, [{"title": "青松三号", "level": "trade", "grade": "general",
                                        "custodian": "张三"}])[0].number  # fmt: skip
    file = manuscript(tmp_path)
    review = check_manuscript(desk, file, authors=["李四"])
    assert [(each.number, ENGLISH.say(each.reason)) for each in review.not_compared] == [
        (bare, "nothing is kept of it for comparison")
    ]
    assert [each.kind for each in review.risks] == ["undisclosed", "author-unknown"], (
        "it is kept by somebody else"
    )
    sealed = add_result(desk)
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    assert {each.number for each in check_manuscript(desk, file).not_compared} == {bare, sealed}


def test_an_inventor_of_what_cannot_be_compared_is_a_finding(desk: Desk, tmp_path: Path) -> None:
    above = records.add(
        desk, DISCLOSURES, [{"title": "代号甲", "level": "classified", "classification": "secret",
                             "inventors": [{"name": "张三"}]}],
    )[0].number  # fmt: skip
    review = check_manuscript(desk, manuscript(tmp_path), authors=["张三", "李四"])
    found = [each for each in review.risks if each.kind == "author-of-uncompared"]
    assert [(each.record, "张三" in ENGLISH.say(each.reason)) for each in found] == [(above, True)]


def test_an_attached_file_is_compared_too(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk, "另见附件。")
    attached = tmp_path / "说明书.txt"
    attached.write_text(SOLUTION, encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, attached)
    risk = the_risk(check_manuscript(desk, manuscript(tmp_path, SOLUTION)))
    assert (risk.record, risk.file) == (number, "说明书.txt")
    broken = tmp_path / "图.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    attachments.attach(desk, DISCLOSURES, number, broken)
    (tmp_path / "空.txt").write_text("\n", encoding="utf-8")
    attachments.attach(desk, DISCLOSURES, number, tmp_path / "空.txt")
    for closed in (False, True):
        made = check_manuscript(desk, manuscript(tmp_path))
        assert made.compared == 2, "the record and the one file that has text"
        assert [each.number for each in made.not_compared] == [number, number]
        why = " ".join(ENGLISH.say(each.reason) for each in made.not_compared)
        assert "图.pdf" in why and "空.txt" in why
        if not closed:
            desk.workspace.memory.clear()  # as when it is opened again
    attachments.detach(desk, DISCLOSURES, number, "图.pdf")
    assert len(check_manuscript(desk, manuscript(tmp_path)).not_compared) == 1


def test_a_changed_record_is_compared_as_it_is_now_and_one_purged_leaves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    number, file = add_result(desk), manuscript(tmp_path, SOLUTION)
    assert check_manuscript(desk, file).holds
    records.change(desk, DISCLOSURES, number, {"solution": "改为另一做法，细节另行登记。"})
    assert not check_manuscript(desk, file).holds
    kept = rows(desk.workspace.db, "select entry, part from imprints")
    assert len(kept) == 1
    spills.seal(desk, DISCLOSURES, number, "超限")
    assert value(desk.workspace.db, "select count(*) from imprints") == 0
    assert check_manuscript(desk, file).compared == 0


def test_imprints_are_made_once_and_read_from_the_store(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_result(desk)
    file = manuscript(tmp_path, SOLUTION)
    check_manuscript(desk, file)
    desk.workspace.memory.clear()
    monkeypatch.setattr("ipdesk.operations.holdings._make", lambda *_: pytest.fail("made again"))
    assert check_manuscript(desk, file).holds


def test_a_file_marked_above_the_limit_says_so_first(desk: Desk, tmp_path: Path) -> None:
    review = check_manuscript(desk, manuscript(tmp_path, "机密★10年"))
    assert review.risks[0].kind == "state-marking"
    assert review.holds


def test_the_text_read_is_written_outside_the_workspace_only(desk: Desk, tmp_path: Path) -> None:
    review = check_manuscript(desk, manuscript(tmp_path, SOLUTION))
    reviews.write_text(desk, review, tmp_path / "文本.txt")
    assert (tmp_path / "文本.txt").read_text(encoding="utf-8") == review.manuscript.text
    with pytest.raises(CannotWrite):
        reviews.write_text(desk, review, desk.workspace.folder / "文本.txt")


def test_a_folder_gives_its_manuscripts_and_names_what_else_lies_there(tmp_path: Path) -> None:
    for name in ("乙.docx", "甲.pdf", "~$乙.docx", "数据.xlsx", "内/丙.tex", ".git/丁.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FILLING, encoding="utf-8")
    alone = tmp_path / "数据.xlsx"
    found, others = manuscript_places.manuscripts_among([tmp_path, tmp_path / "甲.pdf", alone])
    assert [each.name for each in found] == ["乙.docx", "丙.tex", "甲.pdf", "数据.xlsx"]
    assert others == [alone] and "数据.xlsx" in ENGLISH.say(manuscript_places.of_other_kinds(others).what)
    many = manuscript_places.of_other_kinds([tmp_path / f"{each}.png" for each in range(99)])
    assert "99" in ENGLISH.say(many.what) and "98.png" not in ENGLISH.say(many.what)


def test_what_is_no_manuscript_is_refused_in_plain_words(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "图.docx"
    file.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Refused):
        check_manuscript(desk, file)


def test_words_hold_back_each_by_itself_or_are_told_together(desk: Desk, tmp_path: Path) -> None:
    told = "该项目属背景型号，并引用内部资料；内部资料未公开。绝·密。"
    found = check_manuscript(desk, manuscript(tmp_path, told)).risks
    kinds = {(each.kind, each.severity) for each in found}
    assert ("word.model-programme", "block") in kinds or any(
        each.severity == "block" and each.text == "背景型号" for each in found
    )
    inner = [each for each in found if "内部资料" in each.text]
    assert len(inner) == 1 and "2 times" in ENGLISH.say(inner[0].reason)
    assert any("overlooked" in ENGLISH.say(each.reason) for each in found if each.text.startswith("绝"))


def test_rare_values_of_one_record_near_each_other_are_told(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk, "排胶段 383 ℃ 保温；供液面平均孔径 38.5 μm，出雾面 14.3 μm；连续工作 217 h。")
    near = "另一装置在 217 h 的试验中得到 38.5 μm 的孔，材料与方法都不同。"
    risk = the_risk(check_manuscript(desk, manuscript(tmp_path, near)))
    assert (risk.kind, risk.record, risk.severity) == ("values", number, "warn")
    assert "217 h" in risk.text and "38.5" in risk.text
    common = "试样在 25 ℃ 放置 24 h，称量误差不超过 10 %。"
    assert check_manuscript(desk, manuscript(tmp_path, common)).risks == ()


def test_an_author_without_agreement_one_who_left_and_a_stranger_are_told(desk: Desk, tmp_path: Path) -> None:
    add_person(desk, number="A1", name="曾广生", unit="低温光学研究室", post_class="important")
    add_person(desk, number="A2", name="解敏", unit="低温光学研究室", left_on="2026-01-31")
    review = check_manuscript(desk, manuscript(tmp_path), authors=["曾广生", "解敏", "王某"])
    found = {(each.kind, each.record) for each in review.risks}
    told = {("author-agreement", "A1"), ("author-post", "A1"), ("author-left", "A2"), ("author-unknown", "")}
    assert told <= found
    assert {each.severity for each in review.risks if each.kind.startswith("author")} == {"warn"}


def test_the_terms_of_a_project_that_is_thanked_are_told(desk: Desk, tmp_path: Path) -> None:
    terms = "发表前须经甲方书面同意"
    given = {
        "number": "KY-1",
        "title": "低温项目",
        "contracts": "2021YFB1234567",
        "publication_terms": terms,
        "notice_days": 30,
    }
    records.add(desk, register("projects"), [given])
    thanked = "致谢：本工作受国家重点研发计划（2021YFB1234567、2022YFA7654321）资助。"
    found = {each.kind: each for each in check_manuscript(desk, manuscript(tmp_path, thanked)).risks}
    assert {"funding-terms", "funding-notice", "funding-unknown"} <= set(found)
    assert terms in ENGLISH.say(found["funding-terms"].reason)
    assert found["funding-unknown"].text == "2022YFA7654321"


def test_what_is_cited_in_the_references_is_no_passage(desk: Desk, tmp_path: Path) -> None:
    add_result(desk)
    cited = f"参考文献\n[1] 某人. {SOLUTION}[J]. 某刊, 2020, 1(1): 1-2."
    path = tmp_path / "引.txt"
    path.write_text(f"{FILLING}\n\n{FILLING}\n\n{cited}", encoding="utf-8")
    assert [each.kind for each in check_manuscript(desk, path).risks if each.kind == "overlap"] == []


@pytest.mark.parametrize("only_fingerprints", [False, True])
def test_a_technical_secret_blocks_among_the_references_too(
    desk: Desk, tmp_path: Path, only_fingerprints: bool
) -> None:
    add_secret(desk, only_fingerprints=only_fingerprints)
    path = tmp_path / "引.txt"
    cited = f"参考文献\n[1] 某人. {SECRET_TEXT[:-2]}[J]. 某刊, 2020, 1(1): 1-2."
    path.write_text(f"{FILLING}\n\n{FILLING}\n\n{cited}", encoding="utf-8")
    assert the_risk(check_manuscript(desk, path)).severity == "block"


def test_a_review_before_publication_tells_authors_and_day_and_what_was_decided(
    desk: Desk, tmp_path: Path
) -> None:
    number = add_result(desk)
    add_right(desk, "2026-02-01", disclosure=[number])
    given = {
        "title": "热链",
        "kind": "journal",
        "authors": [{"name": "单雨桐"}],
        "planned_submission": "2026-01-15",
    }
    paper = records.add(desk, reviews.PAPERS, [given])[0].number
    file = manuscript(tmp_path, SOLUTION)
    review = check_manuscript(desk, file, paper=paper)
    found = {each.kind: each for each in review.risks}
    assert set(found) == {"overlap", "author-unknown", "grace"}, "the author stands in the record"
    assert found["overlap"].severity == "defer" and review.holds, "it may be posted before the filing"
    row = {"key": found["overlap"].key, "kind": "overlap", "answer": "waits", "reason": "待申请"}
    records.change(desk, reviews.PAPERS, paper, {"handled": [row]})
    again = check_manuscript(desk, file, paper=paper)
    assert again.handled == {row["key"]: "waits"} and not again.holds
    longer = manuscript(tmp_path, "新增一段，与所保护的内容无关。", SOLUTION)
    assert check_manuscript(desk, longer, paper=paper).handled.keys() >= {
        each.key for each in check_manuscript(desk, longer, paper=paper).risks if each.kind == "overlap"
    }, "known again where it stands elsewhere"


def test_what_was_decided_about_a_word_holds_in_its_sentence_alone(desk: Desk, tmp_path: Path) -> None:
    paper = records.add(desk, reviews.PAPERS, [{"title": "热链"}])[0].number

    def blocks(*sentences: str) -> list[tuple[Risk, bool]]:
        made = check_manuscript(desk, manuscript(tmp_path, *sentences), paper=paper)
        return [(each, made.is_settled(each)) for each in made.risks if each.severity == "block"]

    law = "图册翻拍自旧刊，封面上印有绝密二字。"
    [(risk, _)] = blocks(law)
    paper_reviews.handle(desk, paper, risk.key, risk.kind, "not-this", "旧刊")
    assert [settled for _, settled in blocks(law)] == [True]
    again = blocks(law, FILLING, "样机的驱动参数属绝密，从略。")
    assert [settled for _, settled in again] == [True, False], "in another sentence nobody decided"


def test_what_is_still_found_was_not_changed_whatever_was_said(desk: Desk, tmp_path: Path) -> None:
    paper = records.add(desk, reviews.PAPERS, [{"title": "热链", "disclosure": [add_result(desk)]}])[0].number
    [risk] = [
        each
        for each in check_manuscript(desk, manuscript(tmp_path, SOLUTION), paper=paper).risks
        if each.kind == "overlap"
    ]
    for answer, holds in (("changed", True), ("accepted", False)):
        row = {"key": risk.key, "kind": "overlap", "answer": answer, "reason": "第二版改写"}
        records.change(desk, reviews.PAPERS, paper, {"handled": [row]})
        for file in (
            manuscript(tmp_path, SOLUTION),
            manuscript(tmp_path, "新增一段。", SOLUTION, name="二.md"),
        ):
            again = check_manuscript(desk, file, paper=paper)
            assert (again.handled, again.holds) == ({risk.key: answer}, holds)


def test_a_file_that_is_none_of_those_approved_says_so(desk: Desk, tmp_path: Path) -> None:
    number = reviewed(desk, tmp_path)
    records.change(desk, reviews.PAPERS, number, VERDICT)
    moves.move(desk, reviews.PAPERS, number, "approved")
    other = check_manuscript(desk, manuscript(tmp_path), paper=number)
    assert other.risks[0].kind == "not-approved" and other.holds
