"""How superiors' workbooks name parts of figures: 发明专利申请数 in one, or 发明 in a row under 申请. Only what is certain is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from ipdesk.model.folding import folded
from ipdesk.rules.report_parts import FigurePart

# Words over rows of parts, by query. They name no figure: 专利申请 leaves out what F1 counts beside patents.
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "filings": (
        *("申请", "申请数", "申请量", "申请件数", "专利申请", "专利申请数", "专利申请量", "知识产权申请", "知识产权申请数"),
        *("Applications", "Filings", "Patent applications", "Patent filings", "Applications filed"),
    ),
    "grants": (
        *("授权", "授权数", "授权量", "授权件数", "专利授权", "专利授权数", "专利授权量", "知识产权授权", "知识产权授权数"),
        *("Grants", "Patents granted", "Patent grants", "Rights granted"),
    ),
}  # fmt: skip
COMPOSED: Final[Mapping[str, tuple[str, ...]]] = {
    "filings": (
        *("{}申请", "{}申请数", "{}申请量", "{}申请件数", "申请{}", "申请{}数"),
        *("{} applications", "{} applications filed", "{} filings", "{}s filed", "Applications for {}s"),
    ),
    "grants": (
        *("{}授权", "{}授权数", "{}授权量", "{}授权件数", "授权{}", "授权{}数"),
        *("{} grants", "{}s granted", "Granted {}s"),
    ),
}
REGISTERED: Final = frozenset({"software", "layout"})  # rights that are not granted but registered
REGISTRATIONS: Final = ("{}登记", "{}登记数", "{}登记量", "{}登记件数", "{} registrations", "{}s registered")
COUNTED: Final = ("", "数", "量", "件数")
# What superiors mean by these is not certain: national phases count to countries in one place and to PCT in another.
UNCERTAIN: Final = frozenset({("kind", "foreign"), ("kind", "secret"), ("jurisdiction", "WO")})
T = TypeVar("T")
OWN_WORDS: Final = frozenset({"route"})  # parts of which further words mean something else too


class PartWords:
    """Finds the part that a label means. What two parts or two indicators may be called tells neither."""

    def __init__(self, parts: Sequence[FigurePart]) -> None:
        certain = [each for each in parts if each.part and (each.by, each.part) not in UNCERTAIN]
        self._under = _single((f"{each.code} {word}", each) for each in certain for word in _words(each))
        self._whole = _single((word, each) for each in certain for word in _composed(each))
        self._subjects = _single(
            (folded(word), each.code) for each in parts for word in SUBJECTS.get(each.of, ())
        )

    def whole(self, label: str) -> FigurePart | None:
        """Return the part that a label names together with its figure, None for none."""
        return self._whole.get(folded(label))

    def subject(self, label: str) -> str | None:
        """Return the code of the indicator whose parts stand in the rows under a label, None for none."""
        return self._subjects.get(folded(label))

    def under(self, code: str, label: str) -> FigurePart | None:
        """Return the part that a label means in a row under an indicator, None for none."""
        return self._under.get(f"{code} {folded(label)}")


def _words(part: FigurePart) -> set[str]:
    """Return what a part may be called, folded."""
    words = {part.label} if part.by in OWN_WORDS else {part.label, *part.words}
    return {folded(each) for each in words if len(each) > 1}


def _composed(part: FigurePart) -> Iterator[str]:
    """Yield how a kind of right and what became of it are named in one, folded."""
    if part.by != "kind" or part.of not in COMPOSED:
        return
    is_filing = part.of == "filings"
    patterns = COMPOSED[part.of]
    if part.part in REGISTERED and not is_filing:
        patterns = (*patterns, *REGISTRATIONS)
    for word in {part.label, *part.words}:
        if word.casefold().endswith(("申请", "application")):
            if is_filing:
                yield from (folded(f"{word}{end}") for end in (*COUNTED, "s"))
            continue
        yield from (folded(each.format(word)) for each in patterns)


def _single(named: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Return what each word means, without the words that mean more than one thing."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for word, meaning in named:
        if meaning not in found[word]:
            found[word].append(meaning)
    return {word: meanings[0] for word, meanings in found.items() if len(meanings) == 1}
