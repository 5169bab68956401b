"""Word templates: ours, and those that the laboratory installs in their place, each checked before it is taken.

A template is called by register, document and language, as in `disclosures.rework.zh`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from ipdesk.exporting.documents import DocumentKind, kinds_of
from ipdesk.exporting.slots import slots_of
from ipdesk.exporting.template_requests import check_request, problems_in
from ipdesk.exporting.template_slots import Slot
from ipdesk.importing.child import read_bytes
from ipdesk.importing.word_files import FILL, LIMITS, ask_of_template
from ipdesk.model.errors import NotFound, Refused, Unfit
from ipdesk.model.register import Register
from ipdesk.model.text import LANGUAGES, N_, Message, sound
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import require_place, write_paper
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS
from ipdesk.store import rules

Whose = Literal["ours", "lab", ""]
ENDING: Final = ".docx"
KIND: Final = "template"


@dataclass(frozen=True, slots=True)
class Template:
    """The template of a document in a language: whose it is, "" where there is none; the file it came from, and when.

    `again` says that another one of the laboratory was in force before and can be put back. `possible` says that the
    document can be made of slots; one that cannot is drawn from its sections instead.
    """

    register: Register
    document: str
    language: str
    label: str
    whose: Whose = ""
    file: str = ""
    sha256: str = ""
    at: datetime | None = None
    user: str = ""
    again: bool = False
    possible: bool = True

    @property
    def name(self) -> str:
        """The name by which it is called."""
        return f"{self.register.name}.{self.document}.{self.language}"


def list_templates(desk: Desk) -> list[Template]:
    """Return the template of every document in every language, also where there is none yet."""
    desk.require("print")
    return [find_template(desk, *each) for each in _places()]


def named_template(desk: Desk, name: str, language: str = "zh") -> Template:
    """Return a template by its name, in a language where the name tells none. Raises NotFound."""
    desk.require("print")
    wanted = name if name.rpartition(".")[2] in LANGUAGES else f"{name}.{language}"
    for each in _places():
        if ".".join((each[0].name, each[1], each[2])) == wanted:
            return find_template(desk, *each)
    names = dict.fromkeys(f"{register.name}.{document}" for register, document, _ in _places())
    raise NotFound(
        Message(N_("There is no document “{name}”."), name=name),
        Message(N_("Choose one of: {options}."), options=list(names)),
    )


def find_template(desk: Desk, register: Register, document: str, language: str) -> Template:
    """Return the template of a document of a register: the laboratory's where it installed one, else ours."""
    kind = kinds_of(register.name)[document]
    label = kind.label
    if not kind.has_slots:
        return Template(register, document, language, label, possible=False)
    db = desk.workspace.db
    name = f"{register.name}.{document}.{language}"
    again = rules.has_ended(db, KIND, name)
    if kept := rules.find(db, KIND, name):
        at = datetime.fromisoformat(kept.at).astimezone()
        return Template(
            register, document, language, label, "lab", kept.file, kept.sha256, at, kept.user, again
        )
    ours = _ours(register.name, document, language)
    if ours is None:
        return Template(register, document, language, label, again=again)
    digest = sha256(ours.read_bytes()).hexdigest()
    return Template(register, document, language, label, "ours", ours.name, digest, again=again)


def template_bytes(desk: Desk, template: Template, digest: str = "") -> bytes:
    """Return a template, or the one of its document with another digest that was in force once. Raises NotFound."""
    wanted = digest or template.sha256
    ours = _ours(template.register.name, template.document, template.language)
    if ours is not None and sha256(data := ours.read_bytes()).hexdigest() == wanted:
        return data
    held = rules.content(desk.workspace.db, wanted) if wanted else None
    if held is None:
        raise _none(template)
    return held


def template_slots(template: Template) -> tuple[Slot, ...]:
    """Return the slots that a template of this document may use."""
    return slots_of(template.register, _kind(template))


def check_template(desk: Desk, file: Path, template: Template) -> str:
    """Check a file as the template of a document and return its digest. Raises Unfit, which says all that is wrong."""
    desk.require("print")
    _, digest = _checked(file, template)
    return digest


def install_template(desk: Desk, file: Path, template: Template) -> Template:
    """Check a file and put it in force as the template of a document. Raises Unfit for one that does not do."""
    desk.require("rules")
    data, digest = _checked(file, template)
    kept = rules.Kept(KIND, template.name, sound(file.name), digest)
    with desk.workspace.write() as writing:
        rules.install(writing, kept, data)
    return find_template(desk, template.register, template.document, template.language)


def export_template(desk: Desk, template: Template, target: Path, *, ours: bool = False) -> None:
    """Write a template as a file to edit: the one in force, or ours. Raises NotFound where there is none."""
    desk.require("print")
    require_place(desk, target, ENDING)
    path = _ours(template.register.name, template.document, template.language)
    if ours and path is None:
        raise _none(template)
    write_paper(target, path.read_bytes() if ours and path else template_bytes(desk, template))


def remove_template(desk: Desk, template: Template) -> Template:
    """Take the laboratory's template out of force; ours, where there is one, holds again. Raises NotFound."""
    desk.require("rules")
    if template.whose != "lab":
        raise NotFound(
            Message(N_("“{name}” has no template of the laboratory's own."), name=template.name),
            Message(N_("There is nothing to remove; templates of ours stay.")),
        )
    with desk.workspace.write() as writing:
        kept = rules.find(writing.db, KIND, template.name)
        if kept is None or kept.sha256 != template.sha256:
            raise Refused(
                Message(N_("The template “{name}” was changed by somebody else."), name=template.name),
                Message(N_("Look at the list again.")),
            )
        rules.remove(writing, kept)
    return find_template(desk, template.register, template.document, template.language)


def restore_template(desk: Desk, template: Template) -> Template:
    """Put back the laboratory's template that was in force before. Raises NotFound where there was none."""
    desk.require("rules")
    with desk.workspace.write() as writing:
        if rules.put_back(writing, KIND, template.name) is None:
            raise NotFound(
                Message(N_("No earlier template of the laboratory's own is kept for “{name}”."), name=template.name),
                Message(N_("Install the file that is to hold.")),
            )  # fmt: skip
    return find_template(desk, template.register, template.document, template.language)


def _checked(file: Path, template: Template) -> tuple[bytes, str]:
    """Return the bytes and the digest of a file that does as a template."""
    data = read_bytes(file, LIMITS, FILL)
    answer = ask_of_template(check_request(template_slots(template)), data, file.name)
    if problems := problems_in(answer):
        raise Unfit(
            Message(N_("“{file}” does not do as a template of “{document}”."), file=file.name,
                    document=Message(template.label)),
            problems,
            Message(N_("Mend it in Word or WPS; its slots are listed by “rules show {name}” and under “Word templates”."),
                    name=template.name),
        )  # fmt: skip
    return data, sha256(data).hexdigest()


def _none(template: Template) -> NotFound:
    if not template.possible:
        return NotFound(
            Message(N_("“{document}” is no Word document."), document=Message(template.label)),
            Message(N_("It tells more than a template can: write it as a PDF.")),
        )
    return NotFound(
        Message(N_("There is no Word template for “{document}”."), document=Message(template.label)),
        Message(
            N_(
                "Install one of your own; its slots are listed by “rules show {name}” and under “Word templates”."
            ),
            name=template.name,
        ),
    )


def _kind(template: Template) -> DocumentKind:
    return kinds_of(template.register.name)[template.document]


def _places() -> Iterator[tuple[Register, str, str]]:
    for register in REGISTERS:
        for document, kind in kinds_of(register.name).items():
            if not kind.dossier:
                yield from ((register, document, language) for language in LANGUAGES)


def _ours(register: str, document: str, language: str) -> Path | None:
    path = resource_path("templates", f"{register}.{document}.{language}{ENDING}")
    return path if path.is_file() else None
