"""Moving a record on as people mean it: some moves begin or end a process, and do more than change a state."""

from __future__ import annotations

from ipdesk.model.changes import Changes
from ipdesk.model.register import Register
from ipdesk.operations import assessments, movements, outcomes, paper_reviews, records
from ipdesk.operations.desk import Desk
from ipdesk.store.records import read


def move(
    desk: Desk, register: Register, number: str, target: str, *, reason: str = "", revision: int | None = None
) -> list[Changes]:
    """Move a record to another state, with all that the move brings about. Raises Incomplete, which says all that is missing.

    The start of an assessment opens it, carrying out a decision opens what follows, and closing a movement carries it
    over to the person and the projects, and an approval before publication binds the files it was given on; all of that is among the changes returned.
    """
    desk.require("move")
    state = read(desk.workspace.db, register, number).state
    match register.name, state, target:
        case "disclosures", "accepted", "assessment":
            return assessments.open_assessments(desk, [number])
        case "assessments", "decided", "carried-out":
            return outcomes.carry_out(desk, number)
        case "movements", "open", "closed":
            return movements.close_movement(desk, number, revision=revision)
        case "papers", _, "approved" | "limited":
            return paper_reviews.conclude(desk, number, target, reason=reason, revision=revision)
        case "papers", before, "review" if before != "submitted":
            return paper_reviews.conclude(desk, number, target, reason=reason, revision=revision)
        case _:
            return [records.move(desk, register, number, target, reason=reason, revision=revision)]
