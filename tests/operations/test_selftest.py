"""The self-test finds an installation sound, and says what is broken when something is."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ipdesk.model.text import Translator
from ipdesk.operations import selftest
from ipdesk.operations.selftest import CHECKS, Check, checks
from ipdesk.paths import resource_path
from ipdesk.store import engine

ENGLISH = Translator("en", resource_path("i18n"))
CODES = ["python", "fonts", "cryptography", "database", "workbooks", "parser", "rules", "catalogues",
         "settings-folder", "window"]  # fmt: skip

TRUE_FLOORS = resource_path("rules", "floors", "reward.toml").read_text(encoding="utf-8")


def the(code: str) -> Check:
    """Return one check, the others left out."""
    (look,) = (look for _, look in CHECKS if look.__name__.replace("_", "-") == code)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selftest, "CHECKS", (("", look),))
        (found,) = checks()
    return found


def said(found: Check) -> str:
    """Return what a check found, in English."""
    return ENGLISH.say(found.detail)


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the resources that the self-test now looks at."""
    for name in ("i18n", "fonts"):
        shutil.copytree(resource_path(name), tmp_path / name, copy_function=shutil.copyfile)
    monkeypatch.setattr(selftest, "resource_path", tmp_path.joinpath)
    return tmp_path


def test_a_sound_installation_passes_and_no_window_library_enters() -> None:
    program = (
        "import sys\nfrom ipdesk.operations.selftest import checks\nfrom ipdesk.model.text import Translator\n"
        "from ipdesk.paths import resource_path\nsay = Translator('en', resource_path('i18n')).say\n"
        "for each in checks(): print(each.code, each.ok, say(each.detail))\nprint('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    *found, entered = done.stdout.splitlines()
    assert [line.split()[:2] for line in found] == [[code, "True"] for code in CODES], done.stdout
    assert entered == "False"


def test_nothing_is_left_in_the_settings_folder() -> None:
    found = the("settings-folder")
    assert found.ok
    assert list((Path.home() / "config").iterdir()) == []


def test_a_settings_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("IPDESK_CONFIG", str(tmp_path / "file" / "config"))
    found = the("settings-folder")
    assert not found.ok
    assert "cannot be written" in said(found)


def test_one_broken_check_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd() -> object:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(selftest, "CHECKS", (("Odd", odd), ("Python", selftest.python)))
    assert [(each.code, each.ok, said(each)[:4]) for each in checks()] == [
        ("odd", False, "Zero"),
        ("python", True, "Pyth"),
    ]


def test_an_unsupported_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert not the("python").ok


def test_a_changed_font(resources: Path) -> None:
    font = resources / "fonts" / "NotoSansSC-Regular.ttf"
    data = bytearray(font.read_bytes())
    data[-1] ^= 1
    font.write_bytes(data)
    assert said(the("fonts")) == "NotoSansSC-Regular.ttf is not the file that was shipped."
    font.unlink()
    assert said(the("fonts")) == "NotoSansSC-Regular.ttf is missing."


def test_a_font_without_outlines_for_a_pdf(resources: Path) -> None:
    folder = resources / "fonts"
    for font in folder.glob("*.ttf"):
        font.write_bytes(b"OTTO\x00\x01" + bytes(6) + b"CFF " + bytes(12))
    digest = hashlib.sha256((folder / "NotoSansSC-Bold.ttf").read_bytes()).hexdigest()
    lines = "".join(f"| {font.name} | {digest} |\n" for font in folder.glob("*.ttf"))
    (folder / "FONTS.md").write_text(lines, encoding="utf-8")
    assert said(the("fonts")).endswith("has no outlines that a PDF can hold.")


def test_an_untranslated_message_and_a_stale_catalogue(resources: Path) -> None:
    written = resources / "i18n" / "zh.po"
    text = written.read_text(encoding="utf-8")
    written.write_text(text + '\nmsgid ""\n"A message "\n"nobody translated."\nmsgstr ""\n', encoding="utf-8")
    assert "1 of" in said(the("catalogues"))
    written.write_text(text + '\nmsgid "Not yet compiled."\nmsgstr "尚未编译。"\n', encoding="utf-8")
    assert "1 of" in said(the("catalogues"))
    written.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert not the("catalogues").ok


def test_the_catalogue_is_read_as_its_own_tool_reads_it() -> None:
    with resource_path("i18n", "zh.po").open("rb") as stream:
        known = {str(each.id): str(each.string) for each in read_po(stream) if each.id}
    assert selftest._written(resource_path("i18n", "zh.po")) == known


def test_a_rule_file_that_cannot_be_read(resources: Path) -> None:
    folder = resources / "rules" / "floors"
    folder.mkdir(parents=True)
    (folder / "good.toml").write_text(TRUE_FLOORS, encoding="utf-8")
    assert said(the("rules")) == "1 rule files"
    (folder / "bad.toml").write_text("version =\n", encoding="utf-8")
    assert said(the("rules")) == "bad.toml cannot be read."
    (folder / "bad.toml").write_text(TRUE_FLOORS.replace("value = 50", "value = 500"), encoding="utf-8")
    assert said(the("rules")) == "bad.toml cannot be read."


def test_wrong_answers_of_the_cryptography(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "ARGON2ID_ANSWER", "00" * 32)
    found = the("cryptography")
    assert (found.ok, said(found)) == (False, "Wrong answers from: Argon2id.")


def test_a_database_that_lacks_a_feature(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FEATURES", {**engine.FEATURES, "TIME TRAVEL": "select travel()"})
    found = the("database")
    assert not found.ok
    assert said(found).endswith("lacks: TIME TRAVEL.")


def test_a_parser_that_takes_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "BOMB_BYTES", 10)
    found = the("parser")
    assert not found.ok
    assert "unpacks to far more" in said(found)


def test_a_window_library_that_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_WINDOW", "raise SystemExit('libGL.so.1: cannot open')")
    found = the("window")
    assert (found.ok, said(found)) == (False, "The window's library does not start: libGL.so.1: cannot open")
    monkeypatch.setattr(selftest, "_WINDOW", "import time; time.sleep(60)")
    monkeypatch.setattr(selftest, "WINDOW_SECONDS", 1)
    assert said(the("window")) == "The window's library did not start in 1 seconds."
