"""What the paper of an agreement is made of: the facts that its record tells, and the clauses that were chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.values import decimal_text
from ipdesk.registers.clocks import watch_until
from ipdesk.registers.countries import is_foreign
from ipdesk.rules.clause_clashes import MONTHLY_PAY, Clash
from ipdesk.rules.clauses import NO, YES, Template

if TYPE_CHECKING:
    from ipdesk.registers.agreements import Agreement

STUDENTS: Final = frozenset({"student", "joint-student"})


# The field of a record that fills each blank; the others are filled by the desk or the template.
FIELD_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            *("lab_address", "lab_representative", "signatory", "name", "identity_number", "nationality"),
            *("address", "contact", "unit", "post", "employment", "left_on", "third_party", "host"),
            *("period_from", "period_until", "disclose_days", "secrecy_years", "copies", "drafted_on"),
            *("effective_on", "expires_on"),
        ),
        "",
    ),
    "staff_number": "person",
    "joined_on": "joined",
    "watch_until": "left_on",
    "third_party_representative": "third_representative",
    "project": "project_name",
    "project_number": "projects",
    "noncompete_group": "bound",
    "noncompete_months": "non_compete_months",
    "noncompete_scope": "non_compete_scope",
    "noncompete_area": "non_compete_area",
    "noncompete_compensation": "non_compete_pay",
    "noncompete_damages": "damages",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The template that a record was drafted from, with what is `missing` in it and what `clashes` with law."""

    template: Template
    missing: tuple[str, ...]
    clashes: tuple[Clash, ...]


def told(record: Agreement, lab: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return what fills the blanks and answers the conditions of a template.

    `words` says the codes of the record, such as that of the employment kind, in the language of the paper.
    """
    return {
        **_answers(record),
        "lab": lab,
        "lab_address": record.lab_address,
        "lab_representative": record.lab_representative,
        "signatory": record.signatory,
        "agreement_number": record.number,
        "name": record.name,
        "identity_number": record.identity_number,
        "staff_number": next(iter(record.person), ""),
        "nationality": record.nationality,
        "address": record.address,
        "contact": record.contact,
        "unit": record.unit,
        "post": record.post,
        "employment": words.get(record.employment, record.employment),
        "joined_on": _day(record.joined),
        "left_on": _day(record.left_on),
        "watch_until": _day(watch_until(record.left_on) if record.left_on else None),
        "third_party": record.third_party,
        "third_party_representative": record.third_representative,
        "host": record.host,
        "project": record.project_name,
        "project_number": "、".join(record.projects),
        "period_from": _day(record.period_from),
        "period_until": _day(record.period_until),
        "disclose_days": _number(record.disclose_days),
        "secrecy_years": _number(record.secrecy_years),
        "noncompete_group": words.get(record.bound, "") if record.bound != "nobody" else "",
        "noncompete_months": _number(record.non_compete_months),
        "noncompete_scope": record.non_compete_scope,
        "noncompete_area": record.non_compete_area,
        "noncompete_compensation": decimal_text(record.non_compete_pay) if record.non_compete_pay else "",
        "noncompete_damages": decimal_text(record.damages) if record.damages else "",
        MONTHLY_PAY: decimal_text(record.monthly_pay) if record.monthly_pay else "",
        "copies": _number(record.copies),
        "drafted_on": _day(record.drafted_on),
        "effective_on": _day(record.effective_on),
        "expires_on": _day(record.expires_on),
    }


def _answers(record: Agreement) -> dict[str, str]:
    answers = {
        "foreign": is_foreign(record.nationality),
        "classified": bool(record.classified),
        "student": record.employment in STUDENTS,
        "noncompete": bool(record.non_compete_months or record.non_compete_pay),
        "third": bool(record.third_party),
        "bilingual": bool(record.bilingual),
    }
    return {name: YES if answer else NO for name, answer in answers.items()}


def field_of_blank(slot: str) -> str:
    """Return the field of a record that fills a blank, "" where the desk or the template does."""
    return FIELD_OF.get(slot, "") or (slot if slot in FIELD_OF else "")


def chosen(record: Agreement) -> dict[str, str]:
    """Return the option chosen for each clause that departs from the template's own."""
    return {each.clause: each.option for each in record.clauses}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: int | None) -> str:
    return str(number) if number is not None else ""
