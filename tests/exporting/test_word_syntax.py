"""What a template may say: honest ones pass, escapes are refused before they run, and run to nothing if they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from ipdesk.exporting.template_requests import PROBLEMS
from ipdesk.exporting.word_syntax import Problem, Sandbox, problems_of, slots_in

SLOTS = {"title": (), "unit": (), "number": (), "members": ("no", "name", "items"), "linked": ("no", "title")}
VALUES = {
    "title": "热链", "unit": "低温", "number": "KY-1", "linked": [],
    "members": [{"no": "1", "name": "甲", "items": "键"}, {"no": "2", "name": "乙", "items": "值"}],
}  # fmt: skip

HONEST = (
    "{{ title }}{{ unit|upper }}",
    "{% for row in members %}{{ loop.index }}{{ row.name }}{{ row['no'] }}{% endfor %}",
    "{% for row in members if row.name %}{{ row.items }}{% else %}无{% endfor %}",
    "{% if members and not unit %}{{ members|length }}{% elif title == '热链' %}一{% else %}二{% endif %}",
    "{% for a in members %}{% for b in linked %}{{ a.no ~ b.no }}{% endfor %}{% endfor %}",
    "{{ unit or '＿＿' }}{{ title|default('无', true)|trim }}{{ 'x' if unit in ['a', 'b'] else 'y' }}",
    "{% for row in members %}{% if loop.index is odd %}{{ row.no }}{% endif %}{% endfor %}{# 注 #}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
)
ESCAPES = (
    "{{ ''.__class__.__mro__ }}",
    "{{ title.__class__.__base__.__subclasses__() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self }}",
    "{{ title|attr('__class__') }}",
    "{{ title['__class__'] }}",
    "{{ members[0] }}",
    "{{ ().__class__ }}",
    "{{ title.format(title) }}",
    "{{ '%s'|format(title) }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ title|safe }}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% include 'word/document.xml' %}",
    "{% extends 'x' %}",
    "{% macro f() %}{% endmacro %}{{ f() }}",
    "{% call title() %}{% endcall %}",
    "{% set x = title %}{{ x }}",
    "{% set ns = namespace(x=1) %}",
    "{% with x = title %}{{ x }}{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% block a %}{% endblock %}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for c in title %}{{ c }}{% endfor %}",
    "{% for x in [1, 2] %}{{ x }}{% endfor %}",
    "{% for x in members recursive %}{{ loop(members) }}{% endfor %}",
    "{% for a, b in members %}{% endfor %}",
    "{% for row in members %}{{ loop.cycle('a') }}{{ loop.__class__ }}{% endfor %}",
    "{% for row in members %}{{ row.keys() }}{% endfor %}",
    "{% for row in members %}{{ row.pop('no') }}{{ row.__class__ }}{% endfor %}",
    "{{ 'a'*10**9 }}",
    "{{ 10**10**10 }}",
    "{{ title * 1000000000 }}",
    "{{ lipsum() }}{{ cycler }}{{ joiner }}{{ dict() }}{{ range(3) }}{{ namespace() }}",
    "{{ config }}{{ request }}{{ g }}",
    "{{ title|map('upper') }}{{ members|map(attribute='__class__')|list }}",
    "{{ members|groupby('no') }}{{ title|center(1000000000) }}{{ title|indent(1000000000) }}",
    "{{ title is filter('x') }}",
    "{{ members }}",
    "{% debug %}",
    "{% do title.x() %}",
    "{{ title[0:1000] }}",
    "{{ (title).__init__.__globals__ }}",
    "{% for a in members %}{% for b in members %}{% for c in members %}x{% endfor %}{% endfor %}{% endfor %}",
)


def found_in(source: str) -> list[Problem]:
    """Return what is wrong with a source."""
    return list(problems_of(source, SLOTS, Sandbox()))


@pytest.mark.parametrize("source", HONEST)
def test_an_honest_template_passes_and_runs(source: str) -> None:
    assert found_in(source) == []
    assert Sandbox().from_string(source).render(VALUES) is not None


@pytest.mark.parametrize("source", ESCAPES)
def test_an_escape_is_refused_in_words(source: str) -> None:
    problems = found_in(source)
    assert problems
    for each in problems:
        assert PROBLEMS[each.code].format(**dict(each.words))


@pytest.mark.parametrize(
    "source",
    [each for each in ESCAPES if "10**" not in each and "1000000000" not in each and "for a in" not in each],
)
def test_an_escape_that_was_not_refused_would_tell_nothing(source: str) -> None:
    try:
        said = Sandbox().from_string(source).render(VALUES)
    except (TemplateError, TypeError, ValueError):
        return
    for word in ("class", "<module", "built-in", "object at", "function"):
        assert word not in said


def test_an_unknown_slot_is_named_with_the_nearest() -> None:
    assert found_in("{{ titel }}") == [Problem("unknown-slot-near", (("name", "titel"), ("near", "title")))]
    assert found_in("{{ zzz }}") == [Problem("unknown-slot", (("name", "zzz"),))]
    (cell,) = found_in("{% for row in members %}{{ row.nmae }}{% endfor %}")
    assert cell == Problem("unknown-slot-near", (("name", "row.nmae"), ("near", "row.name")))
    (rows,) = found_in("{% for row in member %}{{ row.name }}{% endfor %}")
    assert dict(rows.words)["near"] == "members"
    assert found_in("{% for row in members %}{% endfor %}{{ row.name }}")[0].code == "unknown-slot"


@pytest.mark.parametrize(
    ("source", "code", "word"),
    [
        ("{% for row in members %}", "never-ended", "for"),
        ("{% if title %}{% for row in members %}{% endif %}", "never-ended", "for"),
        ("{% endfor %}", "end-without-begin", "endfor"),
        ("{% fro row in members %}", "unknown-tag", "fro"),
        ("<w:t>{{ title </w:t>", "syntax", "{{ title "),
        ("{{ title. }}", "syntax", "{{ title. }}"),
        ("{{ 课题 名称 }}", "syntax", "{{ 课题 名称 }}"),
    ],
)
def test_a_slip_is_told_in_place_of_a_traceback(source: str, code: str, word: str) -> None:
    (problem,) = found_in(source)
    assert problem.code == code
    assert problem.words[0][1] == word


@given(st.text(max_size=80) | st.text(alphabet="{}%#|.()'\"[] abcrow*_", max_size=60))
def test_any_text_is_read_without_an_accident(source: str) -> None:
    for each in found_in(source):
        assert each.code in PROBLEMS
    for each in found_in("{{ " + source + " }}"):
        assert each.code in PROBLEMS


def test_slots_shown_are_those_in_braces() -> None:
    shown = slots_in("{{ title }}{% if unit %}{% endif %}{{ number|upper }}", Sandbox())
    assert shown == {"title"}
