"""The pages made for one process each; a register without one is shown by the generic record page."""

from __future__ import annotations

from typing import Final

from ipdesk.gui.pages.assessments import AssessmentPage
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.record_page import RecordPage

PAGES: Final[dict[str, type[RecordPage]]] = {"assessments": AssessmentPage, "disclosures": DisclosurePage}


def page_of(register: str) -> type[RecordPage]:
    """Return the page that shows a record of a register."""
    return PAGES.get(register, RecordPage)
