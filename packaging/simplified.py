"""Remake resources/screening/simplified.txt: .venv/bin/python packaging/simplified.py TSCharacters.txt

The given file is the dictionary of characters of OpenCC (Apache-2.0), which names the simplified forms of each traditional
sign, the usual one first. What is kept is pairs of signs, a traditional one and its simplified one, in the order of code points.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from ipdesk.paths import resource_path

TARGET: Final = resource_path("screening", "simplified.txt")
IN_A_LINE: Final = 40


def pairs(dictionary: str) -> dict[str, str]:
    """Return the usual simplified form of each traditional sign, followed until it is none itself."""
    rows = [line.split("\t") for line in dictionary.splitlines() if line and not line.startswith("#")]
    first = {row[0]: row[1].split()[0] for row in rows}
    found = {}
    for sign in first:
        last = sign
        while (further := first.get(last, last)) != last:
            last = further
        if last != sign:
            found[sign] = last
    return found


def packed(found: dict[str, str]) -> str:
    """Return the pairs in lines."""
    ordered = [sign + found[sign] for sign in sorted(found)]
    lines = ["".join(ordered[at : at + IN_A_LINE]) for at in range(0, len(ordered), IN_A_LINE)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the file."""
    dictionary = Path(sys.argv[1]).read_text(encoding="utf-8")
    TARGET.write_text(packed(pairs(dictionary)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
