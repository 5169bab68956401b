"""The engine under the store is what the store rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.store import engine


def test_the_engine_has_what_the_store_needs_and_keeps_wrong_keys_out(tmp_path: Path) -> None:
    found = engine.examine(tmp_path)
    assert found.cipher.startswith("4.")
    assert tuple(map(int, found.sqlite.split("."))) >= (3, 43)
    assert (found.lacks, found.refuses_wrong_key) == ((), True)
    assert "陶瓷".encode() not in (tmp_path / "engine.db").read_bytes()


def test_a_missing_feature_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FEATURES", {"NOTHING": "select nothing()", "JSON": "select json('1')"})
    assert engine.examine(tmp_path).lacks == ("NOTHING",)


def test_the_algorithms_give_their_published_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.wrong_answers() == ()
    monkeypatch.setattr(engine, "AES_GCM_ANSWER", "00")
    assert engine.wrong_answers() == ("AES-256-GCM",)
