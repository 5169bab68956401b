"""The documents that come out of a record: special ones by register, and a plain one for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from ipdesk.exporting.documents.disclosures import disclosure_form
from ipdesk.exporting.layout import Document
from ipdesk.exporting.records import record_document
from ipdesk.model.findings import Finding
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator

Builder = Callable[[Register, Any, Sequence[Finding], Translator], Document]

PLAIN: Final = "record"
DOCUMENTS: Final[Mapping[str, Mapping[str, Builder]]] = {
    "disclosures": {"form": disclosure_form},
}


LABELS: Final[Mapping[tuple[str, str], str]] = {
    ("disclosures", "form"): N_("Service Achievement Disclosure Form"),
}
PLAIN_LABEL: Final = N_("Record sheet")


def label_of(register: str, document: str) -> str:
    """Return what people call a document of a register."""
    return LABELS.get((register, document), PLAIN_LABEL if document == PLAIN else document)


def documents_of(register: str) -> dict[str, Builder]:
    """Return the documents of a register by name; the first is the one meant when none is named."""
    return {**DOCUMENTS.get(register, {}), PLAIN: record_document}
