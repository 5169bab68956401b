"""The side of the child: it limits itself, reads what it is given, works on it and answers.

Loads as little as it can: a child is started for every file. What the parent says to people lies in `child`.
"""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable
from typing import Final

from ipdesk.importing.limits import FAULT, Limits, Unreadable

LONGEST_LINE: Final = 8_192
OURS: Final = "ipdesk."  # how the names of our own modules begin
# cp437: names in zip files; unicode-escape: words in quotes in a template.
CODECS: Final = ("utf-8-sig", "utf-16", "gb18030", "cp437", "unicode-escape")
Work = Callable[[bytes, Limits], bytes]


def serve(prepare: Callable[[str | None], Work]) -> int:
    """Be a child: limit itself, read what it is given from standard input, answer on standard output.

    `prepare` loads what the work needs, before no file can be opened any more, and gets the password, if there may be one.
    """
    for each in CODECS:
        codecs.lookup(each)
    given = json.loads(sys.stdin.buffer.readline(LONGEST_LINE))
    work = prepare(given.pop("password", None))
    limits = Limits(**given)
    limit_itself(limits)
    try:
        answer = work(sys.stdin.buffer.read(limits.file + 1), limits)
    except Unreadable as error:
        answer = json.dumps({"refused": error.code}).encode()
    except MemoryError:
        return 1
    except BaseException as error:  # a panic of the parser is no Exception
        spot = _fault_of_ours(error)
        answer = json.dumps({"refused": FAULT, "at": spot} if spot else {"refused": "damaged"}).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _fault_of_ours(error: BaseException) -> str:
    """Return what went wrong in which line of our own; "" where a library gave up, as it does on what no whole file has.

    Nothing is told of what the file holds.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None or not isinstance(error, Exception):
        return ""
    module = str(trace.tb_frame.f_globals.get("__name__", ""))
    return f"{type(error).__name__}, {module}:{trace.tb_lineno}" if module.startswith(OURS) else ""


def limit_itself(limits: Limits) -> None:
    """Take away memory, processor time, files and core dumps for good, where the system lets a process."""
    if sys.platform != "win32":
        import resource

        for what, most in (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_CPU, limits.processor),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, 3),
        ):
            hard = resource.getrlimit(what)[1]
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (bound, bound))
