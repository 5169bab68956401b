"""What every command shares: the common options, opening the workspace, and how answers are written."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click

from ipdesk.cli.new_files import overwrite_options
from ipdesk.model.changes import Changes
from ipdesk.model.dates import Clock
from ipdesk.model.errors import Refused, WrongValue
from ipdesk.model.files import not_read
from ipdesk.model.progress import Step, no_step
from ipdesk.model.restricted import told_fields
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.settings import Settings
from ipdesk.registers import register
from ipdesk.store.keys import Keys
from ipdesk.store.places import existing, place_of

OpenWindow = Callable[[Path | None], int]
COMMON = ("workspace", "user", "passphrase_file", "lang", "json")
LONGEST_SECRET = 4_096
ON_TOP: Final = Message(N_("Write it on the first line of the file, as text in UTF-8."))
MOST_COLUMNS = 60


class Session:
    """One run of the program: the options given, and the desk once it is open."""

    def __init__(
        self, translator: Translator, settings: Settings, clock: Clock, open_window: OpenWindow | None = None
    ) -> None:
        self.translator = translator
        self.settings = settings
        self.clock = clock
        self.open_window = open_window
        self.options: dict[str, Any] = {}
        self._desk: Desk | None = None

    @property
    def json(self) -> bool:
        """Whether the answer is for a machine."""
        return bool(self.options.get("json"))

    def desk(self) -> Desk:
        """Return the open desk, opening it at the first call."""
        if self._desk is None:
            folder = existing(self.folder())
            user = self.user(folder)
            space = workspaces.unlock(folder, user, self.passphrase(user), self.clock)
            if space.keys.notice:
                self.complain(self.translator.say(space.keys.notice))
            self._desk = Desk(space, self.translator)
        return self._desk

    def use(self, desk: Desk) -> Desk:
        """Take over a desk that a command opened in another way."""
        self._desk = desk
        return desk

    def close(self) -> None:
        """Close the desk, if it is open."""
        if self._desk is not None:
            self._desk.workspace.close()
            self._desk = None

    def document_language(self) -> str:
        """Return the language of documents: Chinese unless another was asked for with --lang."""
        return str(self.options.get("lang") or "zh")

    def named_folder(self) -> Path | None:
        """Return the folder of the workspace that was named, if one was."""
        named = self.options.get("workspace") or os.environ.get("IPDESK_WORKSPACE")
        return place_of(Path(named)) if named else None

    def folder(self) -> Path:
        """Return the folder of the workspace that is meant."""
        named = self.named_folder()
        if named is None:
            raise click.UsageError(
                self.translator.label(N_("Name the workspace: --workspace DIR, or IPDESK_WORKSPACE."))
            )
        return named

    def user(self, folder: Path) -> str:
        """Return the user that is meant: named, or the only one there is."""
        named = self.options.get("user") or os.environ.get("IPDESK_USER")
        if named:
            return str(named)
        names = Keys.load(folder).users()
        if len(names) == 1:
            return names[0]
        raise click.UsageError(
            self.translator.say(Message(N_("Name the user: --user NAME, one of {names}."), names=list(names)))
        )

    def passphrase(self, user: str, *, confirm: bool = False) -> str:
        """Return the passphrase from the file, the environment or a prompt, in that order."""
        if file := self.options.get("passphrase_file"):
            return self.secret_from(Path(file))
        if "IPDESK_PASSPHRASE" in os.environ:
            return os.environ["IPDESK_PASSPHRASE"]
        return self.prompt(Message(N_("Passphrase of {user}"), user=user), confirm=confirm)

    def new_passphrase(self, user: str, file: str | None) -> str:
        """Return a passphrase to be set, from its own file, environment or a prompt asked twice."""
        if file:
            return self.secret_from(Path(file))
        if "IPDESK_NEW_PASSPHRASE" in os.environ:
            return os.environ["IPDESK_NEW_PASSPHRASE"]
        question = Message(N_("New passphrase of {user}"), user=user)
        return self.prompt(question, confirm=True, option="--new-passphrase-file")

    def secret_from(self, file: Path) -> str:
        """Return the first line of a file that holds a passphrase or key. Raises Refused."""
        if not (secret := _first_line(file)):
            raise Refused(Message(N_("The file {name} does not hold a passphrase."), name=file.name), ON_TOP)
        return secret

    def password_from(self, file: Path | None) -> str:
        """Return the first line of a file that holds a document's password, "" without a file."""
        if file is None:
            return ""
        if not (secret := _first_line(file)):  # an empty first line must not pass for no password
            raise Refused(Message(N_("The file {name} does not hold a password."), name=file.name), ON_TOP)
        return secret

    def prompt(self, question: Message, *, confirm: bool = False, option: str = "--passphrase-file") -> str:
        """Ask for a secret on the terminal without showing it; `option` names the way without a terminal."""
        if not sys.stdin.isatty():
            raise click.UsageError(
                self.translator.say(
                    Message(N_("There is no terminal to ask at: use {option} FILE."), option=option)
                )
            )
        answer: str = click.prompt(
            self.translator.say(question), hide_input=True, confirmation_prompt=confirm, err=True
        )
        return answer

    def refuse(self, error: Refused) -> None:
        """Say what was refused, with the place in the given file where a value of many is wrong."""
        what, *rest = (self.translator.say(each) for each in error.messages())
        place = error.field if isinstance(error, WrongValue) and "[" in error.field else ""
        for text in (f"{place}: {what}" if place else what, *rest):
            self.complain(text)

    def complain(self, text: str) -> None:
        """Write a line for the user to the error stream."""
        click.echo(text, err=True)

    def step(self) -> Step:
        """Return what shows on one line of a terminal how far long work is; elsewhere it says nothing."""
        return _show_step if sys.stderr.isatty() else no_step

    def tell(self, message: Message) -> None:
        """Write a sentence to the output, unless the answer is for a machine."""
        if not self.json:
            click.echo(self.translator.say(message))

    def answer(self, plain: Any) -> None:
        """Write the answer for a machine, when it is for one."""
        if self.json:
            click.echo(json.dumps(plain, ensure_ascii=False, indent=1))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write rows under headings in columns as wide as they need, on screens of any width."""
        cells = [[_line(cell) for cell in row] for row in (headings, *rows)]
        widths = [max(wide(row[index]) for row in cells) for index in range(len(headings))]
        for row in cells:
            padded = (cell + " " * (width - wide(cell)) for cell, width in zip(row, widths, strict=True))
            click.echo("  ".join(padded).rstrip())

    def changed(self, changes: Changes | None) -> None:
        """Say what a write did."""
        if changes is None:
            self.tell(Message(N_("Nothing differs; nothing was changed.")))
            self.answer(None)
            return
        fields = [each.field for each in changes.fields]
        self.tell(
            Message(N_("{number} is now at revision {revision}: {fields}"), number=changes.number,
                    revision=changes.revision, fields=fields)
        )  # fmt: skip
        self.answer(plain_changes(changes))

    def back_up_daily(self) -> None:
        """Make the day's automatic backup after the work is done; a failure is said and never undoes the work."""
        if self._desk is None:
            return
        try:
            workspaces.backup_daily(self._desk, self.settings)
        except Refused as error:
            self.complain(self.translator.say(Message(N_("The daily backup failed: {why}"), why=error.what)))


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(LONGEST_SECRET).decode("utf-8-sig").splitlines()[0]
    except OSError as error:
        raise not_read(file, error) from None
    except (UnicodeDecodeError, IndexError):
        return ""


def _show_step(done: int, of: int) -> None:
    click.echo(f"\r{done} / {of}", err=True, nl=done == of)


def plain_changes(changes: Changes) -> dict[str, Any]:
    """Return changes as JSON values."""
    return {
        "seq": changes.seq,
        "act": changes.act,
        "register": changes.register,
        "number": changes.number,
        "revision": changes.revision,
        "fields": told_fields(
            register(changes.register), {each.field: [each.before, each.after] for each in changes.fields}
        ),
    }


def wide(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _line(text: str) -> str:
    flat = " ".join(text.split())
    if wide(flat) <= MOST_COLUMNS:
        return flat
    while wide(flat) > MOST_COLUMNS - 1:
        flat = flat[:-1]
    return flat + "…"


def read_json(file: str) -> Any:
    """Return the content of a JSON file, "-" for the standard input. Raises Refused in plain words."""
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return json.loads(text.decode("utf-8-sig"))
    except OSError as error:
        raise not_read(Path(file), error) from None
    except (ValueError, RecursionError):
        raise WrongValue(
            "",
            Message(N_("{name} is not a JSON file."), name=file),
            Message(N_("Check brackets, commas and quotes.")),
        ) from None


def object_of(read: Any) -> dict[str, Any]:
    """Return what was read from JSON where that is an object. Raises WrongValue."""
    if not isinstance(read, dict):
        raise WrongValue(
            "",
            Message(N_("A record is a JSON object of fields and values.")),
            Message(N_("Write it in braces, each name with its value.")),
        )
    return read


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(["--workspace"], metavar="DIR", help=N_("The workspace; else IPDESK_WORKSPACE.")),
        click.Option(["--user"], metavar="NAME", help=N_("The user; else IPDESK_USER, or the only one.")),
        click.Option(
            ["--passphrase-file"], metavar="FILE", help=N_("A file whose first line is the passphrase.")
        ),
        click.Option(
            ["--lang"], type=click.Choice(["zh", "en"]), help=N_("The language of messages and labels.")
        ),
        click.Option(["--json"], is_flag=True, help=N_("Answer for a machine.")),
    ]


class DeskCommand(click.Command):
    """A command that also takes the common options, so that they may stand before or after it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {each.name for each in self.params}
        self.params += overwrite_options(self.params)
        self.params += [each for each in _common_options() if each.name not in own]

    def invoke(self, ctx: click.Context) -> Any:
        """Take the common options out of the parameters and run the command."""
        _take_common(ctx, {each.name for each in self.params if each.expose_value})
        return super().invoke(ctx)


class DeskGroup(click.Group):
    """A group of commands that takes the common options too."""

    command_class = DeskCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common_options()

    def invoke(self, ctx: click.Context) -> Any:
        """Take the common options and run the command named."""
        _take_common(ctx, set(COMMON))
        return super().invoke(ctx)


def _take_common(ctx: click.Context, names: set[str | None]) -> None:
    session = ctx.find_object(Session)
    assert session is not None
    for name in COMMON:
        # `ipdesk new --user NAME` keeps its own meaning of an option by declaring it itself.
        if name in names and name in ctx.params:
            given = ctx.params.pop(name)
            if given:
                session.options[name] = given


def translate(command: click.Command, translator: Translator) -> None:
    """Put the help of a tree of commands into the reader's language, whichever it spoke before."""
    _speak(command, translator)
    for each in command.params:
        if isinstance(each, click.Option):
            _speak(each, translator)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            translate(inner, translator)


def _speak(told: click.Command | click.Option, translator: Translator) -> None:
    if told.help:
        told.help = translator.label(told.__dict__.setdefault("written", told.help))
