"""Rules are read once in a process, by the window and by what works beside it at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from ipdesk.operations import rule_kinds
from ipdesk.operations.deadline_rules import DEADLINES
from ipdesk.rules.deadline_files import DeadlineRules, read_deadlines

WAIT = 10.0  # seconds, of which none is needed


def test_whoever_asks_for_our_rules_while_another_reads_them_gets_them() -> None:
    reading, asked = Event(), Event()

    def slowly(file: str, text: str) -> DeadlineRules:
        if not reading.is_set():
            reading.set()
            assert asked.wait(WAIT)
        return read_deadlines(file, text)

    rule_kinds.forget_read()
    kind = replace(DEADLINES, read=slowly)
    with ThreadPoolExecutor(max_workers=1) as beside:
        first = beside.submit(rule_kinds.shipped, kind, "house")
        assert reading.wait(WAIT)
        try:
            made, digest = rule_kinds.shipped(kind, "house")
        finally:
            asked.set()
        assert first.result(WAIT)[1] == digest
    assert made.id == "house"
