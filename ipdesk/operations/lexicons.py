"""The words that manuscripts are looked through for as rule files: ours, and a list of the laboratory's own beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_kinds import Column, RuleKind, rules_in_force, text_in
from ipdesk.rules.files import WrongRule
from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.lexicon_files import read_lexicon
from ipdesk.rules.lexicon_parts import lexicon_parts, plain_lexicon
from ipdesk.rules.words import Words

if TYPE_CHECKING:
    from ipdesk.screening.lexicon import Searcher

OWN: Final = "own-words"


def _require_sound(made: Lexicon) -> None:
    """Raise WrongRule for a worked example that does not come out, or a list of the laboratory's own that does not say so."""
    # Arrays and automata are loaded inside the act.
    from ipdesk.screening.lexicon import failed_example

    file = f"{made.id}.toml"
    if made.local != (made.id == OWN):
        raise WrongRule(file, 1, Message(N_("“local = true” stands in “{name}” and nowhere else."), name=OWN))
    if failed := failed_example(made):
        family, example = failed
        found = N_("“{id}” does not find its example “{example}”.")
        passed = N_("“{id}” finds “{example}”, which it is to let pass.")
        said = found if example in family.hits else passed
        raise WrongRule(file, family.line, Message(said, id=family.id, example=example))


LEXICONS: Final = RuleKind(
    id="lexicon",
    label=N_("Markings and sensitive words"),
    note=N_(
        "What a manuscript is looked through for. A hit is a prompt for people and proves nothing; no hit proves nothing either. Words of your own belong into “own-words”: export a copy, add families, give it a version of its own, and install it."
    ),
    names=("markings", OWN),
    read=read_lexicon,
    shipped_text=text_in("rules", "lexicons"),
    require=_require_sound,
    parts_label=N_("Families of the file chosen"),
    columns=(
        Column(N_("Family of words"), 14), Column(N_("Effect"), 9), Column(N_("Words and patterns"), 24),
        Column(N_("What clears a hit"), 28),
        Column(N_("Basis")),
    ),
    parts=lexicon_parts,
    plain=plain_lexicon,
)  # fmt: skip
# Of the last digests asked for: making one takes longer than most searches.
_SEARCHERS: Final[dict[str, Searcher]] = {}


def family_labels(desk: Desk) -> dict[str, Words]:
    """Return what people call the families of words that are in force, by their ids."""
    held = (rules_in_force(desk, LEXICONS, name)[0] for name in LEXICONS.names)
    return {family.id: family.label for lexicon in held for family in lexicon.families}


def searcher_in_force(desk: Desk) -> Searcher:
    """Return what searches a text for all words that are in force now."""
    from ipdesk.screening.lexicon import Searcher

    held = [rules_in_force(desk, LEXICONS, name) for name in LEXICONS.names]
    key = " ".join(digest for _, digest in held)
    if key not in _SEARCHERS:
        made = Searcher([lexicon for lexicon, _ in held])
        _SEARCHERS.clear()
        _SEARCHERS[key] = made
    return _SEARCHERS[key]
