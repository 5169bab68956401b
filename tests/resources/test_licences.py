"""Everything we pass on is named, with its version, a licence we accept and the licence's text."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LICENCES = ROOT / "resources" / "licences"
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}
SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
]
PYTHONS = ["3.11", "3.12", "3.13"]


def tables(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of THIRD-PARTY.md, without its head."""
    text = (LICENCES / "THIRD-PARTY.md").read_text(encoding="utf-8")
    part = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def locked() -> dict[str, set[str]]:
    """Each package of the lock with its versions; a package may have one for each system."""
    found: dict[str, set[str]] = {}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def direct() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]


def wanted(requirement: Requirement) -> bool:
    """Whether any system and Python we support takes this requirement in."""
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate({**system, "python_version": p, "python_full_version": f"{p}.0", "extra": ""})
        for system in SYSTEMS
        for p in PYTHONS
    )


def at_run_time() -> set[str]:
    """Our requirements and what they require in turn, for all systems together."""
    found: set[str] = set()
    waiting = direct()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or not wanted(requirement):
            continue
        found.add(name)
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:  # only another system takes it in
            continue
        waiting += [Requirement(line) for line in requires]
    return found


PACKAGES = tables("Python packages")
TEXTS = {name for row in PACKAGES + tables("Inside those packages") for name in row[3].split(", ")}


def test_the_table_names_what_the_program_needs_and_nothing_else() -> None:
    assert [row[0] for row in PACKAGES] == sorted(at_run_time())


@pytest.mark.parametrize("row", PACKAGES, ids=lambda row: row[0])
def test_a_package_is_listed_as_locked_under_an_accepted_licence(row: list[str]) -> None:
    name, version, licence, _texts, why = row
    assert set(version.split(", ")) == locked()[name]
    assert set(licence.split(" AND ")) <= ALLOWED
    assert why
    for declared in distribution(name).metadata.get_all("License-Expression") or []:
        assert licence in declared.split(" OR ")


def test_every_text_is_there_and_none_is_left_over() -> None:
    here = {path.name for path in LICENCES.iterdir()} - {"THIRD-PARTY.md"}
    assert here == TEXTS
    assert all((LICENCES / name).stat().st_size > 100 for name in here)


def test_our_own_licence_is_the_one_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert (ROOT / "LICENSE").read_bytes() == (LICENCES / "Apache-2.0.txt").read_bytes()


def test_the_lock_holds_each_version_we_pinned() -> None:
    """A pin changed in pyproject.toml without packaging/lock.sh fails here."""
    for requirement in direct():
        pins = [spec.version for spec in requirement.specifier if spec.operator == "=="]
        assert len(pins) == 1, f"{requirement} is not an exact pin"
        assert pins[0] in locked()[canonicalize_name(requirement.name)]
