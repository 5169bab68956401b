"""Word documents: what was typed stands in them exactly, the same each time, and a template that tears them is refused."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.slots import slots_of
from ipdesk.exporting.template_requests import Imprint, check_request, fill_request, problems_in
from ipdesk.exporting.template_slots import Values
from ipdesk.exporting.word import Unfit, answer, check, fill, sample
from ipdesk.exporting.word_syntax import Problem
from ipdesk.importing import word_files
from ipdesk.importing.word_files import LIMITS, WITH_VALUES, ask_of_template, look_through
from ipdesk.model.errors import Refused
from ipdesk.model.text import LANGUAGES, Translator
from ipdesk.paths import resource_path
from ipdesk.registers import register
from tests.exporting.test_slots import RETURNED, values_of
from tests.exporting.test_word_syntax import HONEST
from tests.importing.word_makers import BORNE, KIND, W, docx, lines, parts_of, relation, rows, words
from tests.registers.samples import sample_of

IMPRINT = Imprint("文书", "某某实验室 李明", datetime(2026, 3, 5, 1, 30, tzinfo=UTC))
SLOTS = {"marking": [], "stamp": [], "title": [], "unit": [], "members": ["no", "name"]}
RARE = "喆堃昇祎䶮𬭎𠅎㐂㛃㮾㴪䲠𠮷𡃁𢆉𣲘𤩽𥔲𦙶𧒽𨱏𩽾𪚥𫖮"
TEMPLATES = (("disclosures", "rework"), ("projects", "ip-sheet"), ("releases", "contract"))
OURS = [(*each, language) for each in TEMPLATES for language in LANGUAGES]
ROWS = {"rework": "rework_left", "ip-sheet": "members", "contract": "transferees"}


def values(**changed: Any) -> Values:
    """Return plain values of SLOTS with some changed."""
    return {
        "marking": "内部", "stamp": "流水号 1", "title": "热链", "unit": "", "members": [], **changed,
    }  # fmt: skip


def texts(data: bytes) -> list[str]:
    """Return the paragraphs of a document, those in tables too, as a reader of Word files finds them."""
    found = python_docx.Document(BytesIO(data))
    cells = [cell for table in found.tables for row in table.rows for cell in row.cells]
    return [each.text for each in (*found.paragraphs, *(p for cell in cells for p in cell.paragraphs))]


def template(found: str, document: str, language: str) -> bytes:
    """Return a template of ours."""
    return resource_path("templates", f"{found}.{document}.{language}.docx").read_bytes()


@pytest.mark.parametrize(("found", "document", "language"), OURS, ids="-".join)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_our_templates_pass_and_hold_what_the_record_holds(
    found: str, document: str, language: str, filled: bool, stamp: Stamp, chinese: Translator
) -> None:
    of = register(found)
    data = template(found, document, language)
    slots = {each.name: [cell.name for cell in each.of] for each in slots_of(of, kinds_of(found)[document])}
    assert check(data, slots) == []
    full: Any = sample_of(of)
    full = replace(full, rework=RETURNED) if found == "disclosures" else full
    empty: Any = type(full)()
    held = values_of(of, document, full if filled else empty, stamp, chinese.to(language))
    made = fill(data, held, IMPRINT)
    said = texts(made)
    assert held["document"] in said
    read = python_docx.Document(BytesIO(made))
    assert held["marking"] in read.sections[0].header.paragraphs[0].text
    assert read.sections[0].footer.paragraphs[1].text == held["stamp"]
    assert not any("{" in each for each in said)
    if filled:
        assert held["title"] in said
        rows_shown = held[ROWS[document]]
        assert isinstance(rows_shown, list)
        for row in rows_shown:
            assert isinstance(row, dict)
            assert all(cell in said for name, cell in row.items() if cell and name != "no")


def test_every_style_of_ours_names_a_chinese_font() -> None:
    for each in OURS:
        styles = parts_of(template(*each))["word/styles.xml"].decode()
        assert styles.count("<w:rFonts") == styles.count("w:eastAsia=") - 1  # and the language once
        assert 'w:eastAsia="宋体"' in styles
        assert 'w:eastAsia="黑体"' in styles


@pytest.mark.parametrize(
    "typed",
    [
        "<w:p>&amp;</w:p> ]]> \"quoted\" 'single'", "{{ 7*7 }} {% if x %} {# 注 #} }}", "{_{ }_} {_% %_} {{{_{ }_}}}",
        RARE, " 两端 空格 ", "表\t格", "一\n二\n\n四", "\n", "𝒜 émoji 🙂 ﷺ", "a" * 40_000, "_x0041_ &#65;",
    ],
)  # fmt: skip
def test_what_was_typed_stands_there_as_it_was_typed(typed: str) -> None:
    data = docx(
        lines("前{{ title }}后")
        + rows(("{%tr for row in members %}",), ("{{ row.name }}",), ("{%tr endfor %}",))
    )
    made = fill(data, values(title=typed, members=[{"no": "1", "name": typed}]), IMPRINT)
    assert texts(made) == [f"前{typed}后", typed]


@given(st.text(max_size=60), st.text(alphabet="{}%#_ <>&\n\t\"'", max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(one: str, two: str) -> None:
    from ipdesk.exporting.packages import clean

    made = fill(docx(lines("{{ title }}{{ unit }}")), values(title=one, unit=two), IMPRINT)
    assert texts(made) == [clean(one) + clean(two)]


def test_a_sign_that_xml_cannot_hold_is_shown_as_such() -> None:
    made = fill(docx(lines("{{ title }}")), values(title="a\x07b\ud800c\ufffed\fe\r\nf"), IMPRINT)
    assert texts(made) == ["a\ufffdb\ufffdc\ufffdd\ufffde\nf"]


def test_the_same_values_give_the_same_bytes_and_properties_of_ours() -> None:
    theirs = "<dc:creator>{{ title }}</dc:creator><dc:description>绝密</dc:description>"
    data = docx(lines("{{ title }}"), core=theirs)
    made = fill(data, values(), IMPRINT)
    assert made == fill(data, values(), IMPRINT)
    assert made != fill(data, values(), replace(IMPRINT, author="王芳"))
    held = python_docx.Document(BytesIO(made)).core_properties
    assert (held.title, held.author, held.comments) == ("文书", "某某实验室 李明", "")
    assert held.created == held.modified == IMPRINT.at
    assert "绝密".encode() not in b"".join(parts_of(made).values())


def test_footnotes_are_filled_once_however_many_sections() -> None:
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    data = docx(lines("{{ title }}") + section + section, footnotes=lines("注：{{ title }}"))
    made = fill(data, values(title="{{ unit }}{{ 7*7 }}"), IMPRINT)
    assert "注：{{ unit }}{{ 7*7 }}" in parts_of(made)["word/footnotes.xml"].decode()
    assert check(docx(footnotes=lines("{{ titel }}")), SLOTS)[0].code == "unknown-slot-near"


def test_tags_broken_into_runs_by_word_are_whole() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>tle }</w:t></w:r>"
    body = "".join(("<w:p>", words("{"), words("{ ti"), bold, words("}"), "</w:p>"))
    assert check(docx(body), SLOTS) == []
    assert texts(fill(docx(body), values(), IMPRINT)) == ["热链"]


TORN = {
    "if over the end of a cell": (
        docx(rows(("{% if title %}一", "二")) + lines("{% endif %}")),
        "torn",
    ),
    "a slot in the place of a run": (docx(lines("{{r title }}")), "run-slot"),
    "a slot in the place of a row": (docx(rows(("{{tr title }}",))), "run-slot"),
    "no marking": (docx(lines("{{ title }}"), header=lines("{{ stamp }}")), "not-borne"),
    "no stamp": (docx(lines("{{ title }}"), header=lines("{{ marking }}")), "not-borne"),
    "a marking only at times": (
        docx(lines("{{ stamp }}{% if title %}{{ marking }}{% endif %}"), header=lines("")),
        "not-borne",
    ),
    "a marking in a comment": (
        docx(header=lines("{# {{ marking }} #}{{ stamp }}")),
        "not-borne",
    ),
    "a slot in a comment": (
        docx(
            parts={"word/comments.xml": f'<w:comments xmlns:w="{W}">{lines("{{ title }}")}</w:comments>'},
            relations=relation("comments", "comments.xml"),
            types={"comments": f"{KIND}.comments+xml"},
        ),
        "elsewhere",
    ),
    "an unknown slot in the header": (docx(header=lines(BORNE + "{{ titel }}")), "unknown-slot-near"),
    "an import": (docx(lines("{% import 'x' as y %}")), "not-allowed"),
    "a class": (docx(lines("{{ ''.__class__.__mro__ }}")), "not-allowed"),
    "quotes as Word sets them": (docx(lines("{{ title.__class__|attr(“x”) }}")), "not-allowed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), TORN.values(), ids=TORN)
def test_a_template_that_does_not_do_is_told_why(data: bytes, code: str) -> None:
    found = check(data, SLOTS)
    assert code in {each.code for each in found}
    assert problems_in({"problems": [[each.code, dict(each.words)] for each in found]})


def test_a_document_without_its_marking_is_not_made() -> None:
    data = docx(lines("{{ stamp }}{% if title %}{{ marking }}{% endif %}"), header=lines(""))
    fill(data, values(), IMPRINT)
    with pytest.raises(Unfit) as error:
        fill(data, values(title=""), IMPRINT)
    assert error.value.problem == Problem("not-borne", (("name", "marking"),))


def test_the_child_fills_as_we_do_and_refuses_what_we_refuse() -> None:
    data = docx(lines("{{ title }}"))
    given_values = values(title="热链\ud800{{ x }}")
    made = ask_of_template(fill_request(given_values, IMPRINT), data, "模板.docx")
    assert base64.b64decode(made["docx"]) == fill(data, given_values, IMPRINT)
    with pytest.raises(Refused, match="does not bear"):
        ask_of_template(fill_request(values(), IMPRINT), docx(header=lines("{{ stamp }}")), "模板.docx")
    with pytest.raises(Refused, match="cannot be filled"):
        ask_of_template(fill_request(values(), IMPRINT), docx(lines("{{ gone }}")), "模板.docx")


def test_the_child_tells_what_is_wrong() -> None:
    slots = slots_of(register("projects"), kinds_of("projects")["ip-sheet"])
    found = problems_in(ask_of_template(check_request(slots), docx(lines("{{ titel }}")), "模板.docx"))
    assert [dict(each.args) for each in found] == [{"name": "titel", "near": "title"}]


@pytest.mark.parametrize(("data", "code"), TORN.values(), ids=TORN)
def test_the_child_finds_what_we_find(data: bytes, code: str) -> None:
    found = ask_of_template({"act": "check", "slots": SLOTS}, data, "模板.docx")["problems"]
    assert found == [[each.code, dict(each.words)] for each in check(data, SLOTS)]


@pytest.mark.parametrize("source", HONEST)
def test_the_child_fills_whatever_a_template_may_say(source: str) -> None:
    """Nothing can be loaded once the child has limited itself: what is needed must be there by then."""
    slots = {**SLOTS, "number": [], "members": ["no", "name", "items"], "linked": ["no", "title"]}
    data = docx(lines(source), footnotes=lines(source))
    assert ask_of_template({"act": "check", "slots": slots}, data, "模板.docx") == {"problems": []}


@pytest.mark.parametrize(
    "source", ["{{ 'a' }", "{{ ' }}", "{% for %}", "{% endif %}", "{{ title | }}", "{% raw %}", "{{ 1.e }}"]
)
def test_the_child_tells_a_slip_as_we_do(source: str) -> None:
    found = ask_of_template({"act": "check", "slots": SLOTS}, docx(lines(source)), "模板.docx")["problems"]
    assert found == [[each.code, dict(each.words)] for each in check(docx(lines(source)), SLOTS)]


@pytest.mark.parametrize("condition", ["not title", "title == '热链'"])
def test_a_field_that_only_filling_makes_is_refused(condition: str) -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    hidden = words(f"{{%r if not ({condition}) %}}") + code("PAGE ") + words("{%r endif %}")
    data = docx(f"<w:p>{sign('begin')}{hidden}{code('DDEAUTO c:x cmd')}{sign('separate')}{sign('end')}</w:p>")
    look_through(data, LIMITS)  # nothing is wrong with the template as it stands
    with pytest.raises(Refused, match="field that fetches"):
        ask_of_template(
            fill_request(values(title="热链" if "==" in condition else ""), IMPRINT), data, "模板.docx"
        )
    if "==" not in condition:
        with pytest.raises(Refused, match="field that fetches"):
            ask_of_template({"act": "check", "slots": SLOTS}, data, "模板.docx")


def test_a_template_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_files, "WITH_VALUES", WITH_VALUES._replace(processor=2))
    body = lines("{% for a in members %}{% for b in members %}", "{{ title }}", "{% endfor %}{% endfor %}")
    many = [{"no": "1", "name": "甲"}] * 20_000
    with pytest.raises(Refused):
        ask_of_template(fill_request(values(members=many, title="x" * 100), IMPRINT), docx(body), "模板.docx")


def test_an_answer_is_json_whatever_comes() -> None:
    request = b'{"act": "check", "slots": {}}\n'
    assert answer(request + docx(lines("{{ x }}"), header="")).startswith(b'{"problems"')


def test_a_sample_has_every_slot() -> None:
    assert set(sample(SLOTS, 2)) == set(SLOTS)
    assert sample(SLOTS, 0)["members"] == []
