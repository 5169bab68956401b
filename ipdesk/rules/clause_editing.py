"""Changes of a template that is being written, each a new template; ids of what is added are given here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from ipdesk.model.findings import Basis
from ipdesk.rules.clauses import Clause, Option, Template
from ipdesk.rules.words import Words

OWN: Final = "own"
PRACTICE: Final = Basis("协议实务", "", "P")
NOTHING: Final = Words("", "")


def with_clause(template: Template, id: str, **changes: Any) -> Template:
    """Return the template with a clause changed."""
    clauses = tuple(replace(each, **changes) if each.id == id else each for each in template.clauses)
    return replace(template, clauses=clauses)


def with_option(template: Template, clause: str, id: str, **changes: Any) -> Template:
    """Return the template with a wording of a clause changed."""
    found = clause_of(template, clause)
    options = tuple(replace(each, **changes) if each.id == id else each for each in found.options)
    return with_clause(template, clause, options=options)


def clause_of(template: Template, id: str) -> Clause:
    """Return a clause. Raises KeyError."""
    return {each.id: each for each in template.clauses}[id]


def add_clause(template: Template, after: str = "") -> tuple[Template, str]:
    """Return the template with an empty clause behind another, at the end for none, and its id. Its basis is practice."""
    id = _free(each.id for each in template.clauses)
    made = Clause(id=id, heading=NOTHING, basis=(PRACTICE,), options=(_empty(OWN),), default=OWN)
    ids = [each.id for each in template.clauses]
    place = ids.index(after) + 1 if after in ids else len(ids)
    clauses = (*template.clauses[:place], made, *template.clauses[place:])
    return replace(template, clauses=clauses), id


def drop_clause(template: Template, id: str) -> Template:
    """Return the template without a clause."""
    return replace(template, clauses=tuple(each for each in template.clauses if each.id != id))


def add_option(template: Template, clause: str) -> tuple[Template, str]:
    """Return the template with an empty wording at the end of a clause, and its id."""
    found = clause_of(template, clause)
    id = _free(each.id for each in found.options)
    return with_clause(template, clause, options=(*found.options, _empty(id))), id


def drop_option(template: Template, clause: str, id: str) -> Template:
    """Return the template without a wording; the last one of a clause stays. The first then holds unless another is chosen."""
    found = clause_of(template, clause)
    left = tuple(each for each in found.options if each.id != id)
    if not left:
        return template
    default = found.default if found.default != id else left[0].id
    return with_clause(template, clause, options=left, default=default)


def tidied(template: Template) -> Template:
    """Return a template whose texts stand as `read_template` reads them: paragraphs without blank lines and edges."""
    clauses = tuple(
        replace(clause, options=tuple(replace(each, text=_tidy(each.text)) for each in clause.options))
        for clause in template.clauses
    )
    return replace(template, preamble=_tidy(template.preamble), clauses=clauses)


def _tidy(words: Words) -> Words:
    said = (
        "\n".join(line.strip() for line in each.split("\n") if line.strip()) for each in (words.zh, words.en)
    )
    return Words(*said)


def _empty(id: str) -> Option:
    return Option(id=id, label=NOTHING, text=NOTHING)


def _free(ids: Iterable[str]) -> str:
    taken = set(ids)
    numbered = (OWN if number == 1 else f"{OWN}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)
