"""What stands in rule files, for people and for programs: the rows of a table, each told in full, and plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ipdesk.model.findings import Basis, show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.checklist import YES, Checklist, Condition, Dimension, Item
from ipdesk.rules.employments import Employment, Employments
from ipdesk.rules.tasks import FACTS, MOVEMENTS, WAITS_FOR, Task, TaskList
from ipdesk.rules.wordings import answer_wording

STOPS: Final = "■"
ANSWERS: Final = {
    "yes-no": N_("yes or no"),
    "score": N_("0 to 5"),
    "choice": N_("a choice"),
    "text": N_("words"),
    "day": N_("a date"),
    "evidence": N_("a piece of evidence"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a rule file: the group it stands in, its cells in a table, itself in full, and a remark beside it.

    The first line in full says what it is; entries of one id are the same one, shown in several groups.
    """

    id: str
    group: str
    cells: tuple[str, ...]
    lines: tuple[str, ...]
    remark: str = ""


def checklist_parts(made: Checklist, translator: Translator) -> tuple[Part, ...]:
    """Return the questions of a checklist by dimension; cells are part, weight, question and basis."""
    return tuple(
        _question(dimension, item, translator)
        for dimension in made.dimensions
        for item in made.items
        if item.dimension == dimension.id
    )


def _question(dimension: Dimension, item: Item, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    weight, gate = (f"×{item.weight}" if item.weight else ""), (label(N_("gate")) if item.fails else "")
    lines = [item.question.said(language), item.guidance.said(language)]
    lines.append(" / ".join(option.label.said(language) for option in item.options))
    if item.fails:
        stopping = "、".join(answer_wording(item, each, translator) for each in item.fails)
        lines.append(f"{STOPS} {stopping} → {item.clears.said(language)}")
    sources, part = _sources(item.basis, translator), dimension.label.said(language)
    kind = (
        f"{dimension.weight} %"
        if dimension.weight
        else label(N_("gate") if dimension.gate else N_("a test of its own"))
    )
    return Part(
        item.id,
        f"{part}  {kind}",
        (part, _joined(" ", weight, gate), item.question.said(language), sources),
        _told(*lines, sources),
        _joined(" ", label(ANSWERS[item.kind]), weight),
    )


def task_parts(made: TaskList, translator: Translator) -> tuple[Part, ...]:
    """Return the tasks of each movement; cells are movement, who is waited for, when, what, conditions, and basis."""
    return tuple(
        _task(label, task, translator)
        for movement, label in MOVEMENTS.items()
        for task in made.tasks
        if movement in task.movements
    )


def _task(movement: str, task: Task, translator: Translator) -> Part:
    label, language = translator.label, translator.language
    waits, text = label(WAITS_FOR[task.waits_for]), task.text.said(language)
    due, only, sources = (
        _due(task, translator),
        _conditions(task.when, translator),
        _sources(task.basis, translator),
    )
    must = label(N_("mandatory")) if task.mandatory else ""
    may = label(N_("may be not applicable")) if task.may_not_apply else ""
    remark = _joined("; ", waits, due, must, may, only)
    return Part(
        task.id,
        label(movement),
        (label(movement), waits, due, text, must, only, sources),
        _told(text, task.guidance.said(language), remark, sources),
        remark,
    )


def _due(task: Task, translator: Translator) -> str:
    if task.days is None:
        return translator.label(N_("when it closes"))
    if task.days == 0:
        return translator.label(N_("on the day"))
    said = N_("{days} d before") if task.days < 0 else N_("{days} d after")
    return translator.say(Message(said, days=abs(task.days)))


def _conditions(when: Sequence[Condition], translator: Translator) -> str:
    """Return facts on which a task hangs, such as “student: no”."""
    yes, no = translator.label(N_("Yes")), translator.label(N_("No"))
    said = N_("only where {fact}: {answer}")
    return "; ".join(
        translator.say(
            Message(said, fact=Message(FACTS[each.item]), answer=yes if YES in each.answers else no)
        )
        for each in when
    )


def employment_parts(made: Employments, translator: Translator) -> tuple[Part, ...]:
    """Return the kinds of employment; cells are label, code, agreement, coming and going, marks, and aliases."""
    return tuple(_employment(each, translator) for each in made.kinds)


def _employment(kind: Employment, translator: Translator) -> Part:
    label, name = translator.label, kind.label.said(translator.language)
    movements = f"{label(MOVEMENTS[kind.joining])} → {label(MOVEMENTS[kind.leaving])}"
    third = label(N_("third party")) if kind.third_party else ""
    labour = label(N_("contract of employment")) if kind.labour else ""
    marks, aliases = _joined("; ", third, labour), "、".join(kind.aliases)
    return Part(
        kind.code,
        "",
        (name, kind.code, kind.agreement, movements, marks, aliases),
        _told(name, aliases, movements, marks),
        kind.agreement,
    )


def plain_checklist(made: Checklist, language: str) -> dict[str, Any]:
    """Return a checklist as JSON values in a language."""
    return {
        "dimensions": [
            {
                "id": dimension.id,
                "label": dimension.label.said(language),
                "weight": dimension.weight,
                "gate": dimension.gate,
                "test": dimension.test,
                "items": [
                    _plain_item(item, language) for item in made.items if item.dimension == dimension.id
                ],
            }
            for dimension in made.dimensions
        ]
    }


def _plain_item(item: Item, language: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "answer": item.kind,
        "question": item.question.said(language),
        "guidance": item.guidance.said(language),
        "weight": item.weight,
        "fails": list(item.fails),
        "clears": item.clears.said(language),
        "options": [{"code": each.code, "label": each.label.said(language)} for each in item.options],
        "when": [{"item": each.item, "is": list(each.answers)} for each in item.when],
        "basis": _plain_basis(item.basis),
    }


def plain_tasks(made: TaskList, language: str) -> dict[str, Any]:
    """Return tasks of movements as JSON values in a language."""
    return {"tasks": [_plain_task(each, language) for each in made.tasks]}


def _plain_task(task: Task, language: str) -> dict[str, Any]:
    return {
        "id": task.id,
        "movements": list(task.movements),
        "text": task.text.said(language),
        "guidance": task.guidance.said(language),
        "waits_for": task.waits_for,
        "mandatory": task.mandatory,
        "not_applicable": task.may_not_apply,
        "days": task.days,
        "when": [{"fact": each.item, "is": each.answers[0]} for each in task.when],
        "basis": _plain_basis(task.basis),
    }


def plain_employments(made: Employments, language: str) -> dict[str, Any]:
    """Return kinds of employment as JSON values in a language."""
    return {
        "employments": [
            {
                "code": each.code,
                "label": each.label.said(language),
                "aliases": list(each.aliases),
                "agreement": each.agreement,
                "third_party": each.third_party,
                "joining": each.joining,
                "leaving": each.leaving,
                "labour": each.labour,
            }
            for each in made.kinds
        ]
    }


def _plain_basis(basis: Sequence[Basis]) -> list[dict[str, str]]:
    return [
        {"document": each.document, "article": each.article, "confidence": each.confidence} for each in basis
    ]


def _sources(basis: Sequence[Basis], translator: Translator) -> str:
    return "; ".join(show_basis(each, translator) for each in basis)


def _told(*lines: str) -> tuple[str, ...]:
    return tuple(_said(lines))


def _joined(between: str, *parts: str) -> str:
    return between.join(_said(parts))


def _said(parts: Sequence[str]) -> Iterator[str]:
    return (each for each in parts if each)
