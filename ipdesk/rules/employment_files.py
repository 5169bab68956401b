"""Kinds of employment read from rule files, and refused where one word would mean two of them.

The top of a file has `id`, `version`, `label`, `basis` and perhaps `effective_from` and `effective_to`; then come the
tables `employment` in the order in which they are offered.
"""

from __future__ import annotations

from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.rules.employments import OTHER, Employment, Employments
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.tasks import MOVEMENTS


def read_employments(file: str, text: str) -> Employments:
    """Return the kinds of employment of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    made = Employments(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        kinds=_kinds(top),
        **top.days_in_force(),
    )
    top.close()
    return made


def _kinds(top: Table) -> tuple[Employment, ...]:
    found: dict[str, Employment] = {}
    taken: dict[str, str] = {}
    for table in top.tables("employment"):
        made = _kind(table)
        if made.code in found:
            raise table.wrong(Message(N_("“{id}” is there already."), id=made.code), "code")
        for key, name in _names(made):
            if taken.setdefault(folded(name), made.code) != made.code:
                raise table.wrong(
                    Message(N_("“{name}” means “{other}” already."), name=name, other=taken[folded(name)]),
                    key,
                )
        found[made.code] = made
    if OTHER not in found:
        raise top.wrong(Message(N_("It needs “{code}”, which stands for all others."), code=OTHER))
    return tuple(found.values())


def _names(kind: Employment) -> list[tuple[str, str]]:
    """Return all by which a kind is known, each with the key under which it stands."""
    labels = [("label", kind.label.zh), ("label", kind.label.en)]
    return [("code", kind.code), *labels, *(("aliases", each) for each in kind.aliases)]


def _kind(table: Table) -> Employment:
    made = Employment(
        code=table.name("code"),
        label=table.words("label"),
        aliases=table.names("aliases"),
        agreement=table.name("agreement"),
        third_party=table.flag("third_party"),
        joining=table.one_of("joining", MOVEMENTS),
        leaving=table.one_of("leaving", MOVEMENTS),
        labour=table.flag("labour"),
    )
    table.close()
    return made
