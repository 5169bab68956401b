"""Lexicons read from rule files, and refused where something in them could never be found or would be found everywhere.

The top of a file has `id`, `version`, `label`, `basis` and perhaps `local` and `look_alikes`; then come the tables `family`. The
keys of a group of terms stand in the family itself, and in tables `family.group` where conditions differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from ipdesk.model.text import N_, Message
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.lexicon import LOOKUPS, SEVERITIES, WITHIN, Family, Group, Lexicon
from ipdesk.rules.lexicon_patterns import pattern_fault

FEWEST_SIGNS: Final = 2  # of a term
MOST_WITHIN: Final = 200
LONGEST_TERM: Final = 100
_LISTS: Final = ("near", "not_near", "not_in")


def read_lexicon(file: str, text: str) -> Lexicon:
    """Return the lexicon of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    local = top.flag("local")
    made = Lexicon(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        look_alikes=_look_alikes(top),
        families=_families(top, local),
        local=local,
    )
    top.close()
    return made


def _look_alikes(top: Table) -> tuple[str, ...]:
    held = top.names("look_alikes")
    signs = [sign for each in held for sign in each]
    if any(len(each) < FEWEST_SIGNS for each in held) or len(set(signs)) < len(signs):
        raise top.wrong(
            Message(N_("Look-alikes are two signs or more, and each sign stands in one set only.")),
            "look_alikes",
        )
    return held


def _families(top: Table, local: bool) -> tuple[Family, ...]:
    found: dict[str, Family] = {}
    for table in top.tables("family"):
        made = _family(table, local)
        if made.id in found:
            raise table.wrong(Message(N_("“{id}” is there already."), id=made.id), "id")
        found[made.id] = made
    if not found and not local:
        raise top.wrong(Message(N_("There is no family in it.")))
    return tuple(found.values())


def _family(table: Table, local: bool) -> Family:
    severity: Any = table.one_of("severity", SEVERITIES)
    lookup: Any = table.one_of("lookup", [each for each in LOOKUPS if each]) if table.has("lookup") else ""
    made = Family(
        id=table.name("id"),
        label=table.words("label"),
        severity=severity,
        clears=table.words("clears"),
        note=table.words("note", needed=False),
        basis=table.basis(),
        lookup=lookup,
        groups=tuple(_groups(table)),
        hits=table.names("hits"),
        passes=table.names("passes"),
        local=local,
        line=table.line,
    )
    table.close()
    if not local and not (made.hits and made.passes):
        raise table.wrong(
            Message(N_("A family needs examples: “hits” that it finds, “passes” that it does not."))
        )
    return made


def _groups(table: Table) -> Iterator[Group]:
    own = _group(table)
    if own.terms or own.patterns:
        yield own
    inner = list(table.tables("group"))
    for each in inner:
        made = _group(each)
        each.close()
        if not made.terms and not made.patterns:
            raise each.wrong(Message(N_("“{key}” is missing."), key="terms"))
        yield made
    if not own.terms and not own.patterns and not inner:
        raise table.wrong(Message(N_("“{key}” is missing."), key="terms"))


def _group(table: Table) -> Group:
    made = Group(
        terms=table.names("terms"),
        patterns=table.names("patterns"),
        near=table.names("near"),
        not_near=table.names("not_near"),
        not_in=table.names("not_in"),
        within=table.whole("within", 1, MOST_WITHIN, default=WITHIN),
        alone=table.flag("alone"),
        capitals=table.flag("capitals"),
    )
    _require_found(table, made)
    return made


def _require_found(table: Table, group: Group) -> None:
    """Refuse what has nothing to be found by, and patterns that do not do."""
    for term in group.terms:
        if _signs(term) < FEWEST_SIGNS or len(term) > LONGEST_TERM:
            said = N_(
                "“{term}” is no term: it needs two letters, digits or Chinese characters, and at most {most}."
            )
            raise table.wrong(Message(said, term=term, most=LONGEST_TERM), "terms")
    for key in _LISTS:
        for word in getattr(group, key):
            if not _signs(word) or len(word) > LONGEST_TERM:
                said = N_("“{word}” has no letter, digit or Chinese character to be known by.")
                raise table.wrong(Message(said, word=word), key)
    for pattern in group.patterns:
        if fault := pattern_fault(pattern):
            raise table.wrong(fault, "patterns")


def _signs(text: str) -> int:
    return sum(sign.isalnum() for sign in unicodedata.normalize("NFKC", text))
