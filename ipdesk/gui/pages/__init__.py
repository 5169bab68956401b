"""The pages made for one process each; a register without one is shown by the generic record page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ipdesk.gui.agreement_templates_page import AgreementTemplatesPage
from ipdesk.gui.asides_page import AsidesPage
from ipdesk.gui.calendar_page import CalendarPage
from ipdesk.gui.carriers_page import CarriersPage
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.duplicates_page import DuplicatesPage
from ipdesk.gui.mentions_page import MentionsPage
from ipdesk.gui.page import Page
from ipdesk.gui.pages.agreements import AgreementPage
from ipdesk.gui.pages.assessments import AssessmentPage
from ipdesk.gui.pages.campaign import CampaignPage
from ipdesk.gui.pages.disclosures import DisclosurePage
from ipdesk.gui.pages.drafting import DraftingPage
from ipdesk.gui.pages.many_assessments import ManyAssessmentsPage
from ipdesk.gui.pages.movements import MovementPage
from ipdesk.gui.pages.papers import PaperPage
from ipdesk.gui.pages.patents import PatentPage
from ipdesk.gui.pages.people import PersonPage
from ipdesk.gui.pages.secrets import SecretPage
from ipdesk.gui.pages.signatures import SignaturesPage
from ipdesk.gui.record_page import RecordPage
from ipdesk.gui.rule_book_page import RuleBookPage
from ipdesk.gui.rule_files_page import RuleFilesPage
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.templates_page import TemplatesPage
from ipdesk.gui.together_page import TogetherPage

PAGES: Final[dict[str, type[RecordPage]]] = {
    "agreements": AgreementPage,
    "assessments": AssessmentPage,
    "disclosures": DisclosurePage,
    "movements": MovementPage,
    "papers": PaperPage,
    "patents": PatentPage,
    "people": PersonPage,
    "secrets": SecretPage,
}

# The pages that show several records of a register at once; most registers have none.
TOGETHER: Final[dict[str, TogetherPage]] = {
    "agreements": SignaturesPage,
    "assessments": ManyAssessmentsPage,
    "people": DraftingPage,
}

# The pages of kinds of rule files that need more than to be shown, installed and put back.
RULE_PAGES: Final[dict[str, type[RuleFilesPage]]] = {
    "agreement": AgreementTemplatesPage,
    "calendar": CalendarPage,
    "deadlines": RuleBookPage,
}


# The pages that need nothing but the desk.
PLAIN: Final[dict[str, Callable[[Context, Tasks], Page]]] = {
    "campaign": CampaignPage,
    "duplicates": DuplicatesPage,
    "mentions": MentionsPage,
    "asides": AsidesPage,
}


# The pages that ask for a file besides.
ASKING: Final[dict[str, Callable[[Context, Tasks, Dialogs], Page]]] = {
    "carriers": CarriersPage,
    "templates": TemplatesPage,
}


def asking_page_of(kind: str) -> Callable[[Context, Tasks, Dialogs], Page]:
    """Return the page of a kind that asks for a file besides."""
    return ASKING[kind]


def plain_page_of(kind: str) -> Callable[[Context, Tasks], Page]:
    """Return the page of a kind that needs nothing but the desk."""
    return PLAIN[kind]


def rules_page_of(kind: str) -> type[RuleFilesPage]:
    """Return the page that shows the rule files of a kind."""
    return RULE_PAGES.get(kind, RuleFilesPage)


def page_of(register: str) -> type[RecordPage]:
    """Return the page that shows a record of a register."""
    return PAGES.get(register, RecordPage)


def together_of(register: str) -> TogetherPage | None:
    """Return the page that shows several records of a register at once, None where there is none."""
    return TOGETHER.get(register)
