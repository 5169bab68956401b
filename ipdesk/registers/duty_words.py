"""What the duties of people are called on badges and in conditions, and by which word one asks for them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Choice, Option
from ipdesk.model.text import N_
from ipdesk.registers.duties import Code, Status

WORDS: Final[dict[tuple[Code, Status], str]] = {
    ("agreement", "missing"): N_("Agreement missing"),
    ("agreement", "expired"): N_("Agreement expired"),
    ("agreement", "waiting"): N_("Agreement being signed"),
    ("agreement", "signed"): N_("Agreement signed"),
    ("secrecy", "missing"): N_("Undertaking missing"),
    ("secrecy", "expired"): N_("Undertaking expired"),
    ("secrecy", "waiting"): N_("Undertaking being signed"),
    ("secrecy", "signed"): N_("Undertaking signed"),
    ("review", "expired"): N_("Post review overdue"),
    ("movement", "due"): N_("Movement overdue"),
    ("movement", "waiting"): N_("Movement under way"),
    ("watch", "running"): N_("One-year watch"),
}
HERE: Final = "here"
NOT_NEEDED: Final = "agreement-none"
DUTY: Final = Choice(
    label=N_("Duties"),
    options=(
        *(Option(f"{code}-{status}", label) for (code, status), label in WORDS.items()),
        Option(NOT_NEEDED, N_("No agreement needed")),
        Option(HERE, N_("Here today")),
    ),
)
