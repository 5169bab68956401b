"""Documents that tell what was reckoned when they were printed: a digest of their words is kept, so that a reprint is the same or is refused."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ipdesk.exporting.layout import Document, PaperOptions, texts_of
from ipdesk.model.errors import Stale
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:
    from ipdesk.exporting.documents import DocumentKind

KEY: Final = "words"


def noted(options: PaperOptions, kind: DocumentKind, content: Document) -> str:
    """Return the options of a document as they are kept, with the digest of its words where these are reckoned."""
    if not kind.live:
        return options.written()
    plain = json.loads(options.written() or "{}")
    whole = {"watermark": "", "page": options.page, "fonts": {}, **plain, KEY: _digest(content)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def require_same_words(register: Register, document: str, options: str, content: Document) -> None:
    """Raise Stale where a document that is printed again would tell other things than the first time."""
    from ipdesk.exporting.documents import kinds_of

    if not kinds_of(register.name)[document].live:
        return
    if json.loads(options or "{}").get(KEY) != _digest(content):
        raise Stale(
            Message(N_("The check finds other things now than when this document was printed.")),
            Message(N_("Print it anew; it then bears a stamp of its own.")),
        )


def _digest(content: Document) -> str:
    return sha256("\x1f".join(texts_of(content)).encode("utf-8", "replace")).hexdigest()
