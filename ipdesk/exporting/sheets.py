"""How a page is dressed: its text area, the styles of what stands in it, and where its furniture goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from ipdesk.exporting.blocks import Style
from ipdesk.exporting.fonts import Role
from ipdesk.exporting.layout import PageName
from ipdesk.exporting.pages import Page

A4: Final = (210 * mm, 297 * mm)
LINE: Final = 28.95  # points: 22 lines of an official page
SIGNS: Final = 28  # to a line of an official page
FOOT: Final = Style("body", 7, 10, "left", grey=0.35)
LIST: Final = Style("body", 8, 11.5, "left")
LIST_HEAD: Final = Style("sans", 8, 11.5, "center")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page and its styles: `body`, `label` and `choice` for ruled grids, `prose` and `notice` for running text.

    `space` stands before a heading, `tight` between running text and what follows; `place` is the least height of a
    place to sign. The marking stands `head` below the upper edge of the paper, the page number `foot` and the stamp
    `stamp` below the text. `outside` puts the number on the outer side, between dashes. Lengths are in points.
    """

    page: Page
    title: Style
    subtitle: Style
    guidance: Style
    heading: Style
    small_heading: Style
    label: Style
    body: Style
    choice: Style
    prose: Style
    notice: Style
    table: Style
    table_head: Style
    signer: Style
    mark: Style
    plain_mark: Style
    later_mark: Style
    lab: Style
    number: Style
    space: float = 9.0
    tight: float = 5.4
    place: float = 74.0
    head: float = 14 * mm
    foot: float = 8 * mm
    stamp: float = 8 * mm + 14
    outside: bool = False

    def smaller(self) -> Sheet:
        """Return it with running text and headings of the size of its tables, for a text beside the one that counts."""
        body = self.body
        heading = replace(self.heading, size=body.size, leading=body.leading)
        return replace(self, prose=replace(body, indent=self.prose.indent), heading=heading)

    def in_faces(self, running: Role, title: Role) -> Sheet:
        """Return it with its title, and on an official page its running text, in other faces."""
        dressed = replace(self, title=replace(self.title, role=title))
        if not self.outside:
            return dressed
        names = ("body", "choice", "prose", "notice", "table", "signer")
        return replace(dressed, **{name: replace(getattr(self, name), role=running) for name in names})


# Left and right as in GB/T 9704; top and bottom are narrower than there, since forms are dense.
DENSE: Final = Sheet(
    page=Page(*A4, 28 * mm, 26 * mm, 30 * mm, 26 * mm),
    title=Style("title", 20, 30, "center"),
    subtitle=Style("body", 10.5, 17, "center"),
    guidance=Style("kai", 9.5, 14.5, "justify", grey=0.25),
    heading=Style("head", 11.5, 18, "left"),
    small_heading=Style("head", 10.5, 17, "left"),
    label=Style("sans", 9.5, 14, "left"),
    body=Style("body", 10.5, 17, "justify"),
    choice=Style("body", 10.5, 18, "left"),
    prose=Style("body", 10.5, 17.5, "justify", indent=2),
    notice=Style("body", 10.5, 17, "justify"),
    table=Style("body", 9, 13.5, "left"),
    table_head=Style("sans", 9, 13, "center"),
    signer=Style("body", 10.5, 21, "left"),
    mark=Style("head", 16, 20, "left"),
    plain_mark=Style("head", 11.5, 18, "left"),
    later_mark=FOOT,
    lab=Style("body", 9, 12, "right", grey=0.25),
    number=Style("body", 9, 12, "center"),
)

_OFFICIAL_PAGE: Final = Page(*A4, 28 * mm, 26 * mm, 37 * mm, 35 * mm)
# A size three character is a little too wide for twenty-eight of them: the standard sets them that much closer.
_CLOSER: Final = _OFFICIAL_PAGE.across() / SIGNS - 16
_RUNNING: Final = Style("body", 16, LINE, "justify", track=_CLOSER)
# GB/T 9704-2012, 5.2 and 7: size three and twenty-two lines; title of size two, headings in Hei and Kai, number
# of size four between dashes, seven millimetres below the text and one character from the outer edge.
OFFICIAL: Final = Sheet(
    page=_OFFICIAL_PAGE,
    title=Style("title", 22, 36, "center"),
    subtitle=Style("kai", 14, LINE, "center"),
    guidance=Style("kai", 12, 19, "justify", grey=0.25),
    heading=Style("head", 16, LINE, "left"),
    small_heading=Style("kai", 16, LINE, "left"),
    label=Style("sans", 11, 17, "left"),
    body=Style("body", 12, 19, "justify"),
    choice=Style("body", 12, 20, "left"),
    prose=replace(_RUNNING, indent=2),
    notice=_RUNNING,
    table=Style("body", 10.5, 16, "left"),
    table_head=Style("sans", 10.5, 15.5, "center"),
    signer=Style("body", 12, 22, "left"),
    mark=Style("head", 16, LINE, "left"),
    plain_mark=Style("head", 16, LINE, "left"),
    later_mark=Style("body", 9, LINE, "left", grey=0.25),
    lab=Style("body", 9, LINE, "right", grey=0.25),
    number=Style("body", 14, 18, "left"),
    space=0.0,
    tight=8.0,
    place=76.0,
    head=24 * mm,
    foot=7 * mm - 9,
    stamp=17 * mm,
    outside=True,
)
SHEETS: Final[dict[PageName, Sheet]] = {"dense": DENSE, "official": OFFICIAL}
# The list of a register and other wide lists, A4 across.
ACROSS: Final = replace(
    DENSE,
    page=Page(A4[1], A4[0], 15 * mm, 15 * mm, 22 * mm, 18 * mm),
    table=LIST,
    table_head=LIST_HEAD,
)
