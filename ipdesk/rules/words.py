"""Words of a rule file, which carries both languages itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or label in Chinese and in English."""

    zh: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        """Return it in a language; Chinese in any that is not English."""
        return self.en if language == "en" else self.zh
