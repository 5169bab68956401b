"""The handbook (使用手册): its pages in the reader's language, and a search through them. It lies with the program, so nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ipdesk.model.errors import NotFound
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.paths import resource_path

# The pages in the order in which somebody new reads them; what is not named here comes after.
ORDER: Final = (
    "start", "window", "bring-in", "disclosures", "assessments", "assess-together", "meetings", "rights", "docket",
    "docket-papers", "rulebook", "papers", "paper-review", "manuscripts", "lexicon", "people", "movements", "agreements",
    "duties", "leaving", "projects", "releases", "board", "checklists", "templates", "reports", "report-templates", "archive", "security", "questions",
)  # fmt: skip
LANGUAGES: Final = ("zh", "en")
MOST_AROUND: Final = 40
_TITLE: Final = re.compile(r"^# +(.+)$", re.MULTILINE)
_MARKS: Final = "，。；：、？！（）《》〔〕“”…—"
_HAN: Final = rf"\u3400-\u9fff{_MARKS}"
_NEXT: Final = r"(?![-*+] |[#>|]|!\[|\d+\. |```)"  # and not the head of another paragraph
# Where a line ends within Chinese text, which has no blank between words, as a break would be shown.
_BREAK: Final = re.compile(
    rf"(?:(?<=[{_MARKS}])\n *{_NEXT}(?=\S)|(?<=[{_HAN}])\n *{_NEXT}(?=(?:\*\*)?[{_HAN}])|(?<=[{_HAN}]\*\*)\n *{_NEXT}(?=[{_HAN}]))"
)
_NAMED: Final = re.compile(rf"(?P<blank>(?<=[{_HAN}])\s+)?(?<![\w(/.-])(?P<name>[a-z-]+)\.md\b")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page of the handbook: its name, title, and text in Markdown."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpHit:
    """A place at which a text stands in the handbook: the page, and the line with the words around."""

    page: HelpPage
    line: str


def help_pages(language: str) -> tuple[HelpPage, ...]:
    """Return every page in a language, in the order in which somebody new reads them."""
    return _pages(language if language in LANGUAGES else LANGUAGES[0])


@cache
def _pages(language: str) -> tuple[HelpPage, ...]:
    found = {
        path.stem: _BREAK.sub("", path.read_text(encoding="utf-8"))
        for path in resource_path("help", language).glob("*.md")
    }
    places = {name: place for place, name in enumerate(ORDER)}
    names = sorted(found, key=lambda name: (places.get(name, len(ORDER)), name))
    return tuple(HelpPage(name, _title(found[name]) or name, found[name]) for name in names)


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return found[1].strip() if found else ""


def help_page(name: str, language: str) -> HelpPage:
    """Return one page by its name. Raises NotFound."""
    found = next((each for each in help_pages(language) if each.name == name), None)
    if found is None:
        raise NotFound(
            Message(N_("The handbook has no page “{name}”."), name=name),
            Message(N_("Its pages are: {names}."), names=[each.name for each in help_pages(language)]),
        )
    return found


def linked(page: HelpPage, language: str) -> str:
    """Return the text of a page in which other pages that it names are links with their titles."""
    titles = {each.name: each.title for each in help_pages(language)}

    def link(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in titles:
            return found[0]
        shown = f"[{titles[name]}]({name}.md)"
        return f"《{shown}》" if language == "zh" else (found["blank"] or "") + shown

    return _NAMED.sub(link, page.text)


def search_handbook(text: str, language: str) -> list[HelpHit]:
    """Return the lines of the handbook in which a text stands, whatever its case and width; those in titles first."""
    wanted = folded(text)
    if not wanted:
        return []
    hits = [hit for page in help_pages(language) for hit in _hits(page, wanted)]
    return sorted(hits, key=lambda hit: wanted not in folded(hit.page.title))


def _hits(page: HelpPage, wanted: str) -> Iterator[HelpHit]:
    for line in page.text.splitlines():
        plain = line.strip("#-*|> ").replace("`", "")
        if wanted in folded(plain):
            at = folded(plain).find(wanted)
            start = max(0, at - MOST_AROUND)
            yield HelpHit(page, ("…" if start else "") + plain[start : at + len(wanted) + 2 * MOST_AROUND])
