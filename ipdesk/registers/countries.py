"""Countries as ledgers write them: which ones are China."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ipdesk.model.folding import folded

CHINA: Final = frozenset(
    {"中国", "中国大陆", "中国籍", "中华人民共和国", "cn", "chn", "china", "prc", "chinese"}
)


@lru_cache(maxsize=1_000)
def is_foreign(country: str) -> bool:
    """Say whether a nationality or country is given and is not China."""
    return bool(country) and folded(country) not in CHINA
