"""The command line beside the window: commands on the workspace that somebody has open."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from ipdesk.app import main


class CommandLine:
    """Runs commands on a workspace in the process of the tests, which spares the start of one for each.

    `scratch` is a folder for the files that commands read.
    """

    def __init__(self, workspace: Path, passphrase: str, scratch: Path) -> None:
        self.workspace, self._scratch = workspace, scratch
        key = scratch / "passphrase"
        key.write_text(passphrase, "utf-8")
        self._options = ["--workspace", str(workspace), "--passphrase-file", str(key), "--json"]

    def ask(self, *words: str, exits: int = 0) -> Any:
        """Run a command, which exits with a status, and return its answer."""
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as complaints:
            status = main([*words, *self._options])
        assert status == exits, f"{words}: {complaints.getvalue()}"
        return json.loads(out.getvalue())

    def give(self, *words: str, values: Any) -> Any:
        """Run a command that reads values from a file and return its answer."""
        file = self._scratch / "values.json"
        file.write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        return self.ask(*words, "--from", str(file))

    def record(self, register: str, number: str) -> dict[str, Any]:
        """Return all that a record holds."""
        found: dict[str, Any] = self.ask("show", register, number)
        return found
