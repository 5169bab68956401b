"""A copy of an agreement template that is being written: its draft, what of it differs, and putting it in force.

A draft lies in the store beside those of records, one for each user and template; it may hold whatever was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations.agreement_papers import TEMPLATES, template_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.rule_files import Known, install_text, taken_versions
from ipdesk.rules.clause_drafts import draft_of, plain_draft
from ipdesk.rules.clause_faults import faults
from ipdesk.rules.clause_writing import write_template
from ipdesk.rules.clauses import Template
from ipdesk.store import drafts


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template as somebody left it, when, and the digest of the one that it is a copy of."""

    template: Template
    copy_of: str
    saved: datetime


def keep_template_draft(desk: Desk, template: Template, copy_of: str) -> None:
    """Keep what was typed, in place of the draft before. `copy_of` is the digest of the template that was in force."""
    desk.require("rules")
    body = {"template": plain_draft(template), "copy_of": copy_of}
    drafts.keep(desk.workspace.db, desk.actor.name, _place(template.id), None, 0, desk.workspace.now(), body)


def find_template_draft(desk: Desk, name: str) -> TemplateDraft | None:
    """Return the draft of the person at the desk for a template; None for one that cannot be read any more, too."""
    desk.require("rules")
    held = drafts.find(desk.workspace.db, desk.actor.name, _place(name), None)
    if held is None:
        return None
    try:
        made = draft_of(held.values["template"])
    except (KeyError, TypeError, ValueError):  # kept by another version of the program
        return None
    return TemplateDraft(made, held.values["copy_of"], datetime.fromisoformat(held.saved))


def drop_template_draft(desk: Desk, name: str) -> None:
    """Drop a draft, after it was put in force or thrown away."""
    desk.require("rules")
    drafts.drop(desk.workspace.db, desk.actor.name, _place(name), None)


def proposed_version(desk: Desk, name: str) -> str:
    """Return a version that is not taken: the day of today, with a number where that is."""
    taken, day = taken_versions(desk, TEMPLATES, name), desk.today().isoformat()
    numbered = (f"{day}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (day, *numbered) if each not in taken)


def install_template_text(desk: Desk, template: Template) -> Known[Template]:
    """Put a template in force as the laboratory's own, and drop its draft.

    Raises Refused while anything is wrong with it or where nothing changed, and WrongValue for a version that is taken.
    """
    desk.require("rules")
    wrong = [each for each in faults(template) if each.severity == "block"]
    if wrong:
        raise Refused(
            Message(N_("{count} things are wrong with this template."), count=len(wrong)),
            Message(N_("Put them right first: {first}"), first=wrong[0].message),
        )
    if template == replace(template_in_force(desk, template.id)[0], version=template.version):
        raise Refused(
            Message(N_("Nothing differs from the template in force.")),
            Message(N_("Change something first, or leave it as it is.")),
        )
    file = f"{template.id}-{template.version}.toml"
    made = install_text(desk, TEMPLATES, file, write_template(template))
    drop_template_draft(desk, template.id)
    return made


def _place(name: str) -> str:
    """Return where the draft lies: no register has such a name."""
    return f"{TEMPLATES.id}.{name}"
