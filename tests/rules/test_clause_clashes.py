"""What clashes with the law is told, with its basis; what cannot be read is told too and never raises."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.rules.clause_clashes import Clash, clashes, read_figure
from ipdesk.rules.clause_files import read_template
from ipdesk.rules.clauses import FACTS, SLOTS
from tests.rules.agreements import TRIAL, trial

SOUND = {
    "noncompete": "yes", "noncompete_group": "高级技术人员", "noncompete_months": "24",
    "noncompete_compensation": "10000", "noncompete_damages": "1200000", "monthly_pay": "20000",
}  # fmt: skip


def found(
    facts: dict[str, str], choices: dict[str, str] | None = None, text: str = TRIAL
) -> tuple[Clash, ...]:
    return clashes(read_template("x", text), choices or {}, facts)


def only(facts: dict[str, str], choices: dict[str, str] | None = None) -> Clash:
    (clash,) = found(facts, choices)
    return clash


def told(clash: Clash) -> tuple[str, str, str, str, str]:
    return (clash.clause, clash.severity, clash.basis.document, clash.basis.article, clash.basis.confidence)


def test_what_is_within_every_bound_clashes_with_nothing() -> None:
    assert found(SOUND) == ()
    assert found({}) == ()
    assert (
        found(
            SOUND
            | {"noncompete_months": "12", "noncompete_compensation": "6000", "noncompete_damages": "360000"}
        )
        == ()
    )


@pytest.mark.parametrize(
    ("name", "value", "severity", "document", "article", "confidence"),
    [
        ("noncompete_months", "25", "block", "劳动合同法", "第二十四条", "C"),
        ("noncompete_group", " ", "warn", "劳动合同法", "第二十四条", "C"),
        ("noncompete_compensation", "", "block", "劳动合同法", "第二十三条", "C"),
        ("noncompete_compensation", "0", "block", "劳动合同法", "第二十三条", "C"),
        ("monthly_pay", "20000.01", "warn", "企业实施竞业限制合规指引", "", "S"),
        ("noncompete_damages", "1200000.01", "warn", "企业实施竞业限制合规指引", "", "S"),
        ("noncompete_months", "两年", "block", "劳动合同法", "第二十四条", "C"),
        ("noncompete_compensation", "面议", "warn", "劳动合同法", "第二十三条", "C"),
        ("monthly_pay", "不详", "warn", "劳动合同法", "第二十三条", "C"),
    ],
)  # fmt: skip
def test_each_bound_of_a_non_compete(
    name: str, value: str, severity: str, document: str, article: str, confidence: str
) -> None:
    assert told(only(SOUND | {name: value})) == ("non-compete", severity, document, article, confidence)


def test_a_year_or_less_asks_for_less_compensation() -> None:
    facts = SOUND | {"noncompete_months": "12", "noncompete_damages": "", "noncompete_compensation": "5999"}
    assert only(facts).message.args["percent"] == 30
    assert only(facts | {"noncompete_months": "13"}).message.args["percent"] == 50
    assert found(facts | {"monthly_pay": ""}) == (), "without the pay there is nothing to compare with"


def test_a_restraint_without_the_blanks_is_looked_at_all_the_same() -> None:
    about = {clash.message.id for clash in found(SOUND, {"non-compete": "free"})}
    assert about == {
        "The term of the non-compete stands in the words alone and was not checked.",
        "The non-compete has no monthly compensation.",
    }


@pytest.mark.parametrize("choice", ["separate", ""])
def test_where_nobody_is_restrained_nothing_is_asked(choice: str) -> None:
    assert found({"noncompete": "yes", "noncompete_months": "99"}, {"non-compete": choice}) == ()
    assert found({"noncompete": "no", "noncompete_months": "99"}) == ()


def test_an_employee_owes_no_liquidated_damages_but_for_training_and_a_non_compete() -> None:
    assert told(only({}, {"breach": "sum"})) == ("breach", "block", "劳动合同法", "第二十五条", "C")
    assert found({}, {"breach": "sum"}, TRIAL.replace("labour = true", "labour = false")) == ()
    training = TRIAL.replace('id = "sum"', 'id = "sum"\nsubject = "training"')
    assert found({}, {"breach": "sum"}, training) == ()


@pytest.mark.parametrize("words", ["赔偿实际损失和违约金。", "The actual loss and Liquidated damages"])
def test_liquidated_damages_that_are_not_marked_are_looked_at(words: str) -> None:
    text = (
        TRIAL.replace("赔偿实际损失。", words)
        if words.endswith("。")
        else TRIAL.replace("The actual loss", words)
    )
    (clash,) = found({}, {}, text)
    assert told(clash)[:3] == ("breach", "warn", "劳动合同法")
    assert found({}, {}, text.replace("labour = true", "labour = false")) == ()


def test_a_wording_with_the_blanks_of_a_non_compete_is_one_whatever_it_says_of_itself() -> None:
    text = TRIAL.replace('penal = true\nsubject = "non-compete"\n', "").replace(
        "，违约金{noncompete_damages}元", ""
    )
    text = text.replace(", damages {noncompete_damages}", "")
    assert [told(clash)[:2] for clash in found(SOUND | {"noncompete_months": "36"}, {}, text)] == [
        ("non-compete", "block")
    ]


@pytest.mark.parametrize(
    ("text", "facts", "choices", "clause"),
    [
        (TRIAL.replace("立即披露", "★披露"), {}, {}, "disclosure"),
        (TRIAL.replace("Actual loss", "Loss").replace("Version {", "★ {"), {}, {}, "breach"),
        (TRIAL.replace('zh = "保密协议"', 'zh = "★保密协议"'), {}, {}, ""),
        (TRIAL.replace("一、＿＿＿＿", "一、★"), {}, {}, ""),
        (TRIAL, {"post": "机密★"}, {}, ""),
        (TRIAL, {}, {"disclosure": "★"}, ""),
    ],
)
def test_the_sign_of_state_secrets_stands_nowhere(
    text: str, facts: dict[str, str], choices: dict[str, str], clause: str
) -> None:
    (clash,) = found(facts, choices, text)
    assert told(clash) == (clause, "block", "保守国家秘密法", "第二十二条", "C")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("24", 24), ("２４", 24), (" 24个月 ", 24), ("24 months", 24), ("￥5,000.50元", Fraction("5000.5")),
        ("1，200，000", 1_200_000), ("0", 0), ("", None), ("两年", None), ("-1", None), ("1,00", None), ("1e9", None),
        ("٣", None), ("²", 2), ("nan", None), ("5万", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_people_write_it(text: str, figure: Fraction | int | None) -> None:
    assert read_figure(text) == figure


GIVEN = st.dictionaries(
    st.sampled_from([*SLOTS, *FACTS, "monthly_pay"]),
    st.one_of(st.text(max_size=8), st.sampled_from(["yes", "12", "24", "1e999", "0.5", "−3", "½"])),
)


@given(
    GIVEN,
    st.dictionaries(
        st.sampled_from(["disclosure", "non-compete", "breach"]), st.sampled_from(["", "free", "sum"])
    ),
)
def test_nothing_that_is_given_raises(facts: dict[str, str], choices: dict[str, str]) -> None:
    for clash in clashes(trial(), choices, facts | {"noncompete": "yes"}):
        assert clash.basis.document
        assert clash.clears.id


@given(st.integers(1, 120), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**9))
def test_a_non_compete_is_held_against_exact_bounds(months: int, paid: int, pay: int, damages: int) -> None:
    facts = SOUND | {
        "noncompete_months": str(months), "noncompete_compensation": str(paid), "monthly_pay": str(pay),
        "noncompete_damages": str(damages),
    }  # fmt: skip
    expected = (
        int(months > 24)
        + int(paid < Fraction(50 if months > 12 else 30, 100) * pay)
        + int(damages > 5 * paid * months)
    )
    assert len(found(facts)) == expected
