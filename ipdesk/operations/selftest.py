"""The self-test: whether this installation can do what the desk rests on. Needs no workspace."""

from __future__ import annotations

import gettext
import io
import os
import re
import secrets
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from ipdesk.model.errors import Refused
from ipdesk.model.files import reason_of
from ipdesk.model.text import LANGUAGES, N_, Message
from ipdesk.paths import config_folder, make_folder, resource_path, write_whole

PYTHONS: Final = ((3, 11), (3, 14))
WINDOW_SECONDS: Final = 60
BOMB_BYTES: Final = 30_000_000  # what the hostile workbook would unpack to
_WINDOW: Final = "import PySide6; from PySide6.QtWidgets import QApplication; app = QApplication([]); print(PySide6.__version__)"
_SUM = re.compile(r"^\| (\S+\.ttf) \| ([0-9a-f]{64}) \|$", re.MULTILINE)
_QUOTED = re.compile(r'^(msgid|msgstr)? ?"(.*)"$')
_ESCAPES: Final = {r"\"": '"', r"\n": "\n", r"\t": "\t", r"\\": "\\"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: its code, its label, whether it is as it must be, and what was found."""

    code: str
    name: str
    ok: bool
    detail: Message


class Failed(Exception):
    """Something is not as it must be; carries what was found."""

    def __init__(self, detail: Message) -> None:
        super().__init__(detail.id)
        self.detail = detail


def checks() -> Iterator[Check]:
    """Check one thing after the other and yield each with what was found; none stops the others."""
    for name, look in CHECKS:
        try:
            ok, detail = True, look()
        except Failed as error:
            ok, detail = False, error.detail
        except Refused as error:
            ok, detail = False, error.what
        except Exception as error:  # whatever breaks here is the answer, not a reason to stop looking
            ok, detail = False, _found(f"{type(error).__name__}: {error}")
        yield Check(look.__name__.replace("_", "-"), name, ok, detail)


def _found(text: str) -> Message:
    return Message("{found}", found=text)


def python() -> Message:
    """Check the version of Python."""
    found = Message(N_("Python {version} on {system}"), version=sys.version.split()[0], system=sys.platform)
    if not PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        raise Failed(found)
    return found


def fonts() -> Message:
    """Check that the fonts are the ones FONTS.md names and can be drawn by the PDF library."""
    from ipdesk.exporting.fonts import FILES, face

    folder = resource_path("fonts")
    sums = dict(_SUM.findall((folder / "FONTS.md").read_text(encoding="utf-8")))
    for name in sorted({*sums, *FILES.values()}):
        if not (folder / name).is_file():
            raise Failed(Message(N_("{file} is missing."), file=name))
        data = (folder / name).read_bytes()
        if sha256(data).hexdigest() != sums.get(name):
            raise Failed(Message(N_("{file} is not the file that was shipped."), file=name))
        if b"glyf" not in _tables(data):
            raise Failed(Message(N_("{file} has no outlines that a PDF can hold."), file=name))
    for role in FILES:
        face(role)
    return Message(N_("{count} fonts, each as shipped"), count=len(sums))


def _tables(data: bytes) -> set[bytes]:
    """Return the names of the tables of a TrueType font."""
    (count,) = struct.unpack_from(">H", data, 4)
    return {data[12 + 16 * number : 16 + 16 * number] for number in range(count)}


def cryptography() -> Message:
    """Check the algorithms against their published answers."""
    from ipdesk.store import engine

    if wrong := engine.wrong_answers():
        raise Failed(Message(N_("Wrong answers from: {names}."), names=list(wrong)))
    return Message(N_("Argon2id and AES-256-GCM give their published answers"))


def database() -> Message:
    """Check the encrypted database: its features, and that a wrong key opens nothing."""
    from ipdesk.store import engine

    with tempfile.TemporaryDirectory() as folder:
        found = engine.examine(Path(folder))
    if not found.cipher:
        raise Failed(Message(N_("SQLCipher is not in use: nothing would be encrypted.")))
    if found.lacks:
        raise Failed(
            Message(N_("SQLite {version} lacks: {names}."), version=found.sqlite, names=list(found.lacks))
        )
    if not found.refuses_wrong_key:
        raise Failed(Message(N_("A wrong key opened the database.")))
    return Message(
        N_("SQLCipher {cipher}, SQLite {version}; wrong key refused"),
        cipher=found.cipher.split()[0],
        version=found.sqlite,
    )


def workbooks() -> Message:
    """Check that workbooks are read with a guard against hostile XML."""
    from ipdesk.exporting.workbook import xml_is_guarded

    if not xml_is_guarded():
        raise Failed(Message(N_("The XML reader has no guard: defusedxml is missing.")))
    return Message(N_("XML is read with a guard"))


def parser() -> Message:
    """Check that the child process reads a workbook, and refuses a hostile one without harm."""
    from ipdesk.importing.child import ask

    answer = ask(
        _workbook(b"<row r='1'><c r='A1' t='inlineStr'><is><t>\xe9\x99\xb6</t></is></c></row>"), "tiny.xlsx"
    )
    if answer["sheets"][0]["rows"] != [["陶"]]:
        raise Failed(Message(N_("The parser misread a tiny workbook.")))
    try:
        ask(_workbook(b" " * BOMB_BYTES), "bomb.xlsx")
    except Refused:
        return Message(N_("Reads a workbook apart, refuses a hostile one"))
    raise Failed(Message(N_("The parser took in a workbook that unpacks to far more than its size.")))


def _workbook(rows: bytes) -> bytes:
    """Return the smallest workbook there is, with these rows."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006/relationships"
    link = b"<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/%s' Target='%s'/></Relationships>"
    sheets = b"<sheets><sheet name='s' sheetId='1' r:id='r1'/></sheets>"
    parts = {
        "_rels/.rels": link % (package, office, b"officeDocument", b"xl/workbook.xml"),
        "xl/workbook.xml": b"<workbook xmlns='%s' xmlns:r='%s'>%s</workbook>" % (main, office, sheets),
        "xl/_rels/workbook.xml.rels": link % (package, office, b"worksheet", b"worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": b"<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>"
        % (main, rows),
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def rules() -> Message:
    """Check that every rule file we ship can be read."""
    from ipdesk.rules.calendars import read_days_off
    from ipdesk.rules.checklist_files import read_checklist
    from ipdesk.rules.deadline_files import read_deadlines
    from ipdesk.rules.employment_files import read_employments
    from ipdesk.rules.floors import read_floors
    from ipdesk.rules.indicator_files import read_indicators
    from ipdesk.rules.lexicon_files import read_lexicon
    from ipdesk.rules.task_files import read_tasks

    readers: dict[str, Callable[[str, str], object]] = {
        "calendars": read_days_off,
        "checklists": read_checklist,
        "deadlines": read_deadlines,
        "employments": read_employments,
        "floors": read_floors,
        "indicators": read_indicators,
        "lexicons": read_lexicon,
        "movements": read_tasks,
    }
    files = sorted(resource_path("rules").rglob("*.toml"))
    for file in files:
        try:
            readers[file.parent.name](file.name, file.read_text(encoding="utf-8"))
        except (KeyError, UnicodeDecodeError, Refused):
            raise Failed(Message(N_("{file} cannot be read."), file=file.name)) from None
    return Message(N_("{count} rule files"), count=len(files))


def catalogues() -> Message:
    """Check that each language but English has words for every message, and that they are compiled."""
    count = 0
    for language in LANGUAGES:
        if language == "en":
            continue
        written = _written(resource_path("i18n", f"{language}.po"))
        with resource_path("i18n", f"{language}.mo").open("rb") as stream:
            compiled = gettext.GNUTranslations(stream)
        lacking = sum(not words or compiled.gettext(message) != words for message, words in written.items())
        if lacking or not written:
            raise Failed(
                Message(
                    N_("{language}: {lacking} of {count} messages have no words."),
                    language=language,
                    lacking=lacking,
                    count=len(written),
                )
            )
        count = len(written)
    return Message(N_("{count} messages in every language"), count=count)


def _written(file: Path) -> dict[str, str]:
    """Return the messages of a catalogue as it is written, with their words; without its head."""
    held: dict[str, str] = {}
    message, words, now = "", "", ""
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        found = _QUOTED.match(line)
        if found is None:
            if message and not line.startswith("#~"):
                held[message] = words
            message, words = ("", "") if not line.strip() else (message, words)
            continue
        now = found[1] or now
        text = re.sub(r"\\.", lambda sign: _ESCAPES.get(sign[0], sign[0]), found[2])
        if now == "msgid":
            message += text
        else:
            words += text
    return held


def settings_folder() -> Message:
    """Check that a file in the settings folder can be written whole, replaced and removed."""
    folder = config_folder()
    probe = folder / f".self-test-{secrets.token_hex(4)}"
    try:
        make_folder(folder)
        write_whole(probe, b"before")
        write_whole(probe, b"after")
        if probe.read_bytes() != b"after":
            raise Failed(Message(N_("A file in {folder} is not what was written."), folder=str(folder)))
    except OSError as error:
        raise Failed(
            Message(N_("{folder} cannot be written: {reason}."), folder=str(folder), reason=reason_of(error))
        ) from None
    finally:
        with suppress(OSError):
            probe.unlink()
    return Message(N_("{folder} can be written"), folder=str(folder))


def window() -> Message:
    """Check in a process of its own, without a display, that the window's library starts."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _WINDOW],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WINDOW_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed(
            Message(N_("The window's library did not start in {seconds} seconds."), seconds=WINDOW_SECONDS)
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [str(done.returncode)]
        raise Failed(Message(N_("The window's library does not start: {reason}"), reason=said[-1]))
    return Message(N_("PySide6 {version}"), version=done.stdout.decode().strip())


CHECKS: Final[tuple[tuple[str, Callable[[], Message]], ...]] = (
    (N_("Python"), python),
    (N_("Fonts"), fonts),
    (N_("Cryptography"), cryptography),
    (N_("Encrypted database"), database),
    (N_("Workbooks"), workbooks),
    (N_("Parser of untrusted files"), parser),
    (N_("Rule files"), rules),
    (N_("Catalogues"), catalogues),
    (N_("Settings folder"), settings_folder),
    (N_("Window library"), window),
)
