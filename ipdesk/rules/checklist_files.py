"""Checklists read from rule files, and refused where they contradict themselves.

The top of a file has `id`, `version`, `label`, `basis` and perhaps `effective_from`, `effective_to` and `lapses_after`,
the months after which a decision lapses; then come the tables `dimension`, `item`, `proposal` and `approval`, each in
the order in which people meet it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ipdesk.model.text import N_, Message
from ipdesk.rules.checklist import (
    NO,
    NOT_APPLICABLE,
    SCORED,
    TOTAL,
    YES,
    Approval,
    Checklist,
    Condition,
    Dimension,
    Item,
    Option,
    Proposal,
)
from ipdesk.rules.files import Table, read_rules

KINDS: Final = ("yes-no", "score", "choice", "text", "day", "evidence")
MOST_WEIGHT: Final = 100
MOST_MONTHS: Final = 120


def read_checklist(file: str, text: str) -> Checklist:
    """Return the checklist of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    dimensions = _dimensions(top)
    items = _items(top, dimensions)
    made = Checklist(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        dimensions=tuple(dimensions.values()),
        items=tuple(items.values()),
        proposals=_proposals(top, dimensions, items),
        approvals=_approvals(top, dimensions, items),
        lapses_after=top.whole("lapses_after", 1, MOST_MONTHS, default=0),
        **top.days_in_force(),
    )
    top.close()
    return made


def _dimensions(top: Table) -> dict[str, Dimension]:
    found: dict[str, Dimension] = {}
    for table in top.tables("dimension"):
        made = Dimension(
            id=table.name("id"),
            label=table.words("label"),
            weight=table.whole("weight", 1, MOST_WEIGHT, default=0),
            gate=table.flag("gate"),
            test=table.flag("test"),
        )
        table.close()
        if made.id in found or made.id == TOTAL:
            raise table.wrong(Message(N_("“{id}” is there already."), id=made.id), "id")
        if sum((bool(made.weight), made.gate, made.test)) != 1:
            raise table.wrong(
                Message(N_("“{id}” is to be a gate, a test, or to have a weight: one of them."), id=made.id)
            )
        found[made.id] = made
    weights = [each.weight for each in found.values() if each.weight]
    if not found:
        raise top.wrong(Message(N_("A checklist needs a dimension.")))
    if weights and sum(weights) != 100:
        raise top.wrong(
            Message(N_("The weights of the dimensions sum to {sum}, not to 100."), sum=sum(weights)),
            "dimension",
        )
    return found


def _items(top: Table, dimensions: Mapping[str, Dimension]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for table in top.tables("item"):
        made = _item(table, dimensions, found)
        if made.id in found:
            raise table.wrong(Message(N_("“{id}” is there already."), id=made.id), "id")
        found[made.id] = made
    for dimension in dimensions.values():
        inside = [item for item in found.values() if item.dimension == dimension.id]
        if not inside:
            raise top.wrong(Message(N_("No item belongs to “{id}”."), id=dimension.id))
        if not dimension.gate and not any(item.weight for item in inside):
            raise top.wrong(Message(N_("Nothing counts in “{id}”."), id=dimension.id))
    return found


def _item(table: Table, dimensions: Mapping[str, Dimension], above: Mapping[str, Item]) -> Item:
    kind: Any = table.one_of("answer", KINDS)
    options = tuple(_option(each) for each in table.tables("options"))
    made = Item(
        id=table.name("id"),
        dimension=table.one_of("dimension", dimensions),
        kind=kind,
        question=table.words("question"),
        guidance=table.words("guidance", needed=False),
        weight=table.whole("weight", 1, MOST_WEIGHT, default=0),
        good=table.one_of("good", (YES, NO), YES),
        fails=table.names("fails"),
        clears=table.words("clears", needed=table.has("fails")),
        may_not_apply=table.flag("not_applicable"),
        options=options,
        when=_conditions(table, above),
        basis=table.basis(),
    )
    table.close()
    _require_whole(table, made, dimensions[made.dimension])
    return made


def _require_whole(table: Table, item: Item, dimension: Dimension) -> None:
    """Refuse an item that contradicts itself or its dimension."""
    is_choice = item.kind == "choice"
    codes = [option.code for option in item.options]
    if is_choice != bool(codes):
        raise table.wrong(Message(N_("A choice needs options, and nothing else has any.")), "options")
    if len(set(codes)) < len(codes):
        raise table.wrong(Message(N_("“{key}” names something twice."), key="options"), "options")
    if item.weight and (dimension.gate or item.kind not in SCORED):
        raise table.wrong(Message(N_("This item counts nowhere; it can have no weight.")), "weight")
    if is_choice and any((option.value is None) == bool(item.weight) for option in item.options):
        raise table.wrong(
            Message(N_("Each option of a choice that counts needs a value; of another, none has one.")),
            "options",
        )
    if table.has("good") and item.kind != "yes-no":
        raise table.wrong(Message(N_("Only a question of yes or no has a good answer.")), "good")
    for answer in item.fails:
        if item.kind not in SCORED or not item.fits(answer):
            raise table.wrong(Message(N_("“{answer}” is no answer to it."), answer=answer), "fails")
    if table.has("clears") and not item.fails:
        raise table.wrong(Message(N_("Nothing fails here that could be cleared.")), "clears")


def _option(table: Table) -> Option:
    made = Option(table.name("code"), table.words("label"), table.share("value"))
    table.close()
    if made.code == NOT_APPLICABLE:
        raise table.wrong(
            Message(N_("“{code}” means not applicable; call the option otherwise."), code=made.code)
        )
    return made


def _conditions(table: Table, above: Mapping[str, Item]) -> tuple[Condition, ...]:
    found = []
    for each in table.tables("when"):
        made = Condition(each.name("item"), each.names("is"))
        each.close()
        item = above.get(made.item)
        if item is None:
            raise each.wrong(
                Message(N_("“{item}” does not stand above, so nothing can depend on it."), item=made.item)
            )
        for answer in made.answers:
            if not item.fits(answer):
                raise each.wrong(
                    Message(N_("“{answer}” is no answer to “{item}”."), answer=answer, item=made.item)
                )
        if not made.answers:
            raise each.wrong(Message(N_("“{key}” is missing."), key="is"))
        found.append(made)
    return tuple(found)


def _proposals(
    top: Table, dimensions: Mapping[str, Dimension], items: Mapping[str, Item]
) -> tuple[Proposal, ...]:
    found: list[Proposal] = []
    for table in top.tables("proposal"):
        if found and not (found[-1].at_least or found[-1].below or found[-1].when):
            raise table.wrong(Message(N_("The proposal above always fits, so this one is never made.")))
        made = Proposal(
            outcome=table.name("outcome"),
            reason=table.words("reason"),
            at_least=table.numbers("at_least"),
            below=table.numbers("below"),
            when=_conditions(table, items),
        )
        table.close()
        _require_scored(table, dimensions, at_least=made.at_least, below=made.below)
        for name, least in made.at_least.items():
            if made.below.get(name, 101) <= least:
                raise table.wrong(
                    Message(N_("No score of “{name}” is both so high and so low."), name=name), "below"
                )
        found.append(made)
    if found and (found[-1].at_least or found[-1].below or found[-1].when):
        raise top.wrong(
            Message(N_("The last proposal needs no condition, so that there is always one.")), "proposal"
        )
    return tuple(found)


def _approvals(
    top: Table, dimensions: Mapping[str, Dimension], items: Mapping[str, Item]
) -> tuple[Approval, ...]:
    found = []
    for table in top.tables("approval"):
        made = Approval(
            step=table.name("step"),
            reason=table.words("reason"),
            basis=table.basis(),
            outcomes=table.names("outcomes"),
            at_least=table.numbers("at_least"),
            when=_conditions(table, items),
        )
        table.close()
        _require_scored(table, dimensions, at_least=made.at_least)
        found.append(made)
    return tuple(found)


def _require_scored(table: Table, dimensions: Mapping[str, Dimension], **bounds: Mapping[str, int]) -> None:
    """Refuse a bound on what has no score."""
    scored = {TOTAL, *(each.id for each in dimensions.values() if not each.gate)}
    for key, names in bounds.items():
        for name in names:
            if name not in scored:
                raise table.wrong(Message(N_("“{name}” has no score."), name=name), key)
