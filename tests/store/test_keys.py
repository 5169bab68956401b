"""The keys open the workspace for its users, survive damage to either file, and give no secret away."""

from __future__ import annotations

import base64
import json
import logging
import sys
import traceback
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.errors import (
    CannotWrite,
    NotFound,
    Refused,
    WrongPassphrase,
    WrongValue,
)
from ipdesk.model.text import Message
from ipdesk.store.keyfile import COPY, FILE, SET_ASIDE
from ipdesk.store.keys import Keys
from tests.store._keys import (
    CHEAP,
    COPY_UNSOUND,
    LAB,
    PASSPHRASE,
    SECOND,
    block,
    both,
    changed,
    made,
)


def test_a_passphrase_opens_what_was_made_after_a_restart(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    again = Keys.load(tmp_path)
    assert len(data_key) == 32
    assert (again.users(), again.lab, again.notice) == (("张伟",), LAB, None)
    assert keys.unwrap("张伟", PASSPHRASE) == again.unwrap("张伟", PASSPHRASE) == data_key


def test_the_files_are_private_alike_and_hold_no_secret(tmp_path: Path) -> None:
    _, data_key, recovery_key = made(tmp_path)
    first, second = both(tmp_path)
    assert first == second
    for secret in (PASSPHRASE, recovery_key, data_key.hex()):
        assert secret.encode() not in first
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {0o600} or sys.platform == "win32"
    assert {path.name for path in tmp_path.iterdir()} == {FILE, COPY}


def test_two_workspaces_have_two_keys(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    results = []
    for folder in folders:
        folder.mkdir()
        results.append(made(folder))
    assert results[0][1] != results[1][1]
    assert results[0][2] != results[1][2]
    with pytest.raises(WrongPassphrase) as caught:
        results[0][0].unwrap_recovery(results[1][2])
    assert "another workspace" in caught.value.what.id


@pytest.mark.parametrize(
    "passphrase", ["", PASSPHRASE + " ", PASSPHRASE[:-1], PASSPHRASE.upper(), "\udcff" * 9]
)
def test_a_wrong_passphrase_is_said(tmp_path: Path, passphrase: str) -> None:
    keys, _, _ = made(tmp_path)
    with pytest.raises(WrongPassphrase) as caught:
        keys.unwrap("张伟", passphrase)
    assert caught.value.what == Message("The passphrase of {user} is not right.", user="张伟")


@given(st.text(st.characters(), min_size=8, max_size=40))
def test_any_unicode_is_a_passphrase_in_any_normal_form(
    tmp_path_factory: pytest.TempPathFactory, passphrase: str
) -> None:
    composed = unicodedata.normalize("NFC", "雷达é" + passphrase)
    folder = tmp_path_factory.mktemp("ws")
    keys, data_key, _ = Keys.create(folder, LAB, "张伟", unicodedata.normalize("NFD", composed), CHEAP)
    assert keys.unwrap("张伟", composed) == data_key


def test_the_recovery_key_opens_and_sets_a_new_passphrase(tmp_path: Path) -> None:
    _, data_key, recovery_key = made(tmp_path)
    keys = Keys.load(tmp_path)
    by_hand = recovery_key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.unwrap_recovery(by_hand) == data_key
    keys.rewrap("张伟", SECOND, data_key, CHEAP)
    assert Keys.load(tmp_path).unwrap("张伟", SECOND) == data_key
    with pytest.raises(WrongPassphrase):
        Keys.load(tmp_path).unwrap("张伟", PASSPHRASE)
    assert Keys.load(tmp_path).unwrap_recovery(recovery_key) == data_key


def test_a_mistyped_recovery_key_is_told_from_a_wrong_one(tmp_path: Path) -> None:
    keys, _, recovery_key = made(tmp_path)
    with pytest.raises(WrongPassphrase) as caught:
        keys.unwrap_recovery(recovery_key[:-3])
    assert "mistyped" in caught.value.what.id


def test_a_renewed_recovery_key_takes_the_place_of_the_old(tmp_path: Path) -> None:
    keys, data_key, old = made(tmp_path)
    new = keys.renew_recovery(data_key)
    again = Keys.load(tmp_path)
    assert again.unwrap_recovery(new) == data_key
    with pytest.raises(WrongPassphrase):
        again.unwrap_recovery(old)
    assert both(tmp_path)[0] == both(tmp_path)[1]


def test_users_come_and_go(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    keys.add("Anna  Müller", SECOND, data_key, CHEAP)
    again = Keys.load(tmp_path)
    assert again.users() == ("张伟", "Anna Müller")
    assert again.unwrap("ANNA mu\u0308ller", SECOND) == data_key
    assert again.name_of("ａｎｎａ MÜLLER") == "Anna Müller"
    again.revoke("anna müller")
    assert Keys.load(tmp_path).users() == ("张伟",)
    with pytest.raises(NotFound):
        again.unwrap("Anna Müller", SECOND)
    assert both(tmp_path)[0] == both(tmp_path)[1]


def test_the_last_user_stays(tmp_path: Path) -> None:
    keys, _, _ = made(tmp_path)
    before = both(tmp_path)
    with pytest.raises(Refused, match="last user"):
        keys.revoke("张伟")
    assert both(tmp_path) == before


@pytest.mark.parametrize("name", ["anna", "ＡＮＮＡ", " Anna ", "AN NA"])
def test_a_name_is_given_once(tmp_path: Path, name: str) -> None:
    keys, data_key, _ = made(tmp_path)
    keys.add("Anna", SECOND, data_key, CHEAP)
    with pytest.raises(WrongValue) as caught:
        keys.add(name, SECOND, data_key, CHEAP)
    assert (caught.value.field, keys.users()) == ("user", ("张伟", "Anna"))


@pytest.mark.parametrize(
    "name", ["", "   ", "\u3000", "长" * 61, "a\x00b", "a\u200bb", "a\udcffb", "\u202eevil"]
)
def test_a_name_that_cannot_be_shown_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongValue) as caught:
        Keys.create(tmp_path, LAB, name, PASSPHRASE, CHEAP)
    assert caught.value.field == "user"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("passphrase", ["", "k7Qx9m!", "先进材料实验室张伟", LAB])
def test_a_passphrase_too_short_or_named_is_refused_and_nothing_written(
    tmp_path: Path, passphrase: str
) -> None:
    with pytest.raises(WrongValue) as caught:
        Keys.create(tmp_path, LAB, "先进材料实验室张伟", passphrase, CHEAP)
    assert caught.value.field == "passphrase"
    assert list(tmp_path.iterdir()) == []


def test_a_lab_id_that_could_not_be_read_back_is_a_defect_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="printable"):
        Keys.create(tmp_path, "lab\n", "张伟", PASSPHRASE, CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_unknown_users_are_named_as_such(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    acts: list[Callable[[], object]] = [
        lambda: keys.unwrap("李雷", PASSPHRASE),
        lambda: keys.rewrap("李雷", PASSPHRASE, data_key, CHEAP),
        lambda: keys.revoke("李雷"),
        lambda: keys.name_of("李雷"),
    ]
    for act in acts:
        with pytest.raises(NotFound) as caught:
            act()
        assert caught.value.what.args == {"user": "李雷"}


def test_only_the_data_key_of_this_workspace_is_wrapped(tmp_path: Path) -> None:
    keys, _, _ = made(tmp_path)
    before = both(tmp_path)
    for act in (
        lambda: keys.add("李雷", SECOND, bytes(32), CHEAP),
        lambda: keys.rewrap("张伟", SECOND, bytes(32), CHEAP),
        lambda: keys.renew_recovery(bytes(32)),
    ):
        with pytest.raises(ValueError, match="not the data key"):
            act()
    assert both(tmp_path) == before


def test_keys_are_never_written_over_others(tmp_path: Path) -> None:
    made(tmp_path)
    before = both(tmp_path)
    with pytest.raises(Refused, match="already holds"):
        made(tmp_path)
    (tmp_path / FILE).unlink()
    with pytest.raises(Refused, match="already holds"):
        made(tmp_path)
    assert (tmp_path / COPY).read_bytes() == before[1]


def test_two_programs_do_not_undo_each_others_changes(tmp_path: Path) -> None:
    window, data_key, _ = made(tmp_path)
    command = Keys.load(tmp_path)
    command.add("李雷", SECOND, data_key, CHEAP)
    window.rewrap("张伟", SECOND, data_key, CHEAP)
    assert window.users() == ("张伟", "李雷")
    command.revoke("张伟")
    with pytest.raises(Refused, match="last user"):
        window.revoke("李雷")
    assert Keys.load(tmp_path).users() == ("李雷",)


def test_keys_of_another_workspace_put_there_meanwhile_are_left_alone(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    made(other)
    for name in (FILE, COPY):
        (tmp_path / name).write_bytes((other / name).read_bytes())
    before = both(tmp_path)
    with pytest.raises(Refused, match="another workspace"):
        keys.add("李雷", SECOND, data_key, CHEAP)
    assert both(tmp_path) == before


def test_keys_lost_while_open_are_written_again_by_the_next_change(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    (tmp_path / FILE).unlink()
    (tmp_path / COPY).write_bytes(b"")
    keys.add("李雷", SECOND, data_key, CHEAP)
    assert Keys.load(tmp_path).unwrap("李雷", SECOND) == data_key


def test_a_wrap_moved_to_another_user_does_not_open(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    keys.add("李雷", SECOND, data_key, CHEAP)

    def swap_names(values: dict[str, Any]) -> None:
        one, two = values["users"]
        one["name"], two["name"] = two["name"], one["name"]

    changed(tmp_path, swap_names)
    with pytest.raises(WrongPassphrase):
        Keys.load(tmp_path).unwrap("李雷", PASSPHRASE)


def test_a_disk_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    before = both(tmp_path)
    block(tmp_path, FILE)
    for act in (
        lambda: keys.add("李雷", SECOND, data_key, CHEAP),
        lambda: keys.rewrap("张伟", SECOND, data_key, CHEAP),
        lambda: keys.renew_recovery(data_key),
    ):
        with pytest.raises(CannotWrite):
            act()
    assert (keys.users(), keys.notice) == (("张伟",), None)
    assert keys.unwrap("张伟", PASSPHRASE) == data_key
    assert both(tmp_path) == before


def test_a_copy_that_cannot_be_written_is_said_and_the_change_stays(tmp_path: Path) -> None:
    keys, data_key, _ = made(tmp_path)
    block(tmp_path, COPY)
    keys.add("李雷", SECOND, data_key, CHEAP)
    assert keys.notice == COPY_UNSOUND
    again = Keys.load(tmp_path)
    assert (again.users(), again.notice) == (("张伟", "李雷"), COPY_UNSOUND)


def test_a_damaged_file_that_cannot_be_set_aside_is_not_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / FILE).write_bytes(b"damaged")
    (tmp_path / SET_ASIDE).mkdir()
    keys = Keys.load(tmp_path)
    with pytest.raises(CannotWrite):
        keys.mend()
    assert (tmp_path / FILE).read_bytes() == b"damaged"


def test_no_secret_is_in_an_error_a_repr_or_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    keys, data_key, recovery_key = made(tmp_path)
    secret_passphrase, short = "银杏 wrong-Horse 77", "Zq7!短"
    acts: list[Callable[[], object]] = [
        lambda: keys.unwrap("张伟", secret_passphrase),
        lambda: keys.unwrap("李雷", secret_passphrase),
        lambda: keys.add("张伟", secret_passphrase, data_key, CHEAP),
        lambda: keys.add("李雷", short, data_key, CHEAP),
        lambda: keys.add("李雷", secret_passphrase, bytes(31) + b"k", CHEAP),
        lambda: keys.rewrap("张伟", short, data_key, CHEAP),
        lambda: keys.unwrap_recovery(recovery_key[:-1]),
        lambda: keys.unwrap_recovery(recovery_key[:-6] + "0000-0"),
        lambda: keys.revoke("张伟"),
    ]
    said = [repr(keys), str(keys), repr(vars(keys)), caplog.text]
    for act in acts:
        with pytest.raises((Refused, ValueError)) as caught:
            act()
        error = caught.value
        said += ["".join(traceback.format_exception(error)), repr(error), repr(vars(error)), repr(error.args)]
    said.append(caplog.text)
    secrets = [secret_passphrase, short, PASSPHRASE, recovery_key[:9], data_key.hex(), repr(data_key)[2:-1]]
    assert [secret for secret in secrets if secret in "".join(said)] == []


def test_the_shipped_cost_is_what_create_writes_and_unlock_pays(tmp_path: Path) -> None:
    keys, data_key, _ = Keys.create(tmp_path, LAB, "张伟", PASSPHRASE)
    (entry,) = json.loads((tmp_path / FILE).read_bytes())["users"]
    assert (entry["kdf"], entry["memory"], entry["passes"], entry["lanes"]) == ("argon2id", 65536, 3, 4)
    salt, nonce, sealed = (base64.b64decode(entry[name]) for name in ("salt", "nonce", "sealed"))
    full = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    bound = json.dumps(["ipdesk data key", "user", LAB, "张伟"]).encode()
    assert AESGCM(full.derive(PASSPHRASE.encode())).decrypt(nonce, sealed, bound) == data_key
    assert keys.unwrap("张伟", PASSPHRASE) == data_key
    keys.rewrap("张伟", SECOND, data_key)
    keys.add("李雷", SECOND, data_key)
    entries = json.loads((tmp_path / FILE).read_bytes())["users"]
    assert [each["memory"] for each in entries] == [65536, 65536]
