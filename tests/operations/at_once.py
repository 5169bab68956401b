"""What stands for the processes that draw papers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future


class AtOnce:
    """Stands for the processes where what they draw is not the matter: two of them take a second to start.

    No threads either: on one of those Python's collector might end what an earlier test of the window left.
    """

    def __init__(self, _workers: int, mp_context: object, initializer: object) -> None:
        assert mp_context is not None and initializer is not None

    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""

    def submit(self, work: Callable[..., bytes], *given: object) -> Future[bytes]:
        """Do the work and return it as done."""
        done: Future[bytes] = Future()
        done.set_result(work(*given))
        return done

    def shutdown(self, *, cancel_futures: bool) -> None:
        """Stop: nothing is under way."""
        assert cancel_futures
