"""What is said when a defect of ours stops the program; it never quotes a record."""

from __future__ import annotations

import sys

from ipdesk.model.text import Translator
from ipdesk.operations.defects import defect


def report(error: Exception, translator: Translator) -> None:
    """Say on the error stream what happened, what is safe and what to do."""
    for each in defect(error).messages():
        print(translator.say(each), file=sys.stderr)
