"""Versions and licences: what the installation says it is made of is what is there."""

from __future__ import annotations

import importlib.metadata

import PySide6
import pytest

from ipdesk import __version__
from ipdesk.operations import versions


def test_the_versions_are_those_of_what_runs() -> None:
    found = {each.name: each.version for each in versions.versions()}
    assert found["ipdesk"] == __version__
    assert found["Qt, PySide6"] == PySide6.__version__
    assert found["SQLCipher"].startswith("4.")
    assert all(each[0].isdigit() for each in found.values())


def test_a_package_that_does_not_tell_its_version_is_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", lost)
    found = {each.name: each.version for each in versions.versions()}
    assert found["ReportLab"] == "?"
    assert found["ipdesk"] == __version__


def test_every_licence_text_can_be_read() -> None:
    names = versions.licence_names()
    assert names[0] == "THIRD-PARTY.md"
    assert "LGPL-3.0.txt" in names
    assert all(versions.licence_text(name).strip() for name in names)


@pytest.mark.parametrize("name", ["../rules", "THIRD-PARTY", "/etc/passwd", ""])
def test_nothing_else_can_be_read(name: str) -> None:
    with pytest.raises(ValueError, match="no licence"):
        versions.licence_text(name)
