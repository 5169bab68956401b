"""The way through the desk as plain data, so that the same pages can be made again."""

from __future__ import annotations

from dataclasses import dataclass

# Pages of one register, which is marked at the left wherever they were opened from.
OF_REGISTER = ("record", "import", "print", "together", "list", "everything")


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the way: the place at the left it belongs to, what kind of page it is, and of what."""

    place: str
    kind: str
    of: tuple[str, ...] = ()

    @property
    def marked(self) -> str:
        """The place at the left that is marked: the register of what is shown, wherever it was opened from."""
        return self.of[0] if self.kind in OF_REGISTER else self.place
