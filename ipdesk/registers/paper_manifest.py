"""What binds the files of a manuscript: which of them are under review, and the digest over all of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ipdesk.registers.paper_rows import Manuscript
    from ipdesk.registers.papers import Paper

DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def under_review(record: Paper) -> tuple[Manuscript, ...]:
    """Return the files of the version under review, all of them where no version is named."""
    if not record.version:
        return record.manuscripts
    return tuple(each for each in record.manuscripts if each.version == record.version)


def is_whole(files: Iterable[Manuscript]) -> bool:
    """Say whether each of some files, of which there is one at least, is told by a digest."""
    digests = [each.sha256.strip().lower() for each in files]
    return bool(digests) and all(map(DIGEST.fullmatch, digests))


def manifest_of(files: Iterable[Manuscript]) -> str:
    """Return the sha256 over the sorted lines of role, name and sha256 of files, "" for none.

    The fields of a line are parted by tabs, which no single line of text holds, and each line ends with a line feed.
    """
    lines = sorted(f"{each.role}\t{each.name}\t{each.sha256.strip().lower()}\n" for each in files)
    return sha256("".join(lines).encode()).hexdigest() if lines else ""
