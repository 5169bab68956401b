"""What was chosen on the page of everything due, kept while the desk is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ipdesk.gui.matters_choices import MattersChoices

USUAL: Final = "pressing"


@dataclass(slots=True)
class DueChoices(MattersChoices):
    """Register and who is waited for beside it, "" for all."""

    view: str = USUAL
    register: str = ""
    waits_for: str = ""
