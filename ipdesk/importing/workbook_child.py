"""The child that reads workbooks and tables of text."""

from __future__ import annotations

from functools import partial

from ipdesk.importing.serving import Work, serve


def main() -> int:
    """Be the child that reads workbooks and tables of text."""
    return serve(_reading)


def _reading(password: str | None) -> Work:
    from ipdesk.importing.workbooks import Locks, read_workbook

    if password is None:
        return read_workbook
    from ipdesk.importing.locks import unlock_old, unlock_package

    locks = Locks(partial(unlock_package, password=password), partial(unlock_old, password=password))
    return partial(read_workbook, locks=locks)
