"""The child that reads manuscripts: the word that starts it says of which kind, so that it loads no more than that needs."""

from __future__ import annotations

from functools import partial
from typing import Final

from ipdesk.importing.serving import Work, serve

WORD: Final = "read-manuscript-"


def main(word: str) -> int:
    """Be the child for a kind of manuscript: pdf, pdf-again, office, locked, tex, md or txt."""
    return serve(partial(_work, word.removeprefix(WORD)))


def _work(kind: str, password: str | None) -> Work:
    """Return what reads a kind, loaded before no file can be opened any more."""
    match kind:
        case "pdf":
            from ipdesk.importing.pdf_texts import read_pdf

            return partial(read_pdf, password=password or "")
        case "pdf-again":
            from ipdesk.importing.pdf_second import read_pdf_again

            return partial(read_pdf_again, password=password or "")
        case "office":
            from ipdesk.importing.office_texts import read_office

            return read_office
        case "locked":
            from ipdesk.importing.locks import unlock_package
            from ipdesk.importing.office_texts import read_locked

            return partial(
                read_locked, unlock=partial(unlock_package, password=password) if password else None
            )
        case "tex":
            from ipdesk.importing.tex_texts import read_tex

            return read_tex
        case "md":
            from ipdesk.importing.plain_texts import read_md

            return read_md
        case _:
            from ipdesk.importing.plain_texts import read_txt

            return read_txt
