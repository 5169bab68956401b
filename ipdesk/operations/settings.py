"""How this user likes the desk: one typed file outside every workspace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ipdesk import paths
from ipdesk.model.errors import CannotWrite
from ipdesk.model.text import LANGUAGES, N_, Message

FILE: Final = "settings.json"
THEMES: Final = ("system", "light", "dark")
PAGES: Final = ("dense", "official")  # as exporting.layout names them, which is not there at the start
FONTS: Final = ("running", "title")
MOST_RECENT: Final = 10
LONGEST_LOCK: Final = 24 * 60
LEAST_SCALE: Final = 50
MOST_SCALE: Final = 300
MOST_COLUMNS: Final = 200
WIDEST_COLUMN: Final = 10_000  # pixels
WIDEST_RECORD: Final = 10_000  # pixels
_LARGEST_FILE: Final = 1_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is kept between two starts; nothing of it comes from a workspace but folder and user names.

    `language` is zh, en, or "" to follow the system. `recent` holds workspace folders, newest first.
    `second_backup_folder` is "" when there is none. `lock_after_minutes` is 0 for never.
    `text_scale` is in percent. `tables` holds, by register, the columns of its table in order, each with
    the width in pixels that was set by hand, 0 for the usual one. `beside` says whether a wide window shows
    the record beside the table, and `record_width` how wide, in pixels, 0 for the usual. `paper_page` is the one that documents
    are printed on, `drafts_folder` is where drafts for many people went last, `fonts` are files of the user's own by what they are for: "running" text and "title". Raises ValueError for a value that is not allowed.
    """

    language: str = ""
    theme: str = "system"
    recent: tuple[str, ...] = ()
    last_user: str = ""
    second_backup_folder: str = ""
    lock_after_minutes: int = 10
    text_scale: int = 100
    folded: bool = False
    beside: bool = True
    record_width: int = 0
    paper_page: str = "dense"
    drafts_folder: str = ""
    fonts: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, allowed in _ALLOWED.items():
            if not allowed(getattr(self, name)):
                raise ValueError(f"setting {name} is not allowed to be this")

    def with_recent(self, folder: str) -> Settings:
        """Return settings in which a workspace folder is the most recent one."""
        rest = tuple(each for each in self.recent if each != folder)
        return replace(self, recent=(folder, *rest)[:MOST_RECENT])

    def without_recent(self, folder: str) -> Settings:
        """Return settings that no longer know a workspace folder; the folder itself stays as it is."""
        return replace(self, recent=tuple(each for each in self.recent if each != folder))

    def with_table(self, register: str, columns: Mapping[str, int]) -> Settings:
        """Return settings in which a register's table has these columns and widths; none for the usual ones."""
        rest = {name: held for name, held in self.tables.items() if name != register}
        return replace(self, tables={**rest, register: dict(columns)} if columns else rest)


def _between(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_tables(value: object) -> bool:
    is_width = _between(0, WIDEST_COLUMN)
    return isinstance(value, dict) and all(
        isinstance(columns, dict)
        and len(columns) <= MOST_COLUMNS
        and all(_is_text(name) and is_width(width) for name, width in columns.items())
        for columns in value.values()
    )


_ALLOWED: Final[Mapping[str, Callable[[Any], bool]]] = {
    "language": lambda value: value in ("", *LANGUAGES),
    "theme": lambda value: value in THEMES,
    "recent": lambda value: (
        isinstance(value, tuple) and len(value) <= MOST_RECENT and all(map(_is_text, value))
    ),
    "last_user": _is_text,
    "second_backup_folder": _is_text,
    "lock_after_minutes": _between(0, LONGEST_LOCK),
    "text_scale": _between(LEAST_SCALE, MOST_SCALE),
    "folded": lambda value: isinstance(value, bool),
    "beside": lambda value: isinstance(value, bool),
    "record_width": _between(0, WIDEST_RECORD),
    "drafts_folder": _is_text,
    "paper_page": lambda value: value in PAGES,
    "fonts": lambda value: (
        isinstance(value, dict) and set(value) <= set(FONTS) and all(map(_is_text, value.values()))
    ),
    "tables": _is_tables,
}


def load() -> tuple[Settings, Message | None]:
    """Return the settings, and a message when the file could not be used and was kept aside.

    A missing file gives the defaults. Keys this version does not know are passed over.
    """
    path = paths.config_folder() / FILE
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            return Settings(), _kept_aside(path)
        return _settings(json.loads(data)), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, ValueError, TypeError, RecursionError):
        return Settings(), _kept_aside(path)


def save(settings: Settings) -> None:
    """Write the settings whole. Raises CannotWrite, and the old settings stay."""
    data = json.dumps(asdict(settings), indent=1).encode("ascii")
    try:
        paths.write_whole(paths.make_folder(paths.config_folder()) / FILE, data)
    except OSError as error:
        raise CannotWrite(
            Message(N_("The settings could not be saved: the disk is full or may not be written.")),
            Message(N_("Make room, or check who may write in {folder}."), folder=str(paths.config_folder())),
        ) from error


def _settings(values: object) -> Settings:
    if not isinstance(values, dict):
        raise TypeError("settings are an object")
    known = {each.name: values[each.name] for each in fields(Settings) if each.name in values}
    if isinstance(known.get("recent"), list):
        known["recent"] = tuple(known["recent"])
    return Settings(**known)


def _kept_aside(path: Path) -> Message:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"settings.unreadable-{stamp}.json")
    try:
        path.replace(aside)
    except OSError:
        return Message(N_("The settings cannot be read; the defaults are used."))
    return Message(
        N_("The settings could not be read and were kept as {name}; the defaults are used."), name=aside.name
    )
