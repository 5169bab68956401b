"""How the files of the check are read beside the window: one after the other, each with the earlier one it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ipdesk.gui.review_choices import Checked
from ipdesk.gui.tasks import Cancelled, Task
from ipdesk.model.errors import Refused
from ipdesk.operations import manuscript_places, manuscript_versions, reviews
from ipdesk.operations.defects import defect
from ipdesk.operations.desk import Desk
from ipdesk.operations.manuscript_versions import Versions
from ipdesk.operations.reviews import Review

Made = tuple[Review, Versions | None]
Check = Callable[[Desk, Task, Path], Made]


@dataclass(frozen=True, slots=True)
class Terms:
    """With what files are checked: their password, their authors, and the first day on which they may be public."""

    password: str = ""
    authors: tuple[str, ...] = ()
    public_on: date | None = None


def check_of_files(terms: Terms, against: Path | None) -> Check:
    """Return what checks files, against an earlier version where one is named."""
    asked: dict[str, Any] = {
        "password": terms.password, "authors": terms.authors, "public_on": terms.public_on,
    }  # fmt: skip

    def check(desk: Desk, task: Task, file: Path) -> Made:
        made = reviews.check_manuscript(desk, file, task.step, **asked)
        if against is None:
            return made, None
        return made, manuscript_versions.compare_with_file(desk, made, against, task.step, **asked)

    return check


def check_of_paper(number: str, password: str) -> Check:
    """Return what checks the files attached to a review, each against the version before it or the approved text."""

    def check(desk: Desk, task: Task, file: Path) -> Made:
        made = reviews.check_attached(desk, number, file.name, task.step, password=password)
        earlier = manuscript_versions.compare_with_earlier
        return made, earlier(desk, made, number, task.step, password=password)

    return check


def checked_places(desk: Desk, task: Task, places: Sequence[Path], check: Check) -> list[Checked]:
    """Check files, and the manuscripts in folders; what else lies in these stands in a row at the end."""
    files, others = manuscript_places.manuscripts_among(places)
    found = checked(desk, task, files, check)
    if others:
        found.append(Checked(others[0].parent, refused=manuscript_places.of_other_kinds(others)))
    return found


def checked(desk: Desk, task: Task, paths: Sequence[Path], check: Check) -> list[Checked]:
    """Check files one after the other; whatever goes wrong with one keeps no other from being checked."""
    found = []
    for place, path in enumerate(paths):
        task.step(place, len(paths))
        try:
            review, versions = check(desk, task, path)
        except Cancelled:
            raise
        except Refused as refused:
            found.append(Checked(path, refused=refused))
        except Exception as error:
            found.append(Checked(path, refused=defect(error)))
        else:
            found.append(Checked(path, review, versions=versions))
    return found
