"""Agreement templates read from rule files and written back, and those that we ship.

The top of a file has `id`, `version`, `label`, `title`, `basis`, `preamble` and perhaps `labour`, `effective_from` and
`effective_to`; then come the tables `party`, `clause` with `clause.option`, and `annex`. A file of ours may `use` a clause
of our library; what is written stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any, Final

from ipdesk.model.text import N_, Message
from ipdesk.paths import resource_path
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import (
    FACTS,
    NO,
    PARTIES,
    SLOTS,
    SUBJECTS,
    YES,
    Annex,
    Clause,
    Condition,
    Option,
    Party,
    Template,
    hidden_signs,
    rest_of,
    slots_of,
)
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.words import Words

NAMES: Final = (
    "joiner",
    "student",
    "visiting",
    "secondee",
    "part-time",
    "spin-off",
    "leaver",
    "non-compete",
    "project",
)
LIBRARY: Final = "clauses"


@cache
def shipped_template(name: str) -> Template:
    """Return our own template of a name, with the clauses of our library in it."""
    return read_template(f"{name}.toml", _text(name), _library())


def digest(template: Template) -> str:
    """Return the sha256 of a template as it is written."""
    return sha256(write_template(template).encode("utf-8")).hexdigest()


def read_template(file: str, text: str, library: Mapping[str, Clause] | None = None) -> Template:
    """Return the template of a file, with what it uses of a library in it. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    made = Template(
        id=top.name("id"),
        version=top.text("version"),
        label=_plain(top, "label"),
        title=_plain(top, "title"),
        basis=top.basis(),
        parties=_parties(top),
        preamble=_text_with_blanks(top, "preamble"),
        clauses=tuple(_clauses(top, library or {}).values()),
        annexes=_annexes(top),
        labour=top.flag("labour"),
        effective_from=top.day("effective_from"),
        effective_to=top.day("effective_to"),
    )
    top.close()
    if not made.clauses:
        raise top.wrong(Message(N_("A template needs a clause.")))
    if made.effective_from and made.effective_to and made.effective_to < made.effective_from:
        raise top.wrong(Message(N_("It ends before it begins.")), "effective_to")
    return made


def read_library(file: str, text: str) -> dict[str, Clause]:
    """Return the clauses of a file that holds nothing else, by id. Raises WrongRule."""
    top = read_rules(file, text)
    found = _clauses(top, {})
    top.close()
    return found


@cache
def _library() -> Mapping[str, Clause]:
    return read_library(f"{LIBRARY}.toml", _text(LIBRARY))


def _text(name: str) -> str:
    return resource_path("agreements", f"{name}.toml").read_text(encoding="utf-8")


def _parties(top: Table) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for table in top.tables("party"):
        id: Any = table.one_of("id", PARTIES)
        made = Party(id=id, name=_plain(table, "name"), slots=table.names("slots"), when=_conditions(table))
        for slot in made.slots:
            _require_slot(table, "slots", slot)
        table.close()
        _add(found, table, made)
    if not found:
        raise top.wrong(Message(N_("A template needs a party.")))
    return tuple(found.values())


def _clauses(top: Table, library: Mapping[str, Clause]) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for table in top.tables("clause"):
        made = _used(table, library) if table.has("use") else _clause(table)
        table.close()
        _add(found, table, made)
    return found


def _clause(table: Table) -> Clause:
    options: dict[str, Option] = {}
    for each in table.tables("option"):
        option = _option(each)
        each.close()
        _add(options, each, option)
    if not options:
        raise table.wrong(Message(N_("A clause needs an option.")))
    return Clause(
        id=table.name("id"),
        heading=_plain(table, "heading"),
        basis=table.basis(),
        options=tuple(options.values()),
        default=table.one_of("default", options, next(iter(options))),
        may_be_left_out=table.flag("may_be_left_out"),
        when=_conditions(table),
    )


def _used(table: Table, library: Mapping[str, Clause]) -> Clause:
    """Return a clause of the library, with what the template wants otherwise."""
    clause = library[table.one_of("use", library)]
    options = [each.id for each in clause.options]
    return replace(
        clause,
        default=table.one_of("default", options, clause.default),
        may_be_left_out=table.flag("may_be_left_out")
        if table.has("may_be_left_out")
        else clause.may_be_left_out,
        when=_conditions(table) if table.has("when") else clause.when,
    )


def _option(table: Table) -> Option:
    subject: Any = table.one_of("subject", SUBJECTS) if table.has("subject") else ""
    return Option(
        id=table.name("id"),
        label=_plain(table, "label"),
        text=_text_with_blanks(table, "text"),
        penal=table.flag("penal"),
        subject=subject,
        basis=table.basis() if table.has("basis") else (),
    )


def _annexes(top: Table) -> tuple[Annex, ...]:
    found: dict[str, Annex] = {}
    for table in top.tables("annex"):
        made = Annex(
            id=table.name("id"),
            heading=_plain(table, "heading"),
            text=_text_with_blanks(table, "text"),
            when=_conditions(table),
        )
        table.close()
        _add(found, table, made)
    return tuple(found.values())


def _conditions(table: Table) -> tuple[Condition, ...]:
    found = []
    for each in table.tables("when"):
        found.append(Condition(each.one_of("fact", FACTS), each.one_of("is", (YES, NO))))
        each.close()
    return tuple(found)


def _add(found: dict[str, Any], table: Table, made: Any) -> None:
    """Add a part to those of its sort, of which each has another id."""
    if made.id in found:
        key = "use" if table.has("use") else "id"
        raise table.wrong(Message(N_("“{id}” is there already."), id=made.id), key)
    found[made.id] = made


def _plain(table: Table, key: str) -> Words:
    """Return words on one line, in which no blank may stand."""
    words = table.words(key)
    for said in (words.zh, words.en):
        if "\n" in said:
            raise table.wrong(Message(N_("“{key}” has to stand on one line."), key=key), key)
        _require_seen(table, key, said)
        if "{" in said or "}" in said:
            raise table.wrong(Message(N_("No blank can stand in “{key}”."), key=key), key)
    return words


def _text_with_blanks(table: Table, key: str) -> Words:
    """Return paragraphs, each on a line of its own, with blanks that are known and alike in both languages."""
    words = table.words(key)
    for said in (words.zh, words.en):
        for slot in slots_of(said):
            _require_slot(table, key, slot)
        _require_no_brace(table, key, rest_of(said))
        _require_seen(table, key, "".join(_lines(said)))
    if set(slots_of(words.zh)) != set(slots_of(words.en)):
        raise table.wrong(Message(N_("The Chinese and the English words have different blanks.")), key)
    return Words("\n".join(_lines(words.zh)), "\n".join(_lines(words.en)))


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


def _require_seen(table: Table, key: str, text: str) -> None:
    if hidden := hidden_signs(text):
        raise table.wrong(
            Message(N_("A sign that nobody can see stands here: U+{code}"), code=f"{ord(hidden[0]):04X}"), key
        )


def _require_slot(table: Table, key: str, slot: str) -> None:
    if slot not in SLOTS:
        raise table.wrong(
            Message(N_("Nothing fills the blank “{blank}”; known are: {names}."), blank=slot, names=sorted(SLOTS)),
            key,
        )  # fmt: skip


def _require_no_brace(table: Table, key: str, rest: str) -> None:
    """Refuse a brace that belongs to no blank, by what follows it."""
    at = min((place for place in (rest.find("{"), rest.find("}")) if place >= 0), default=-1)
    if at >= 0:
        raise table.wrong(
            Message(
                N_("A brace belongs to no blank: “{place}”."), place=rest[at : at + 20].partition("\n")[0]
            ),
            key,
        )
