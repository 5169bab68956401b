"""Lexicons for tests, written as files."""

from __future__ import annotations

from ipdesk.rules.lexicon import Lexicon
from ipdesk.rules.lexicon_files import read_lexicon

HEAD = """
id = "trial"
version = "1"
label = { zh = "试用词表", en = "Trial words" }
basis = [{ document = "论文发表保密审查实务", confidence = "P" }]
local = true
look_alikes = ["密宓蜜", "机饥肌"]
"""


def family(*lines: str, id: str = "trial", severity: str = "warn") -> str:
    """Return a family as it stands in a file."""
    return "\n".join(
        [
            "",
            "[[family]]",
            f'id = "{id}"',
            'label = { zh = "试", en = "Trial" }',
            f'severity = "{severity}"',
            'clears = { zh = "看", en = "Look" }',
            'basis = [{ document = "实务", confidence = "P" }]',
            *lines,
            "",
        ]
    )


def lexicon(*lines: str) -> Lexicon:
    """Return a lexicon of one family."""
    return read_lexicon("词.toml", HEAD + family(*lines))
