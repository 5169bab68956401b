"""Garbage is collected on the window's own thread alone, or widgets would be destroyed on a worker's."""

from __future__ import annotations

import gc
import platform
import resource
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.collecting import Collector, give_back
from ipdesk.gui.tasks import Task, Tasks


class Ring:
    """Refers to itself, and tells on which thread it was found to be garbage."""

    ended_on: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.self = self

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave Python's collector as it was."""
    was_on = gc.isenabled()
    Ring.ended_on.clear()
    yield
    if was_on:
        gc.enable()


def fill(task: Task) -> int:
    """Make so much garbage that Python's own collector would run here many times."""
    kept = [[number] for number in range(50_000)]
    return len(kept)


def test_a_ring_left_by_the_window_is_never_collected_on_a_workers_thread(qtbot: QtBot, tasks: Tasks) -> None:
    gc.collect()
    Ring()
    done: list[int] = []
    tasks.start(fill, done.append)
    qtbot.waitUntil(lambda: bool(done))
    gc.collect()
    assert Ring.ended_on == [threading.get_ident()]


def test_what_has_not_grown_is_left_alone(qtbot: QtBot, tasks: Tasks) -> None:
    collector = Collector(tasks)
    gc.collect()
    before = gc.get_stats()[2]["collections"]
    collector.look()
    assert gc.get_stats()[2]["collections"] == before


def test_what_has_grown_is_collected(qtbot: QtBot, tasks: Tasks) -> None:
    gc.collect()
    Ring()
    kept = [[number] for number in range(5_000)]
    Collector(tasks).look()
    assert Ring.ended_on == [threading.get_ident()] and kept


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are not asked")
def test_memory_left_free_goes_back_to_the_system() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize()

    held = [
        bytes(60_000) for _ in range(3_000)
    ]  # 180 MB in pieces below what the C library gives back by itself
    last = bytes(60_000)  # keeps the end of the heap, so that the rest cannot go back by itself
    del held
    before = resident()
    give_back()
    assert before - resident() > 100e6
    assert last
