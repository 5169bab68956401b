"""Numbers of new rows that links of other rows mean, before and while they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipdesk.importing.intake import Doubt
from ipdesk.model.making import remade
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.intake_links import links_of, spot_of, with_links
from ipdesk.operations.intake_planning import Planned, Preview
from ipdesk.store.writing import Writing


def parted(previews: Sequence[Preview]) -> list[Preview]:
    """Return previews in which no link means a row that is refused: there the text of the file stands again, in doubt."""
    left = {
        spot_of(each.intake, plan.row): str(plan.row.values.get(each.register.title) or "")
        for each in previews
        for plan in each.rows
        if plan.outcome == "refused" and not plan.row.number
    }
    named = left.keys() & _named(previews)
    if not named:
        return list(previews)
    return [
        replace(each, rows=tuple(_parted(each.register, plan, {spot: left[spot] for spot in named}) for plan in each.rows))
        for each in previews
    ]  # fmt: skip


def _parted(register: Register, plan: Planned, left: dict[str, str]) -> Planned:
    if plan.record is None:
        return plan
    record = with_links(register, plan.record, left)
    if record is plan.record:
        return plan
    doubts = list(plan.row.doubts)
    for each in links_of(register):
        for spot in set(getattr(plan.record, each.name)) & left.keys():
            why = Message(
                N_("The row that “{text}” means is refused; the link stays as it is written."),
                text=left[spot],
            )
            doubts.append(Doubt(plan.row.cell(each.name), each.name, "", "", why))
    return remade(plan, record=record, row=remade(plan.row, doubts=tuple(doubts)))


def numbered(writing: Writing, previews: Sequence[Preview]) -> list[Preview]:
    """Return previews in which links bear the numbers of new rows that they mean, given now where they have none.

    Where one row of a register is meant, all its new ones get their numbers now, in the order of the file.
    """
    named = _named(previews)
    asked = {
        each.register.name
        for each in previews
        for plan in each.rows
        if plan.outcome == "new" and spot_of(each.intake, plan.row) in named
    }
    if not asked:
        return list(previews)
    given: dict[str, str] = {}
    taken: dict[str, set[str]] = {name: set() for name in asked}
    for each in previews:
        taken.setdefault(each.register.name, set()).update(plan.number for plan in each.rows if plan.number)
    found = []
    for each in previews:
        if each.register.name in asked:
            rows = tuple(_given(writing, each, plan, taken[each.register.name], given) for plan in each.rows)
            each = replace(each, rows=rows)  # noqa: PLW2901 - the same preview, numbered
        found.append(each)
    return [
        replace(each, rows=tuple(_linked(each.register, plan, given) for plan in each.rows)) for each in found
    ]


def _given(
    writing: Writing, previewed: Preview, plan: Planned, taken: set[str], given: dict[str, str]
) -> Planned:
    if plan.outcome != "new" or plan.record is None or plan.record.number:
        return plan
    number = writing.next_number(previewed.register, taken)
    taken.add(number)
    given[spot_of(previewed.intake, plan.row)] = number
    return remade(plan, record=remade(plan.record, number=number))


def _linked(register: Register, plan: Planned, given: dict[str, str]) -> Planned:
    if plan.record is None:
        return plan
    record = with_links(register, plan.record, given)
    return plan if record is plan.record else remade(plan, record=record)


def _named(previews: Sequence[Preview]) -> set[str]:
    """Return all that links of the rows bear in the stead of numbers."""
    return {
        text
        for each in previews
        for plan in each.rows
        if plan.record is not None and plan.outcome in ("new", "changed")
        for one in links_of(each.register)
        for text in getattr(plan.record, one.name)
        if text.startswith("@")
    }
