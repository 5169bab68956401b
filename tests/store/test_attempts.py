"""Wrong passphrases cost a growing wait that a restart does not take away and nothing makes endless."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import WrongPassphrase
from ipdesk.model.text import Message
from ipdesk.store import attempts

NOW = 1_790_000_000.0


def fail(folder: Path, times: int, user: str = "张伟", now: float = NOW) -> None:
    for _ in range(times):
        attempts.failed(folder, user, now)


def seconds_left(folder: Path, user: str, now: float) -> int:
    """Return how long a user has to wait, 0 when the way is free."""
    try:
        attempts.check(folder, user, now)
    except WrongPassphrase as refusal:
        left = refusal.what.args["seconds"]
        assert isinstance(left, int)
        return left
    return 0


def test_the_wait_doubles_from_the_third_failure_up_to_five_minutes(tmp_path: Path) -> None:
    waits = []
    for _ in range(12):
        fail(tmp_path, 1)
        waits.append(seconds_left(tmp_path, "张伟", NOW))
    assert waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_the_wait_is_said_and_runs_out(tmp_path: Path) -> None:
    fail(tmp_path, 5)
    with pytest.raises(WrongPassphrase) as caught:
        attempts.check(tmp_path, "张伟", NOW + 3.5)
    assert caught.value.what == Message("Too many wrong attempts: wait {seconds} more seconds.", seconds=5)
    assert seconds_left(tmp_path, "张伟", NOW + 7.9) == 1
    assert seconds_left(tmp_path, "张伟", NOW + 8) == 0


def test_a_name_is_the_same_in_any_case_and_width_and_others_do_not_wait(tmp_path: Path) -> None:
    fail(tmp_path, 3, "Alice")
    assert seconds_left(tmp_path, "ＡＬＩＣＥ", NOW) == 2
    assert seconds_left(tmp_path, "Bob", NOW) == 0
    assert seconds_left(tmp_path, "", NOW) == 0


def test_a_right_passphrase_clears_the_count_and_tells_it(tmp_path: Path) -> None:
    fail(tmp_path, 4)
    fail(tmp_path, 3, "李雷")
    assert attempts.cleared(tmp_path, "张伟") == 4
    assert attempts.cleared(tmp_path, "张伟") == 0
    assert seconds_left(tmp_path, "张伟", NOW) == 0
    assert seconds_left(tmp_path, "李雷", NOW) == 2


def test_no_failure_leaves_no_file(tmp_path: Path) -> None:
    attempts.check(tmp_path, "张伟", NOW)
    assert attempts.cleared(tmp_path, "张伟") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_clock_set_back_starts_the_wait_again_but_not_forever(tmp_path: Path) -> None:
    fail(tmp_path, 6)
    year_ago = NOW - 365 * 86400
    assert seconds_left(tmp_path, "张伟", year_ago) == 16
    assert seconds_left(tmp_path, "张伟", year_ago + 10) == 6
    assert seconds_left(tmp_path, "张伟", year_ago + 16) == 0


def test_a_clock_set_back_in_a_folder_that_cannot_be_written_lets_through(tmp_path: Path) -> None:
    fail(tmp_path, 6)
    blocked(tmp_path)
    assert seconds_left(tmp_path, "张伟", NOW - 86400) == 0


@given(st.integers(0, 60), st.floats(-1e9, 1e9))
def test_nobody_ever_waits_longer_than_five_minutes(
    tmp_path_factory: pytest.TempPathFactory, times: int, drift: float
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    (folder / attempts.FILE).write_text(json.dumps({"users": {"a": {"count": times, "last": NOW}}}))
    left = seconds_left(folder, "a", NOW + drift)
    assert 0 <= left <= 300
    assert seconds_left(folder, "a", NOW + drift + left) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        '{"users": 3}',
        '{"users": {"a": 1}}',
        '{"users": {"a": {"count": "9", "last": 0}}}',
        '{"users": {"a": {"count": true, "last": 0}}}',
        '{"users": {"a": {"count": -1, "last": 0}}}',
        '{"users": {"a": {"count": 9, "last": NaN}}}',
        '{"users": {"a": {"count": 9, "last": 1' + "0" * 400 + "}}}",
        '{"users": {"a": {"count": 9, "last": null}}}',
        "[" * 50_000,
        " " * 200_000,
    ],
)
def test_an_unreadable_file_counts_as_empty_and_is_kept_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / attempts.FILE).write_text(text, encoding="utf-8")
    attempts.check(tmp_path, "a", NOW)
    assert attempts.cleared(tmp_path, "a") == 0
    (aside,) = tmp_path.iterdir()
    assert aside.name == "attempts.unreadable-20260921-141320.json"
    assert aside.read_text(encoding="utf-8") == text
    fail(tmp_path, 3, "a")
    assert seconds_left(tmp_path, "a", NOW) == 2


def test_a_right_passphrase_beside_an_unreadable_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / attempts.FILE).write_bytes(b"\xff\xfe")
    assert attempts.cleared(tmp_path, "a") == 0
    assert (tmp_path / attempts.FILE).read_bytes() == b"\xff\xfe"


def blocked(folder: Path) -> None:
    """Make writing fail for everybody, root too: the name of the part file is taken by a full folder."""
    import os

    part = folder / f".{attempts.FILE}.{os.getpid()}.part"
    part.mkdir()
    (part / "x").touch()


def test_a_folder_that_cannot_be_written_does_not_keep_anybody_out(tmp_path: Path) -> None:
    blocked(tmp_path)
    fail(tmp_path, 9)
    attempts.check(tmp_path, "张伟", NOW)
    assert attempts.cleared(tmp_path, "张伟") == 0
    assert not (tmp_path / attempts.FILE).exists()


def test_an_unreadable_file_that_cannot_be_moved_still_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / attempts.FILE).write_text("{", encoding="utf-8")
    aside = tmp_path / "attempts.unreadable-20260921-141320.json"
    aside.mkdir()
    (aside / "x").touch()
    attempts.check(tmp_path, "张伟", NOW)
    assert (tmp_path / attempts.FILE).read_text(encoding="utf-8") == "{"


def test_a_missing_folder_is_no_error(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    attempts.check(gone, "张伟", NOW)
    attempts.failed(gone, "张伟", NOW)
    assert attempts.cleared(gone, "张伟") == 0


def test_the_file_stays_small_and_private(tmp_path: Path) -> None:
    for number in range(150):
        attempts.failed(tmp_path, f"user{number}", NOW + number)
    path = tmp_path / attempts.FILE
    users = json.loads(path.read_text(encoding="ascii"))["users"]
    assert list(users)[-1] == "user149"
    assert len(users) == 100
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600
