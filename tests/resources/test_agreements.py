"""The agreements that come with the program: whole, the same in both languages, and no law claimed that was not read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest

from ipdesk.model.findings import Basis
from ipdesk.paths import resource_path
from ipdesk.rules.clause_clashes import clashes
from ipdesk.rules.clause_files import LIBRARY, NAMES, digest, read_template, shipped_template
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import BLANK, FACTS, SLOTS, Composed, Template, compose, slots_of
from ipdesk.rules.words import Words

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
FOLDER = resource_path("agreements")
FILLED = dict.fromkeys(SLOTS, "填写") | {
    "noncompete_months": "24", "noncompete_compensation": "10000", "noncompete_damages": "600000",
    "monthly_pay": "20000", "disclose_days": "15", "watch_until": "2027-11-30",
}  # fmt: skip
EVERY_FACT = dict.fromkeys(FACTS, "yes")

# What was read in the text of the law; any other basis says that it was not.
READ = {
    "专利法": {"第六条"},
    "专利法实施细则": {"第十三条", "第十四条", "第九十二条至第九十四条"},
    "著作权法": {"第十八条"},
    "促进科技成果转化法": {"第四十二条", "第四十四条", "第四十五条"},
    "技术合同司法解释": {"第二条", "第五条"},
    "反不正当竞争法": {"第十条", "第二十二条"},
    "法释〔2020〕7号": {"第一条", "第六条"},
    "劳动合同法": {"第二十三条", "第二十四条", "第二十五条"},
    "保守国家秘密法": {"第三十五条", "第四十三条", "第四十六条"},
    "保守国家秘密法实施条例": {"第五十条", "第五十三条", "第五十四条"},
    "两用物项出口管制条例": {"第二条"},
    "人类遗传资源管理条例": {"第二十八条"},
    "国知发运字〔2021〕7号": {"（七）", "（九）"},
}
JOINER = [
    "parties", "definitions", "prior-rights", "ownership", "disclosure-duty", "assistance", "pre-publication",
    "third-party-secrets", "open-source", "secrecy-scope", "secrecy-term", "carrier-return", "reward", "outside-work",
    "after-leaving", "non-compete", "state-secret", "breach", "disputes", "signature",
]  # fmt: skip
# Terms that are said one way in each language.
TERMS = {
    "职务成果": "service achievement",
    "技术秘密": "technical secret",
    "保密信息": "confidential information",
    "既有知识产权": "background intellectual property",
    "国家秘密": "state secret",
    "载体": "carrier",
    "物质技术条件": "means",
    "竞业限制": "non-compete",
    "奖励": "reward",
    "违约金": "liquidated damages",
    "发明创造": "invention-creation",
}

every_template = pytest.mark.parametrize("name", NAMES)


def paper(template: Template, language: str, facts: dict[str, str] | None = None) -> Composed:
    return compose(template, {}, FILLED | (EVERY_FACT if facts is None else facts), language)


def characters(found: Composed) -> int:
    said = [
        *found.preamble,
        *(text for clause in found.clauses for text in (clause.heading, *clause.paragraphs)),
    ]
    return len(re.findall(HAN, "".join(said)))


def texts(template: Template) -> Iterator[tuple[str, Words]]:
    """Yield all words of a template with where they stand, labels of options too."""
    yield from template.texts()
    yield "label", template.label
    yield from ((clause.id, option.label) for clause in template.clauses for option in clause.options)


def sources(template: Template) -> Iterator[Basis]:
    yield from template.basis
    for clause in template.clauses:
        yield from clause.basis
        for option in clause.options:
            yield from option.basis


def test_every_file_is_one_of_those_named() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*NAMES, LIBRARY}


@every_template
def test_a_template_is_whole_by_itself(name: str) -> None:
    made = shipped_template(name)
    assert made.id == name
    written = write_template(made)
    assert read_template("x", written) == made
    assert digest(read_template("x", written)) == digest(made)


def test_every_clause_of_the_library_is_used_somewhere() -> None:
    library = tomllib.loads((FOLDER / f"{LIBRARY}.toml").read_text(encoding="utf-8"))["clause"]
    used = {
        clause.get("use")
        for name in NAMES
        for clause in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["clause"]
    }
    assert {clause["id"] for clause in library} == used - {None}


def test_every_blank_is_filled_in_somewhere() -> None:
    used = {slot for name in NAMES for party in shipped_template(name).parties for slot in party.slots}
    used |= {
        slot for name in NAMES for _, words in shipped_template(name).texts() for slot in slots_of(words.zh)
    }
    assert set(SLOTS) == used


def test_who_joins_agrees_on_all_that_has_to_be_agreed() -> None:
    made = shipped_template("joiner")
    ids = [clause.id for clause in made.clauses]
    assert [id for id in ids if id in JOINER] == JOINER
    everybody = [clause.id for clause in paper(made, "zh", {}).clauses]
    assert set(JOINER) - set(everybody) == {"non-compete"}, "it binds those alone with whom it is agreed"


def test_the_agreement_of_joiners_is_long_and_the_others_are_no_notes() -> None:
    counted = {name: characters(paper(shipped_template(name), "zh", {})) for name in NAMES}
    assert counted["joiner"] >= 3_000
    assert {name: count for name, count in counted.items() if count < 1_200} == {}


@every_template
def test_what_is_filled_leaves_no_line_and_no_brace(name: str) -> None:
    for language, facts in product(("zh", "en"), ({}, EVERY_FACT)):
        found = paper(shipped_template(name), language, facts)
        said = "".join([*found.preamble, *(text for clause in found.clauses for text in clause.paragraphs)])
        assert found.missing == ()
        assert BLANK not in said
        assert not set("{}★") & set(said)


@every_template
def test_both_languages_say_the_same_in_as_many_paragraphs(name: str) -> None:
    for place, words in texts(shipped_template(name)):
        assert words.zh.count("\n") == words.en.count("\n"), place
        items = [[line[:1] in "（(" for line in said.split("\n")] for said in (words.zh, words.en)]
        assert items[0] == items[1], place
        assert sorted(slots_of(words.zh)) == sorted(slots_of(words.en)), place


@every_template
def test_terms_are_the_same_throughout(name: str) -> None:
    odd = [
        (place, chinese, words.zh)
        for place, words in texts(shipped_template(name))
        for chinese, english in TERMS.items()
        for line, said in zip(words.zh.split("\n"), words.en.split("\n"), strict=True)
        if chinese in line and english not in said.lower()
    ]
    assert odd == []


@every_template
def test_chinese_is_written_as_chinese_is(name: str) -> None:
    for place, words in texts(shipped_template(name)):
        plain = re.sub(r"\{[a-z_]+\}", "填", words.zh)
        assert not re.search(rf"{HAN}[.,;:?!()\"']|[(]{HAN}|[\"']{HAN}", plain), place
        assert not re.search(" [，。；：、？！（）《》“”]|[，。；：、？！（）《》“”] ", plain), place
        assert "你" not in plain, place
        assert not re.search(HAN, words.en.replace("脱密期", "")), place
        for opening, closing in ("“”", "（）", "《》"):
            assert plain.count(opening) == plain.count(closing), place


@every_template
def test_every_paragraph_ends_as_a_sentence(name: str) -> None:
    for clause in shipped_template(name).clauses:
        for option in clause.options:
            for line in option.text.zh.split("\n"):
                assert line.endswith(("。", "；", "包括：", "：")), line
            for line in option.text.en.split("\n"):
                assert line.endswith((".", ";", ":", "it covers")), line


@every_template
def test_no_law_is_claimed_that_was_not_read(name: str) -> None:
    for basis in sources(shipped_template(name)):
        if basis.confidence == "C":
            parts = (
                [basis.article] if basis.article in READ[basis.document] else re.split("、", basis.article)
            )
            assert set(parts) <= READ[basis.document], basis
        assert (basis.confidence == "P") == (basis.document == "协议实务"), basis


@every_template
def test_ours_clash_with_nothing_whichever_wording_is_chosen(name: str) -> None:
    made = shipped_template(name)
    assert clashes(made, {}, FILLED | EVERY_FACT) == ()
    for clause in made.clauses:
        for option in clause.options:
            assert clashes(made, {clause.id: option.id}, FILLED | EVERY_FACT) == (), (clause.id, option.id)


def test_a_non_compete_is_not_for_everybody_and_is_bounded() -> None:
    made = shipped_template("non-compete")
    about = {
        clash.clause: clash.severity
        for clash in clashes(made, {}, FILLED | {"noncompete_months": "36", "noncompete_group": ""})
    }
    assert about == {"non-compete-term": "block", "non-compete-group": "warn"}
    joiner = shipped_template("joiner")
    told = clashes(joiner, {"non-compete": "inline"}, {"noncompete": "yes"})
    assert {clash.severity for clash in told} == {"block", "warn"}
    assert clashes(joiner, {"non-compete": "separate"}, {"noncompete": "yes"}) == ()


def test_where_practice_differs_there_is_a_choice() -> None:
    options = {
        clause.id: {each.id for each in clause.options} for clause in shipped_template("joiner").clauses
    }
    assert options["disclosure-duty"] == {"days", "at-once"}
    assert options["secrecy-term"] == {"until-public", "years"}
    assert options["secrecy-scope"] == {"long", "short"}
    assert options["disputes"] == {"court", "arbitration"}
    for option in next(each for each in shipped_template("joiner").clauses if each.id == "disputes").options:
        assert "劳动人事争议仲裁委员会" in option.text.zh


def test_only_papers_of_employees_are_bound_by_the_law_on_labour_contracts() -> None:
    assert {name for name in NAMES if shipped_template(name).labour} == {"joiner", "non-compete", "part-time"}


def test_a_paper_in_two_languages_says_which_prevails() -> None:
    for name in NAMES:
        made = shipped_template(name)
        assert "language" in {clause.id for clause in paper(made, "en", {"bilingual": "yes"}).clauses}
        assert "language" not in {clause.id for clause in paper(made, "en", {}).clauses}


def test_who_signs_beside_the_two_is_told_by_the_facts() -> None:
    for name in ("student", "visiting", "part-time", "spin-off"):
        alone, with_third = (paper(shipped_template(name), "zh", facts) for facts in ({}, {"third": "yes"}))
        assert ([each.id for each in alone.parties], [each.id for each in with_third.parties]) == (
            ["lab", "person"], ["lab", "person", "third"],
        )  # fmt: skip
    assert [each.id for each in paper(shipped_template("secondee"), "zh", {}).parties] == [
        "lab",
        "person",
        "third",
    ]


@every_template
def test_no_party_is_named_that_does_not_sign(name: str) -> None:
    for facts in ({}, {"third": "yes"}):
        found = paper(shipped_template(name), "zh", facts)
        said = "".join(text for clause in found.clauses for text in clause.paragraphs)
        assert ("丙方" not in said) or "third" in {each.id for each in found.parties}


@every_template
def test_clauses_that_are_referred_to_are_there(name: str) -> None:
    made = shipped_template(name)
    for language in ("zh", "en"):
        found = paper(made, language, {})
        headings = {clause.heading for clause in found.clauses} | {annex.heading for annex in found.annexes}
        said = "\n".join(text for clause in found.clauses for text in clause.paragraphs)
        pattern = "“([^”]+)”一条|附件《([^》]+)》" if language == "zh" else "(?:clause|annex) “([^”]+)”"
        referred = {"".join(each) for each in re.findall(pattern, said)}
        assert referred <= headings
