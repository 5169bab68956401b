"""What a process does that draws papers of a batch and nothing else; it loads no more than that takes."""

from __future__ import annotations

from ipdesk.exporting.blocks import remember_paragraphs
from ipdesk.exporting.layout import Document, PaperOptions, Stamp
from ipdesk.exporting.pdf import render


def draw(content: Document, stamp: Stamp, options: PaperOptions) -> bytes:
    """Return a paper as PDF; what papers of a batch have alike is kept till the process ends."""
    remember_paragraphs()
    return render(content, stamp, options)
