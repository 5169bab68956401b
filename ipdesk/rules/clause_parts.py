"""What stands in an agreement template, for people and for programs: a row for each wording of each clause."""

from __future__ import annotations

from typing import Any

from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Translator
from ipdesk.rules.clauses import FACTS, YES, Clause, Option, Template
from ipdesk.rules.parts import Part


def template_parts(made: Template, translator: Translator) -> tuple[Part, ...]:
    """Return the wordings of each clause; cells are clause, wording, condition and basis."""
    return tuple(_wording(clause, option, translator) for clause in made.clauses for option in clause.options)


def _wording(clause: Clause, option: Option, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    sources = "; ".join(show_basis(each, translator) for each in (*clause.basis, *option.basis))
    heading, wording = clause.heading.said(language), option.label.said(language)
    marks = []
    if option.id == clause.default:
        marks.append(label(N_("unless another is chosen")))
    if clause.may_be_left_out:
        marks.append(label(N_("may be left out")))
    no = label(N_("No"))
    asked = ((label(FACTS[each.fact]), each.answer == YES) for each in clause.when)
    only = "; ".join(fact if holds else f"{fact}: {no}" for fact, holds in asked)
    remark = "; ".join([*marks, only] if only else marks)
    text = option.text.said(language).split("\n")
    return Part(
        f"{clause.id}.{option.id}",
        heading,
        (heading, wording, remark, sources),
        (wording, *text, sources),
        remark,
    )


def plain_template(made: Template, language: str) -> dict[str, Any]:
    """Return a template as JSON values in a language."""
    return {
        "title": made.title.said(language),
        "clauses": [
            {
                "id": clause.id,
                "heading": clause.heading.said(language),
                "default": clause.default,
                "may_be_left_out": clause.may_be_left_out,
                "when": {each.fact: each.answer for each in clause.when},
                "options": [
                    {
                        "id": option.id,
                        "label": option.label.said(language),
                        "text": option.text.said(language),
                        "penal": option.penal,
                    }
                    for option in clause.options
                ],
                "basis": [
                    {"document": each.document, "article": each.article, "confidence": each.confidence}
                    for each in clause.basis
                ],
            }
            for clause in made.clauses
        ],
    }
