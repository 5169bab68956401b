"""What this installation is made of: the program's own version and those of what it stands on."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from ipdesk import __version__
from ipdesk.paths import resource_path

# Names as people know them, and the packages that carry them.
PACKAGES: Final = (
    ("Qt, PySide6", "PySide6-Essentials"),
    ("cryptography", "cryptography"),
    ("openpyxl", "openpyxl"),
    ("python-calamine", "python-calamine"),
    ("ReportLab", "reportlab"),
)
UNKNOWN: Final = "?"
LIST: Final = "THIRD-PARTY.md"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the installation and its version, "?" where the installation does not say."""

    name: str
    version: str


def versions() -> tuple[Part, ...]:
    """Return the versions of the program and its parts. Opens a scratch database: takes some 50 ms."""
    from ipdesk.store import engine

    with tempfile.TemporaryDirectory() as folder:
        found = engine.examine(Path(folder))
    return (
        Part("ipdesk", __version__),
        Part("Python", sys.version.split()[0]),
        Part("SQLCipher", (found.cipher or UNKNOWN).split()[0]),
        Part("SQLite", found.sqlite),
        *(Part(name, _version(package)) for name, package in PACKAGES),
    )


def licence_names() -> tuple[str, ...]:
    """Return the names of the licence texts shipped, the list of what is under which first."""
    found = sorted(
        each.name for each in resource_path("licences").iterdir() if each.suffix in (".md", ".txt")
    )
    return (LIST, *(name for name in found if name != LIST))


def licence_text(name: str) -> str:
    """Return one of the texts that `licence_names` names. Raises ValueError for any other."""
    if name not in licence_names():
        raise ValueError("no licence of that name")
    return resource_path("licences", name).read_text(encoding="utf-8")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN
