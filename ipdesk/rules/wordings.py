"""What stands in a checklist, said in words: answers, conditions, and the parts of a question."""

from __future__ import annotations

from typing import Any, Final

from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import YES_NO, option_label
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.checklist import NOT_APPLICABLE, TOTAL, Approval, Checklist, Condition, Item, Kind, Proposal
from ipdesk.rules.checklist_changes import LABELS, Changes
from ipdesk.rules.words import Words

KIND_LABELS: Final[dict[Kind, str]] = {
    "yes-no": N_("Yes or no"),
    "score": N_("Score from 0 to 5"),
    "choice": N_("One of several"),
    "text": N_("Words"),
    "day": N_("A day"),
    "evidence": N_("A piece of evidence"),
}


def answer_wording(item: Item, answer: str, translator: Translator) -> str:
    """Return an answer to a question in words; a score, a day and words are said as they stand."""
    if answer == NOT_APPLICABLE:
        return translator.label(N_("not applicable"))
    option = next((each for each in item.options if each.code == answer), None)
    if option is not None:
        return option.label.said(translator.language)
    return translator.label(option_label(YES_NO, answer)) if item.kind == "yes-no" else answer


def condition_wording(checklist: Checklist, condition: Condition, translator: Translator) -> str:
    """Return a condition in words: the question, and the answers with which it holds."""
    item = next((each for each in checklist.items if each.id == condition.item), None)
    if item is None:
        return condition.item
    return translator.say(
        Message(
            N_("“{question}” is answered: {answers}"),
            question=item.question.said(translator.language),
            answers=[answer_wording(item, answer, translator) for answer in condition.answers],
        )
    )


def item_wording(checklist: Checklist, item: Item, part: str, translator: Translator) -> str:
    """Return one part of a question in words, by the name of its field; "" where it says nothing."""
    value: Any = getattr(item, part)
    match part:
        case "kind":
            return translator.label(KIND_LABELS[item.kind])
        case "dimension":
            found = (each.label for each in checklist.dimensions if each.id == value)
            return next(found, Words(value, value)).said(translator.language)
        case "weight":
            return str(value) if value else ""
        case "good":
            return answer_wording(item, value, translator) if item.kind == "yes-no" else ""
        case "fails":
            return _lines(answer_wording(item, each, translator) for each in value)
        case "may_not_apply":
            return translator.label(N_("Yes") if value else N_("No"))
        case "options":
            return _lines(_option(each, translator) for each in value)
        case "when":
            return _lines(condition_wording(checklist, each, translator) for each in value)
        case "basis":
            return _lines(show_basis(each, translator) for each in value)
        case _:
            return value.said(translator.language) if isinstance(value, Words) else str(value)


def proposal_wording(checklist: Checklist, part: Proposal | Approval, translator: Translator) -> str:
    """Return in words when a proposal is made or an approval needed, whatever its outcomes.

    A line for each bound and each condition; "" where there are none.
    """
    below = part.below if isinstance(part, Proposal) else {}
    bounds = [(N_("{score}: at least {bound}"), part.at_least), (N_("{score}: below {bound}"), below)]
    lines = [
        translator.say(Message(said, score=_score(checklist, name, translator), bound=bound))
        for said, held in bounds
        for name, bound in held.items()
    ]
    return _lines([*lines, *(condition_wording(checklist, each, translator) for each in part.when)])


def _score(checklist: Checklist, name: str, translator: Translator) -> str:
    if name == TOTAL:
        return translator.label(N_("Total score"))
    found = (each.label for each in checklist.dimensions if each.id == name)
    return next(found, Words(name, name)).said(translator.language)


def _option(option: Any, translator: Translator) -> str:
    label = f"{option.label.said(translator.language)} [{option.code}]"
    return label if option.value is None else f"{label} = {float(option.value):g}"


def _lines(parts: Any) -> str:
    return "\n".join(parts)


def changes_wording(changes: Changes) -> tuple[Message, ...]:
    """Return what differs between two lists as sentences, the questions first and in both wordings."""
    found = [Message(N_("Added: {question}"), question=each.question) for each in changes.items.added]
    found += [Message(N_("Removed: {question}"), question=each.question) for each in changes.items.removed]
    for item in changes.items.changed:
        what = [Message(LABELS[name]) for name in item.what]
        if item.old.question == item.new.question:
            found.append(Message(N_("Changed ({what}): {question}"), what=what, question=item.new.question))
        else:
            found.append(
                Message(
                    N_("Changed ({what}): {old} → {new}"),
                    what=what,
                    old=item.old.question,
                    new=item.new.question,
                )
            )
    for part in changes.dimensions.changed:
        if part.old.weight != part.new.weight:
            found.append(
                Message(
                    N_("Weight of “{part}”: {old} → {new}"),
                    part=part.new.label,
                    old=part.old.weight,
                    new=part.new.weight,
                )
            )
    if not changes.proposals.is_empty():
        found.append(Message(N_("The proposals differ.")))
    if not changes.approvals.is_empty():
        found.append(Message(N_("The steps of approval differ.")))
    return tuple(found)
