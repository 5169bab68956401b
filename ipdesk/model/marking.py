"""Marking (密级) in two parts that are different regimes of law: state secrets and handling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from ipdesk.model.folding import folded
from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

STATE_LEVELS: Final = ("", "secret", "confidential", "top-secret")
HANDLING_LEVELS: Final = ("public", "internal", "trade-general", "trade-important", "trade-core")

# The English words for 秘密, 机密 and 绝密 follow the order of the levels in the secrecy law.
STATE_OPTIONS: Final = (
    Option("secret", N_("State secret: secret"), ("秘密",)),
    Option("confidential", N_("State secret: confidential"), ("机密",)),
    Option("top-secret", N_("State secret: top secret"), ("绝密",)),
)
LEVEL_OPTIONS: Final = (
    Option("public", N_("Public"), ("公开",)),
    Option("internal", N_("Internal"), ("内部", "工作秘密", "内部(工作秘密)")),
    Option("trade", N_("Technical secret"), ("技术秘密", "商业秘密")),
    Option(
        "classified", N_("Classified or unclear"), ("涉密或不明确", "涉密", "不明确", "秘密", "机密", "绝密")
    ),
)
GRADE_OPTIONS: Final = (
    Option("general", N_("General"), ("一般", "普通")),
    Option("important", N_("Important"), ("重要",)),
    Option("core", N_("Core"), ("核心",)),
)
HANDLING_LABELS: Final = {
    "public": N_("Public"),
    "internal": N_("Internal"),
    "trade-general": N_("Technical secret (general)"),
    "trade-important": N_("Technical secret (important)"),
    "trade-core": N_("Technical secret (core)"),
}
_TRADE: Final = re.compile(r"技术秘密|商业秘密|商密|technicalsecret|tradesecret|[()·:/-]|级$")
STATE_WORDS: Final = {"secret": "秘密", "confidential": "机密", "top-secret": "绝密"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The marking of a record or of a document.

    `state` is a code of STATE_LEVELS; `term` is the years, day or condition as decided, and
    `decision` the number of the recorded classification decision. `handling` is a code of
    HANDLING_LEVELS. `unclear` says that the level question was answered "classified or unclear"
    without a decision, which counts as above any limit.
    """

    state: str = ""
    term: str = ""
    decision: str = ""
    handling: str = "internal"
    unclear: bool = False

    def within(self, limit: Limit) -> bool:
        """Say whether an installation with this limit may hold content so marked."""
        if self.unclear:
            return False
        return STATE_LEVELS.index(self.state) <= STATE_LEVELS.index(limit.state) and HANDLING_LEVELS.index(
            self.handling
        ) <= HANDLING_LEVELS.index(limit.handling)

    def banner(self) -> str:
        """Return the official Chinese mark of the state part, "" without a recorded decision.

        The star stands only on a recorded classification decision (保密法 22: what is not a state
        secret must not bear its mark).
        """
        if not self.state or not self.decision:
            return ""
        return f"{STATE_WORDS[self.state]}★{self.term}" if self.term else f"{STATE_WORDS[self.state]}★"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The highest of each part that an installation may hold."""

    state: str = ""
    handling: str = "trade-core"


LIMITS: Final = {
    "public": Limit(handling="public"),
    "internal": Limit(handling="internal"),
    "technical-secret": Limit(handling="trade-core"),
    "secret": Limit(state="secret"),
    "confidential": Limit(state="confidential"),
    "top-secret": Limit(state="top-secret"),
}


_TERM = re.compile(r"(?:(?P<years>[0-9]{1,4})(?:年|$))?(?:(?P<months>[0-9]{1,4})个?月)?")


def _term_rank(term: str) -> tuple[int, float]:
    """Order terms: years and months by length, then days and conditions, then without end."""
    if "长期" in term:
        return (2, 0.0)
    plain = "".join(unicodedata.normalize("NFKC", term).split())
    found = _TERM.fullmatch(plain) if plain else None
    if found is None:
        return (1, 0.0)
    return (0, int(found["years"] or 0) + int(found["months"] or 0) / 12)


def highest(markings: list[Marking]) -> Marking:
    """Return the marking of a document that holds all of these: the highest of each part.

    The term is the longest among those of the highest state level.
    """
    if not markings:
        return Marking(handling="public")
    handling = max((each.handling for each in markings), key=HANDLING_LEVELS.index)
    state = max((each.state for each in markings), key=STATE_LEVELS.index)
    top = [each for each in markings if each.state == state and state]
    decided = max(top, key=lambda each: _term_rank(each.term), default=None)
    return Marking(
        state=state,
        term=decided.term if decided else "",
        decision=next((each.decision for each in top if each.decision), ""),
        handling=handling,
        unclear=any(each.unclear for each in markings),
    )


def grade_named(text: str, *, alone: bool) -> str:
    """Return the grade that a text names together with technical secrets, or `alone` where that is enough; "" for none."""
    whole = folded(text)
    rest = _TRADE.sub("", whole)
    if rest == whole and not alone:
        return ""
    named = (each.code for each in GRADE_OPTIONS if rest in (each.code, folded(each.label), *each.aliases))
    return next(named, "")
