"""The contract and the notice of a release: what was chosen is ticked, what is open leaves room, and it says what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.release_clauses import CHINESE_PREVAILS, DRAFT
from ipdesk.exporting.documents.releases import BLANK_PEOPLE, contract, notice
from ipdesk.exporting.layout import Checks, Document, Grid, Pairs, Prose, Signatures, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.release_rows import Transferee
from ipdesk.registers.releases import REGISTER, Release
from tests.registers.samples import RELEASE

ZH = Translator("zh", resource_path("i18n"))
EN = ZH.to("en")


def ticked(document: Document) -> set[str]:
    """Return the labels of all boxes that are ticked."""
    lines = (line for each in document.sections if isinstance(each, Checks) for line in each.lines)
    return {label for line in lines for label, chosen in line.boxes if chosen}


def places(document: Document) -> Signatures:
    """Return the places to sign, which stand last."""
    last = document.sections[-1]
    assert isinstance(last, Signatures)
    return last


def test_the_contract_holds_parties_right_consideration_and_consents() -> None:
    made = contract(REGISTER, RELEASE, (), ZH)
    texts = "\n".join(texts_of(made))
    for held in (
        "某某研究院",
        "单雨桐",
        "一种空间相机低温热链组件",
        "10%",
        "科函〔2026〕88号",
        "保审2026-051",
    ):
        assert held in texts
    for held in ("每年结清一次。", "申请公布之前不对外披露焊接参数。", "供本院后续相机任务的研究使用。"):
        assert held in texts
    assert {"专利申请权", "按收益比例分成", "受让人", "其他发明人书面放弃", "已办理", "不需要"} <= ticked(
        made
    )
    assert "专利权" not in ticked(made)


def test_the_contract_says_when_a_transfer_takes_effect_and_that_nothing_classified_goes() -> None:
    prose = "\n".join(
        each.text for each in contract(REGISTER, RELEASE, (), ZH).sections if isinstance(each, Prose)
    )
    assert "自登记之日起生效（专利法第十条）" in prose
    assert "不含国家秘密" in prose
    assert "非独占许可，不可转让" in prose
    assert "人民法院" in prose


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("record", [RELEASE, Release()], ids=["filled", "empty"])
def test_the_contract_says_that_it_is_a_draft_for_a_lawyer(record: Release, language: str) -> None:
    translator = ZH.to(language)
    made = contract(REGISTER, record, (), translator)
    assert made.guidance.startswith(translator.label(DRAFT))
    assert (CHINESE_PREVAILS in made.guidance) == (language == "en")


def test_each_transferee_signs_and_so_does_the_laboratory() -> None:
    second = Transferee(name="阿依古丽·买买提")
    signers = places(
        contract(REGISTER, replace(RELEASE, transferees=(*RELEASE.transferees, second)), (), ZH)
    ).signers
    assert signers == ("甲方（盖章）及签署人", "乙方：单雨桐", "乙方：阿依古丽·买买提")
    assert len(places(contract(REGISTER, Release(), (), ZH)).signers) == 2


def test_the_place_to_sign_names_what_is_signed() -> None:
    assert "一种空间相机低温热链组件" in places(contract(REGISTER, RELEASE, (), ZH)).statement
    assert "＿＿＿" in places(contract(REGISTER, Release(), (), ZH)).statement


def test_what_is_not_filled_leaves_room_to_write() -> None:
    made = contract(REGISTER, Release(), (), ZH)
    assert [each.blank for each in made.sections if isinstance(each, Grid)] == [BLANK_PEOPLE, BLANK_PEOPLE]
    assert ticked(made) == set()
    long = [
        entry
        for each in made.sections
        if isinstance(each, Pairs)
        for entry in each.entries
        if entry.lines > 1
    ]
    assert len(long) == 5
    assert "＿＿＿" in made.subtitle


def test_the_state_is_no_matter_of_the_paper() -> None:
    for build in (contract, notice):
        assert build(REGISTER, RELEASE, (), EN).subtitle == "Number FQ-2026-001"


def test_the_notice_names_the_day_for_answers_and_each_inventor() -> None:
    made = notice(REGISTER, RELEASE, (), ZH)
    assert "2026年11月18日" in texts_of(made)
    (grid,) = (each for each in made.sections if isinstance(each, Grid))
    assert [row[1] for row in grid.rows] == ["单雨桐", "阿依古丽·买买提"]
    assert [row[2] for row in grid.rows] == ["☑ 愿意受让　☐ 不受让", "☐ 愿意受让　☑ 不受让"]
    assert grid.rows[0][3] == date(2026, 11, 5)


def test_the_notice_tells_nothing_of_the_terms() -> None:
    texts = "\n".join(texts_of(notice(REGISTER, RELEASE, (), ZH)))
    for content in (RELEASE.secrecy_duties, RELEASE.consideration_terms, RELEASE.licence_terms):
        assert content not in texts


def test_an_empty_notice_has_rows_to_answer_in() -> None:
    (grid,) = (each for each in notice(REGISTER, Release(), (), EN).sections if isinstance(each, Grid))
    assert len(grid.rows) == BLANK_PEOPLE


def test_a_release_that_was_cancelled_has_neither() -> None:
    kinds = kinds_of("releases")
    assert list(kinds) == ["contract", "notice", "record"]
    for name in ("contract", "notice"):
        assert kinds[name].lacks(RELEASE) is None
        assert kinds[name].lacks(replace(RELEASE, state="cancelled")) is not None


def test_content_that_is_withheld_stands_in_neither() -> None:
    for build in (contract, notice):
        texts = "\n".join(texts_of(build(REGISTER, replace(RELEASE, withheld=True), (), ZH)))
        assert "阿依古丽" not in texts
        assert RELEASE.secrecy_duties not in texts
