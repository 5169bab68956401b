"""The side of the child: it limits itself, reads what it is given, works on it and answers.

Loads as little as it can: a child is started for every file. What the parent says to people lies in `child`.
"""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable
from typing import Final

from ipdesk.importing.limits import Limits, Unreadable

LONGEST_LINE: Final = 8_192
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
    except BaseException:  # a panic of the parser is no Exception; whatever it is, the file cannot be read
        answer = b'{"refused": "damaged"}'
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


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
