"""Settings survive a restart; a broken file is kept aside and never overwritten."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ipdesk.model.errors import CannotWrite
from ipdesk.model.text import Message
from ipdesk.operations import settings
from ipdesk.operations.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of the person who runs the tests out of reach."""
    place = tmp_path / "设置"
    monkeypatch.setenv("IPDESK_CONFIG", str(place))
    return place


def write(folder: Path, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / settings.FILE).write_bytes(data)


def test_a_missing_file_gives_the_defaults_and_writes_nothing(folder: Path) -> None:
    assert settings.load() == (Settings(), None)
    assert not folder.exists()
    assert asdict(Settings()) == {
        "language": "",
        "theme": "system",
        "recent": (),
        "last_user": "",
        "second_backup_folder": "",
        "lock_after_minutes": 10,
        "text_scale": 100,
        "folded": False,
        "beside": True,
        "record_width": 0,
        "paper_page": "dense",
        "drafts_folder": "",
        "fonts": {},
        "tables": {},
    }


ALL_SETTINGS = st.builds(
    Settings,
    language=st.sampled_from(["", "zh", "en"]),
    theme=st.sampled_from(settings.THEMES),
    beside=st.booleans(),
    record_width=st.integers(0, settings.WIDEST_RECORD),
    paper_page=st.sampled_from(settings.PAGES),
    drafts_folder=st.text(),
    fonts=st.dictionaries(st.sampled_from(settings.FONTS), st.text(st.characters())),
    recent=st.lists(st.text(st.characters()), max_size=10).map(tuple),
    last_user=st.text(st.characters()),
    second_backup_folder=st.text(st.characters()),
    lock_after_minutes=st.integers(0, 1440),
    text_scale=st.integers(50, 300),
    tables=st.dictionaries(st.text(), st.dictionaries(st.text(), st.integers(0, 10_000), max_size=9)),
)


@given(ALL_SETTINGS)
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_loaded(folder: Path, wanted: Settings) -> None:
    settings.save(wanted)
    assert settings.load() == (wanted, None)


def test_a_path_the_system_could_not_decode_is_kept(folder: Path) -> None:
    wanted = Settings().with_recent(os.fsdecode("/data/实验室".encode("gbk")))
    settings.save(wanted)
    assert settings.load() == (wanted, None)


def test_folder_and_file_are_private(folder: Path) -> None:
    settings.save(Settings())
    modes = [path.stat().st_mode & 0o777 for path in (folder, folder / settings.FILE)]
    assert modes == [0o700, 0o600] or sys.platform == "win32"
    assert [path.name for path in folder.iterdir()] == [settings.FILE]


def test_unknown_keys_are_tolerated_and_kept_out(folder: Path) -> None:
    write(folder, json.dumps({"theme": "dark", "window": {"width": 3}}).encode())
    loaded, message = settings.load()
    assert (loaded, message) == (Settings(theme="dark"), None)
    settings.save(loaded)
    assert "window" not in json.loads((folder / settings.FILE).read_bytes())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b" " * 1_000_001,
        b'{"language": "fr"}',
        b'{"language": ["zh"]}',
        b'{"theme": "pink"}',
        b'{"recent": "/a"}',
        b'{"recent": [1]}',
        b'{"recent": ["a","b","c","d","e","f","g","h","i","j","k"]}',
        b'{"last_user": null}',
        b'{"second_backup_folder": 5}',
        b'{"lock_after_minutes": "10"}',
        b'{"lock_after_minutes": true}',
        b'{"lock_after_minutes": -1}',
        b'{"text_scale": 1.5}',
        b'{"text_scale": 10000}',
        b'{"beside": 1}',
        b'{"record_width": -1}',
        b'{"paper_page": "a3"}',
        b'{"fonts": {"body": "/a.ttf"}}',
        b'{"fonts": {"title": 5}}',
    ],
)
def test_an_unreadable_file_is_kept_aside_and_said(folder: Path, data: bytes) -> None:
    write(folder, data)
    loaded, message = settings.load()
    assert loaded == Settings()
    assert message is not None
    (aside,) = folder.iterdir()
    assert re.fullmatch(r"settings\.unreadable-\d{8}-\d{6}\.json", aside.name)
    assert message.args == {"name": aside.name}
    assert aside.read_bytes() == data
    settings.save(loaded)
    assert settings.load() == (Settings(), None)
    assert aside.read_bytes() == data


def test_a_file_that_can_neither_be_read_nor_moved_gives_the_defaults(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    assert settings.load() == (
        Settings(),
        Message("The settings cannot be read; the defaults are used."),
    )


def test_settings_that_cannot_be_written_are_a_plain_refusal(folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CannotWrite) as caught:
        settings.save(Settings())
    assert caught.value.advice is not None


def test_a_failed_save_leaves_the_old_settings(folder: Path) -> None:
    settings.save(Settings(theme="dark"))
    part = folder / f".{settings.FILE}.{os.getpid()}.part"
    part.mkdir()
    (part / "x").touch()
    with pytest.raises(CannotWrite):
        settings.save(Settings(theme="light"))
    assert settings.load() == (Settings(theme="dark"), None)


def test_the_newest_workspace_comes_first_and_ten_are_kept() -> None:
    wanted = Settings()
    for number in range(12):
        wanted = wanted.with_recent(f"/ws/{number}")
    wanted = wanted.with_recent("/ws/5")
    assert wanted.recent == tuple(f"/ws/{number}" for number in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2))
    assert wanted.without_recent("/ws/11").recent == wanted.recent[:1] + wanted.recent[2:]
    assert wanted.without_recent("/ws/99") == wanted


def test_settings_are_frozen_and_checked() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().theme = "dark"  # type: ignore[misc]  # that this is refused is what is tested
    with pytest.raises(ValueError, match="text_scale"):
        Settings(text_scale=0)
