"""The views of the page of reports, and what the keys do in each."""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_

VIEWS: Final = {
    "figures": N_("Figures"), "exceptions": N_("Exceptions"), "account": N_("Account of the period"),
    "closings": N_("Closing and corrections"), "parts": N_("Splits"),
}  # fmt: skip
KEYS: Final = {
    "figures": N_("Enter goes to the rows behind, and there opens the record; F2 writes an aim or an explanation"),
    "exceptions": N_("Enter opens the record"),
    "account": N_("Ctrl+S keeps what was written"),
    "closings": N_("What was entered late stands here until it is taken over as a correction"),
    "parts": N_("Each figure that is split, by unit, by kind and by class of project"),
}  # fmt: skip
