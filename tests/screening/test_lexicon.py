"""The lexicon: words are found in any dress at their exact place, and ordinary text that only touches is not."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.paths import resource_path
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.lexicon_files import read_lexicon
from ipdesk.screening.lexicon import MOST_OF_ONE, Hit, Searcher, failed_example
from tests.rules.lexicons import lexicon
from tests.screening.evasions import WAYS

PLAIN = "以编织铜带作柔性热链，两端焊接。Samples were cooled to 4 K within 24 h; see Fig. 3。"


@pytest.fixture(scope="module")
def markings() -> Lexicon:
    path = resource_path("rules", "lexicons", "markings.toml")
    return read_lexicon(path.name, path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def searcher(markings: Lexicon) -> Searcher:
    return Searcher([markings])


def found(text: str, *lines: str) -> list[tuple[str, str, bool]]:
    """Return what hits of a trial family are: their term, what stands there, and whether it is certain."""
    hits = Searcher([lexicon(*lines)]).hits(text)
    return [(each.term, text[each.start : each.end], each.certain) for each in hits]


def terms_of(made: Lexicon) -> list[str]:
    """Return the terms that count wherever they stand."""
    return [
        term
        for family in made.families
        for group in family.groups
        for term in group.terms
        if not (group.near or group.alone or group.capitals)
    ]


@pytest.mark.parametrize("way", WAYS, ids=lambda each: each.__name__)
def test_every_term_is_found_in_every_dress_at_its_exact_place(
    searcher: Searcher, markings: Lexicon, way: Callable[[str, random.Random], str]
) -> None:
    rng = random.Random(7)
    terms = terms_of(markings)
    assert len(terms) > 90
    for term in terms:
        dressed = way(term, rng)
        head = rng.choice(["热链😀 ", "前文，\n", "\U00020001 见 "])
        hits = searcher.hits(f"{head}{dressed}，其后")
        assert (term, len(head), len(head) + len(dressed)) in {
            (each.term, each.start, each.end) for each in hits
        }


@pytest.mark.parametrize("between", ["-", "·", " ", "\n", "\u200b", "*_"])
def test_one_place_parted_is_enough_and_hides_no_term(
    searcher: Searcher, markings: Lexicon, between: str
) -> None:
    for term in terms_of(markings):
        place = len(term) // 2
        if term.isascii() and len(term) < 6:
            continue
        text = f"见{term[:place]}{between}{term[place:]}等"
        assert (term, 1, len(text) - 1) in {(each.term, each.start, each.end) for each in searcher.hits(text)}


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("青石计划", True),
        ("青\u200b石 计\n划", True),
        ("青-石计划", False),
        ("青⽯计划", False),
        ("青石計劃", False),
        ("青́石计划", False),
        ("QS-01", True),
        ("ｑｓ－０１", True),
        ("QS 01", False),
        ("𝐐S-01", False),
        ("QЅ-01", False),
    ],
)
def test_what_had_to_be_overlooked_is_a_possible_evasion(text: str, certain: bool) -> None:
    ((_, there, is_certain),) = found(f"见 {text} 等", 'terms = ["青石计划", "QS-01"]')
    assert (there, is_certain) == (text, certain)


@pytest.mark.parametrize(
    "text",
    [
        "cadmium", "vac ad", "C ADC", "Vac. AD", "R, C, A, D", "123D", "电机。密封", "电机、密封", "电机（密封", "电机\n\n密封",
        "计划，青石计", "青石，计划",
    ],
)  # fmt: skip
def test_words_that_only_stand_beside_each_other_are_no_term(text: str) -> None:
    assert found(text, 'terms = ["CAD", "机密封", "青石计划", "23D"]') == []


def test_a_latin_term_has_borders_and_may_be_spelled_out() -> None:
    terms = 'terms = ["CAD", "confidential"]'
    assert [each[1] for each in found("CAD, cad图纸 C.A.D. C A D", terms)] == ["CAD", "cad", "C.A.D", "C A D"]
    assert found("confi-\ndential", terms) == [("confidential", "confi-\ndential", True)]
    assert found("confidentially", terms) == []


def test_conditions_of_a_group_all_have_to_hold() -> None:
    near = (
        'terms = ["青石"]',
        'near = ["项目", "代号"]',
        'not_near = ["矿物"]',
        'not_in = ["青石板"]',
        "within = 5",
    )
    for text, count in {
        "代号为青石。": 1,
        "青石是一个项目": 1,
        "青石这是一个旧的项目": 0,
        "青石": 0,
        "项目青石，矿物学": 0,
        "项目青石板": 0,
        "项目青石板和青石": 1,
    }.items():
        assert len(found(text, *near)) == count, text
    alone = ('terms = ["青石"]', "alone = true")
    assert [bool(found(text, *alone)) for text in ("x\n【青 石】 \ny", "x 青石\n", "青石：y")] == [
        True,
        False,
        False,
    ]
    capitals = ('terms = ["QS"]', "capitals = true")
    assert [each[1] for each in found("Qs qs QS ＱＳ", *capitals)] == ["QS", "ＱＳ"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("本节依据保密法。\n参数为绝密，从略。", 1),
        ("本节依据保密法\n参数为绝密，从略。", 1),
        ("本节依据保密法\n\n参数为绝密，从略。", 1),
        ("参数为绝密，从略。\f本节依据保密法。", 1),
        ("依据保密法，参数为绝密。", 0),
        ("这一行足够长，一看便知是按栏宽折行的文字，其中依照保密\n法列举的绝密一词不必理会。", 0),
    ],
)
def test_what_lets_a_word_pass_stands_in_its_own_paragraph(text: str, count: int) -> None:
    lines = ('terms = ["绝密"]', 'not_near = ["保密法"]', "within = 40")
    assert len(found(text, *lines)) == count


def test_what_a_word_needs_beside_it_stands_in_its_paragraph_or_in_the_cell_before() -> None:
    lines = ('terms = ["秘密级"]', 'near = ["密级"]', "within = 40")
    assert [
        len(found(text, *lines)) for text in ("密级\n秘密级", "说明密级。\n秘密级", "密级\n\n秘密级")
    ] == [1, 0, 0]


def test_look_alike_han_are_a_possible_evasion_and_their_own_words_can_be_let_pass() -> None:
    lines = ('terms = ["机密"]', 'not_in = ["有机蜜"]')
    assert found("饥宓文件", *lines) == [("机密", "饥宓", False)]
    assert found("有机蜜源", *lines) == []
    assert found("有机密件", *lines) == [("机密", "机密", True)], "what is let pass is the word itself alone"


def test_the_longest_of_a_family_stands_for_those_in_it() -> None:
    assert found("青石计划书", 'terms = ["青石", "青石计划", "石计"]') == [("青石计划", "青石计划", True)]
    assert [each[1] for each in found("青石计划书", 'terms = ["青石计", "石计划"]')] == ["青石计", "石计划"]


def test_patterns_read_the_folded_text_and_tell_the_place_in_the_original() -> None:
    pattern = "patterns = ['仅供.{0,8}内部', '(?<!\\d)\\d{5}部队', 'qs[-_]\\d{2}']"
    text = "😀僅供 本所\n內部參考，第１２ ３４５ 部队 QS-\u200b０１"
    assert [each[1:] for each in found(text, pattern)] == [
        ("僅供 本所\n內部", False),
        ("QS-\u200b０１", True),
    ]


def test_what_was_set_aside_stays_so_while_its_passage_does() -> None:
    searcher = Searcher([lexicon('terms = ["青石"]')])
    text = f"{PLAIN}青石矿区的样品{PLAIN}另见青石计划。"
    first, second = searcher.hits(text)
    assert first.passage != second.passage
    spared = {(first.term, first.passage)}
    (left,) = searcher.hits(text, spared)
    assert left == second
    (moved,) = searcher.hits("新的引言。" + text.replace("，", "，\n "), spared)
    assert moved.passage == second.passage, "known again though it moved and its lines were broken otherwise"
    assert len(searcher.hits(text.replace("样品", "数据"), spared)) == 2


def test_worked_examples_come_out_or_are_told(markings: Lexicon) -> None:
    assert failed_example(markings) is None
    wrong = lexicon('terms = ["青石"]', 'hits = ["青石", "红石"]', 'passes = ["青 石"]')
    assert failed_example(wrong) == (wrong.families[0], "红石")


def test_of_one_term_and_of_one_pattern_so_many_hits_are_told_and_others_all_the_same() -> None:
    found = Searcher([lexicon('terms = ["乙丙", "戊己"]', "patterns = ['丁[0-9]']")]).hits(
        "乙丙，丁3；" * (MOST_OF_ONE + 9) + "戊己"
    )
    told = Counter(each.term for each in found)
    assert told == {"乙丙": MOST_OF_ONE, "丁3": MOST_OF_ONE, "戊己": 1}


def test_a_list_without_words_finds_nothing() -> None:
    assert Searcher([]).hits("机密★10年") == ()


# Paraphrased in our own words; papers on management quote so.
LAW_BY_PARAGRAPHS = """机关、单位对所产生的国家秘密事项，按照保密事项范围确定密级，同时确定保密期限和知悉范围。
国家秘密的保密期限，除另有规定外，绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年。
绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害；机密级次之。
定密责任人在职责范围内承担国家秘密的确定、变更和解除工作；省级机关可以授权定密。
下级单位认为本单位产生的有关事项属于上级单位定密权限的，先行采取保密措施，并请求上级单位确定密级。
国家秘密事项的密级一经确定密级后发现不当的，由原定密机关纠正。"""


def test_the_law_quoted_by_paragraphs_stops_nothing(searcher: Searcher) -> None:
    assert [
        (each.term, each.start) for each in searcher.hits(LAW_BY_PARAGRAPHS) if each.severity == "block"
    ] == []
    for text in (
        "经审查，本课题定密为机密级，保密期限十年。",
        "本成果已定密，密级见封面。",
        "本项目密级不超过机密级，其中参数绝密。",
    ):
        assert any(each.severity == "block" for each in searcher.hits(text)), text


LAW = """国家秘密分为三级：绝密、机密和秘密。绝密级国家秘密泄露会使国家安全和利益受到特别严重的损害，机密级次之。除另有规定外，绝密级的保密期限以三十年为限，
机密级二十年，秘密级十年。定密责任人依照定密权限确定密级、保密期限和知悉范围；解密依照条例办理。
经营者不得以盗窃、贿赂、电子侵入等手段获取他人的商业秘密；反不正当竞争法所称商业秘密，是指不为公众所知悉、具有商业价值并经权利人采取相应保密措施的技术信息。
从事武器装备科研生产的单位，依照有关条例取得许可。单位和个人对所知悉的国家秘密负有保密义务，泄露秘密的，依照本法和其他法律追究责任。
专利申请涉及国家安全或者重大利益需要保密的，按照国家有关规定办理；任何人在提出国防专利申请前不得公开。"""


def test_texts_about_the_law_stop_nothing(searcher: Searcher) -> None:
    hits = searcher.hits(LAW)
    assert [each.term for each in hits if each.severity == "block"] == []
    assert {"sec-law", "trade-sec"} <= {each.family.id for each in hits}


def test_papers_of_everyday_stop_nothing(searcher: Searcher) -> None:
    text = """计算机密码学、电机密封结构与有机密度泛函计算。等离子体在恒定密度下控制导致失稳的过程，采用模型研究和典型研究两种方法；发射程序由工作站控制。
样品在 DF-101S 型集热式磁力搅拌器中反应，高速冷冻离心机 10000 r/min 离心 10 min，点云的稠密点与加密点云。解密算法和加解密密钥长度为 256 bit。
Data were fitted in MARCS; Cui L. et al. used Cu I lines. Guitar strings. ★★★★☆。心肌密度与骨骼肌密度，有机蜜源植物。"""
    assert [
        (each.family.id, each.term) for each in searcher.hits(text) if each.severity in ("block", "warn")
    ] == []


@pytest.mark.parametrize(
    "number",
    ["电话 62345678", "联系电话：62345678", "（电话）62345678", "010-62345678", "(010) 62345678", "+86 10 62345678", "Tel.: 62345678", "Phone 62345678",
     "fax: 62345678", "call 62345678", "传真62345678", "手机号 62345678", "QQ：62345678", "电话号码：62345678"],
)  # fmt: skip
def test_a_telephone_beside_the_funds_is_no_grant(searcher: Searcher, number: str) -> None:
    text = f"本工作受国家自然科学基金资助（52012345）；{number}。"
    assert [each.term for each in searcher.hits(text) if each.family.lookup] == ["52012345"]


def test_numbers_to_be_looked_up_are_told_with_their_places(searcher: Searcher) -> None:
    text = (
        "致谢：国家自然科学基金（No. 52012345, U2012345）、重点研发计划（2023YFB1234567）和 GF-2026018 项目资助（20260101 起）。\n"
        + "样品置于腔体。" * 9
        + "样品 87654321。"
    )
    found = {
        (each.family.lookup, text[each.start : each.end])
        for each in searcher.hits(text)
        if each.family.lookup
    }
    assert found == {
        ("grant", "52012345"), ("grant", "U2012345"), ("grant", "2023YFB1234567"), ("project", "GF-2026018"),
    }  # fmt: skip


@given(st.text(alphabet="12xa-", max_size=30))
def test_patterns_fit_where_python_says(text: str) -> None:
    for pattern in (r"(?<!\d)\d{2,3}x", r"(?<![a-z\d])(?<!-)1[2x]", r"(?<!1)x|a2"):
        wanted = [match.span() for match in re.finditer(pattern, text)]
        hits = Searcher([lexicon(f"patterns = ['{pattern}']")]).hits(text)
        assert [(each.start, each.end) for each in hits] == wanted


WORDS = st.sampled_from(["青石计划", "QS-01", "机密", "confidential"])


@given(
    st.text(max_size=40),
    WORDS,
    st.text(max_size=40),
    st.sampled_from(WAYS),
    st.randoms(use_true_random=False),
)
def test_whatever_stands_around_the_place_is_exact(
    before: str, term: str, behind: str, way: Callable[[str, random.Random], str], rng: random.Random
) -> None:
    dressed = way(term, rng)
    text = f"{before} ; {dressed} ; {behind}"
    start = len(before) + 3
    hits = SEARCHER.hits(text)
    assert (term, start, start + len(dressed)) in {(each.term, each.start, each.end) for each in hits}
    assert all(sound(each, text) for each in hits)


SEARCHER = Searcher(
    [
        lexicon(
            'terms = ["青石计划", "QS-01", "机密", "confidential"]', "patterns = ['\\d{5}部队', 'a.{0,3}b']"
        )
    ]
)


@given(st.text(alphabet=st.sampled_from("青石计划机密QSabc01部队-。 \n\u200b㎜½\u0301"), max_size=60))
def test_hits_lie_in_the_text_in_its_order(text: str) -> None:
    hits = SEARCHER.hits(text)
    assert all(sound(each, text) for each in hits)
    assert [each.start for each in hits] == sorted(each.start for each in hits)


def sound(hit: Hit, text: str) -> bool:
    """Say whether a hit begins and ends with signs that show."""
    there = text[hit.start : hit.end]
    return 0 <= hit.start < hit.end <= len(text) and not there[0].isspace() and not there[-1].isspace()
