"""Agreement templates as text: one way of writing each, so that the digest of the text is that of the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ipdesk.model.findings import Basis
from ipdesk.rules.clauses import Annex, Clause, Condition, Option, Party, Template
from ipdesk.rules.words import Words

_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_NAMED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_template(template: Template) -> str:
    """Return a template as TOML that stands by itself and that `read_template` reads back as the same template."""
    parts = [
        _head(template),
        *(_party(each) for each in template.parties),
        *(_clause(each) for each in template.clauses),
        *(_annex(each) for each in template.annexes),
    ]
    return "\n".join("\n".join(lines) + "\n" for lines in parts)


def _head(template: Template) -> Iterator[str]:
    yield f"id = {_string(template.id)}"
    yield f"version = {_string(template.version)}"
    yield f"label = {_words(template.label)}"
    yield f"title = {_words(template.title)}"
    if template.labour:
        yield "labour = true"
    for key, day in (("effective_from", template.effective_from), ("effective_to", template.effective_to)):
        if day is not None:
            yield f"{key} = {day.isoformat()}"
    yield from _basis(template.basis)
    yield from _text("preamble", template.preamble)


def _party(party: Party) -> Iterator[str]:
    yield "[[party]]"
    yield f"id = {_string(party.id)}"
    yield f"name = {_words(party.name)}"
    yield f"slots = [{', '.join(map(_string, party.slots))}]"
    yield from _when(party.when)


def _clause(clause: Clause) -> Iterator[str]:
    yield "[[clause]]"
    yield f"id = {_string(clause.id)}"
    yield f"heading = {_words(clause.heading)}"
    yield f"default = {_string(clause.default)}"
    if clause.may_be_left_out:
        yield "may_be_left_out = true"
    yield from _when(clause.when)
    yield from _basis(clause.basis)
    for option in clause.options:
        yield ""
        yield from _option(option)


def _option(option: Option) -> Iterator[str]:
    yield "[[clause.option]]"
    yield f"id = {_string(option.id)}"
    yield f"label = {_words(option.label)}"
    if option.penal:
        yield "penal = true"
    if option.subject:
        yield f"subject = {_string(option.subject)}"
    yield from _basis(option.basis)
    yield from _text("text", option.text)


def _annex(annex: Annex) -> Iterator[str]:
    yield "[[annex]]"
    yield f"id = {_string(annex.id)}"
    yield f"heading = {_words(annex.heading)}"
    yield from _when(annex.when)
    yield from _text("text", annex.text)


def _when(conditions: Iterable[Condition]) -> Iterator[str]:
    told = [f"{{ fact = {_string(each.fact)}, is = {_string(each.answer)} }}" for each in conditions]
    if told:
        yield f"when = [{', '.join(told)}]"


def _basis(sources: Iterable[Basis]) -> Iterator[str]:
    told = []
    for each in sources:
        article = f", article = {_string(each.article)}" if each.article else ""
        told.append(
            f"  {{ document = {_string(each.document)}{article}, confidence = {_string(each.confidence)} }},"
        )
    if told:
        yield "\n".join(["basis = [", *told, "]"])


def _words(words: Words) -> str:
    return f"{{ zh = {_string(words.zh)}, en = {_string(words.en)} }}"


def _text(key: str, words: Words) -> Iterator[str]:
    for language, said in (("zh", words.zh), ("en", words.en)):
        lines = "\n".join(_escaped(line) for line in said.split("\n"))
        yield f'{key}.{language} = """\n{lines}"""'


def _string(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _NAMED.get(found[0], f"\\u{ord(found[0]):04x}"), text)
