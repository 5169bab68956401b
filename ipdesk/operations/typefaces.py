"""The user's own faces in documents: looked at when they are chosen, done without when they are gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.exporting.layout import PageName
from ipdesk.model.errors import Stale, WrongValue
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # faces bring the library that makes PDFs
    from ipdesk.exporting.fonts import Faces, Shipped
    from ipdesk.exporting.own_fonts import OwnFace

Notices = tuple[Message, ...]
Digests = tuple[tuple[str, str], ...]

# What a face of the user's is for, the shipped one that stands there without it, and what people call it.
STANDS_FOR: Final[Mapping[str, Shipped]] = {"running": "body", "title": "title"}
LABELS: Final[Mapping[str, str]] = {
    "running": N_("FangSong, for running text"),
    "title": N_("XiaoBiaoSong, for titles"),
}
NO_OWN_FONTS: Final[Mapping[str, str]] = {}


def examine(purpose: str, place: str) -> None:
    """Look whether a file can be a face for a purpose. Raises WrongValue in plain words for one that cannot."""
    _face(purpose, place)


def faces_for(own: Mapping[str, str], page: PageName) -> tuple[Faces, Digests, Notices]:
    """Return the faces that a page is set in, the sha256 of those of the user's, and what is to be said of them.

    `own` holds files by purpose. One that is gone or no longer usable is done without, and that is said.
    """
    found: dict[str, OwnFace] = {}
    notices: list[Message] = []
    for purpose in STANDS_FOR:
        place = own.get(purpose, "")
        if not place or (purpose == "running" and page != "official"):
            continue
        try:
            found[purpose] = _face(purpose, place)
        except WrongValue as refused:
            instead = N_(
                "Your own font was not used ({purpose}): {reason} The font of the program stands there."
            )
            notices.append(Message(instead, purpose=Message(LABELS[purpose]), reason=refused.what))
    digests = tuple(sorted((purpose, face.sha256) for purpose, face in found.items()))
    return _faces({purpose: face.role for purpose, face in found.items()}), digests, tuple(notices)


def faces_again(own: Mapping[str, str], digests: Digests) -> Faces:
    """Return the faces that a document was set in before. Raises Stale when a file is gone or another one by now."""
    roles = {}
    for purpose, digest in digests:
        try:
            face = _face(purpose, own.get(purpose, ""))
        except WrongValue:
            face = None
        if face is None or face.sha256 != digest:
            raise Stale(
                Message(
                    N_(
                        "The font file that this document was printed with is not the one chosen now ({purpose})."
                    ),
                    purpose=Message(LABELS[purpose]),
                ),
                Message(N_("Choose that file again in the settings, or print the document anew.")),
            )
        roles[purpose] = face.role
    return _faces(roles)


def _face(purpose: str, place: str) -> OwnFace:
    from ipdesk.exporting.own_fonts import own_face

    return own_face(Path(place), STANDS_FOR[purpose])


def _faces(roles: Mapping[str, str]) -> Faces:
    from ipdesk.exporting.fonts import Faces

    return Faces(**roles)
