"""Long work runs beside the window: it reports, stops when asked, and never ends unheard."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import NotFound, Refused
from ipdesk.model.text import Message


def test_a_result_comes_back_from_another_thread(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[int] = []
    tasks.start(lambda _: threading.get_ident(), heard.append)
    assert tasks.is_busy()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert len(heard) == 1
    assert heard != [threading.get_ident()]


def test_what_was_stopped_before_it_began_is_not_begun(tasks: Tasks, qtbot: QtBot) -> None:
    go, begun, heard = threading.Event(), list[int](), list[Refused]()
    for _ in range(2):  # as many as work at once
        tasks.start(lambda _: go.wait(10))
    tasks.start(lambda _: begun.append(1), failed=heard.append)
    tasks.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert not begun and len(heard) == 1


def test_progress_and_cancel(tasks: Tasks, qtbot: QtBot) -> None:
    started, seen = threading.Event(), []

    def work(task: Task) -> None:
        for index in range(1_000_000):
            task.step(index, 1_000_000)
            started.set()

    heard: list[Refused] = []
    task = tasks.start(work, failed=heard.append)
    task.progress.connect(lambda done, of: seen.append((done, of)))
    assert started.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: bool(heard))
    assert "kept" in heard[0].safe.id
    assert heard[0].advice is not None
    assert seen[-1][1] == 1_000_000


@pytest.mark.parametrize("error", [NotFound(Message("gone")), ValueError("a word of a record")])
def test_a_failure_is_told_without_the_words_of_a_defect(
    error: Exception, tasks: Tasks, qtbot: QtBot
) -> None:
    def work(_: Task) -> Any:
        raise error

    heard: list[Refused] = []
    tasks.start(work, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], Refused)
    assert "a word of a record" not in str(heard[0].messages())
    if not isinstance(error, Refused):  # work may have kept a part before it failed
        assert "is kept" in heard[0].safe.id


def test_quiet_work_is_nobody_s_errand_and_is_stopped_all_the_same(tasks: Tasks, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(task: Task) -> None:
        started.set()
        while True:
            task.step(0, 1)

    heard: list[Refused] = []
    tasks.start(work, failed=heard.append, quiet=True)
    assert started.wait(5)
    assert not tasks.is_busy()
    tasks.stop()
    qtbot.waitUntil(lambda: bool(heard))


def test_stopping_waits_for_the_work(tasks: Tasks, qtbot: QtBot) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work(task: Task) -> None:
        begun.set()
        try:
            while True:
                task.step(0, 1)
        finally:
            ended.set()

    tasks.start(work)
    assert begun.wait(10)
    tasks.stop()
    assert ended.is_set()


@pytest.mark.parametrize("fails", [False, True])
def test_the_end_of_quick_work_is_always_heard_on_the_windows_own_thread(
    qtbot: QtBot, tasks: Tasks, fails: bool
) -> None:
    heard: list[object] = []
    threads: set[int] = set()

    def work(_: Task) -> int:
        threads.add(threading.get_ident())
        if fails:
            raise NotFound(Message("nothing"))
        return 7

    def done(result: int) -> None:
        heard.append((result, threading.get_ident()))

    def failed(refused: Refused) -> None:
        heard.append((type(refused), threading.get_ident()))

    for _ in range(50):
        tasks.start(work, done, failed)
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert set(heard) == {(NotFound if fails else 7, threading.get_ident())}
    assert threading.get_ident() not in threads


@pytest.mark.parametrize("fails", [False, True])
def test_work_that_is_heard_of_is_no_longer_under_way(qtbot: QtBot, tasks: Tasks, fails: bool) -> None:
    busy: list[bool] = []

    def work(_: Task) -> None:
        if fails:
            raise NotFound(Message("nothing"))

    for _ in range(50):
        tasks.start(work, lambda _: busy.append(tasks.is_busy()), lambda _: busy.append(tasks.is_busy()))
        qtbot.waitUntil(lambda: not tasks.is_busy())
    assert busy == [False] * 50


def test_work_that_was_asked_for_anew_tells_nothing_of_its_end(tasks: Tasks, qtbot: QtBot) -> None:
    heard: list[object] = []
    task = tasks.start(lambda _task: 7, heard.append, heard.append)
    with qtbot.waitSignal(task.ended):
        task.forget()
    assert heard == []
