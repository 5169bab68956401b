"""Every query of the indicators once more, from whole records in plain Python."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from ipdesk.model.dates import add_months
from ipdesk.store import audit
from tests.operations.recount_rights import Found, RightsCount, Rows

__all__ = ("Recount", "Rows")
BASIC = ("joiner", "student", "visiting", "secondee", "part-time")


class Recount(RightsCount):
    """What each query finds among the records of a desk for the days from `first` to `last`."""

    # Disclosures, projects, assessments

    @cached_property
    def disclosures(self) -> dict[str, Any]:
        return {each.number: each for each in self.all("disclosures")}

    def disclosures_accepted(self) -> Found:
        for each in self.disclosures.values():
            day = each.complete_on or each.received_on or each.submitted
            if each.state in ("accepted", "assessment", "closed") and self.within(day):
                yield each, day, None, -1

    def disclosures_submitted(self) -> Found:
        for each in self.disclosures.values():
            if each.completed and self.within(each.submitted) and each.completed <= each.submitted:
                yield each, each.submitted, Decimal((each.submitted - each.completed).days), -1

    def projects_closing(self) -> Found:
        for each in self.all("projects"):
            day = each.closed_on
            if day is None and each.state != "planned":
                day = each.ends
            if self.within(day):
                yield each, day, None, -1

    def projects_disclosed(self) -> Found:
        named = {number for each in self.disclosures.values() for number in each.projects}
        for found in self.projects_closing():
            if found[0].number in named or any(
                row.reported_by and row.signed_on for row in found[0].nil_reports
            ):
                yield found

    def projects_major_started(self) -> Found:
        return (
            (each, each.started, None, -1)
            for each in self.all("projects")
            if each.major and self.within(each.started)
        )

    def projects_navigated(self) -> Found:
        return (each for each in self.projects_major_started() if each[0].navigation_on)

    def projects_major(self) -> Found:
        for each in self.all("projects"):
            open_ = each.closed_on > self.last if each.closed_on else each.state != "closed"
            if each.major and each.started and each.started <= self.last and open_:
                yield each, None, None, -1

    def projects_officered(self) -> Found:
        return (each for each in self.projects_major() if each[0].ip_officer)

    def assessments_decided(self) -> Found:
        for each in self.all("assessments"):
            if each.outcome and self.within(each.decided_on):
                source = next((self.disclosures[n] for n in each.disclosure if n in self.disclosures), None)
                begun = source and (source.complete_on or source.received_on or source.submitted)
                begun = begun or each.opened_on
                days = (each.decided_on - begun).days if begun else -1
                yield each, each.decided_on, Decimal(days) if days >= 0 else None, -1

    # People

    def people_here(self) -> Found:
        for each in self.all("people"):
            here = each.state in ("active", "away") and (each.left_on is None or each.left_on >= self.last)
            if self.last < self.today:  # an earlier day is told by the days that the record names
                known = each.state != "left" or each.left_on is not None
                joined = each.joined is None or each.joined <= self.last
                here = known and joined and (each.left_on is None or each.left_on >= self.last)
            if here:
                yield each, None, None, -1

    def people_bound(self) -> Found:
        return (
            self.people_here()
        )  # the kinds of employment of the desk's own rules all have something to sign

    def people_signed(self) -> Found:
        held = {number for each in self.all("agreements") if self.holds(each) for number in each.person}
        return (each for each in self.people_bound() if each[0].number in held)

    def holds(self, each: Any) -> bool:
        stands = each.state == "in-force"
        if self.last < self.today:
            begun = each.effective_on is not None and each.effective_on <= self.last
            over = each.ended_on is not None and each.ended_on <= self.last
            stands = each.state in ("in-force", "superseded", "ended") and begun and not over
        expired = each.expires_on is not None and each.expires_on < self.last
        return each.kind in BASIC and stands and not expired

    def people_ip(self) -> Found:
        return (each for each in self.people_here() if each[0].ip_since and each[0].ip_since <= self.last)

    def people_joined(self) -> Found:
        return ((each, each.joined, None, -1) for each in self.all("people") if self.within(each.joined))

    def people_trained(self) -> Found:
        for found in self.people_joined():
            if any(row.day and row.day <= self.last for row in found[0].training):
                yield found

    def training(self) -> Found:
        for each in self.all("people"):
            for place, row in enumerate(each.training):
                if self.within(row.day):
                    yield each, row.day, None if row.hours is None else Decimal(row.hours), place

    def training_sessions(self) -> Found:
        seen = set()
        for found in self.training_by_number():
            row = found[0].training[found[3]]
            if (row.day, row.topic.strip().lower()) not in seen:
                seen.add((row.day, row.topic.strip().lower()))
                yield found[0], row.day, None, found[3]

    def training_by_number(self) -> Found:
        return iter(sorted(self.training(), key=lambda found: (found[0].number, found[3])))

    def training_of_people(self) -> Found:
        for found in self.people_here():
            hours = [row.hours or 0 for row in found[0].training if self.within(row.day)]
            yield found[0], None, Decimal(sum(hours)), -1

    def movements(self, *kinds: str) -> Found:
        for each in self.all("movements"):
            if each.kind in kinds and each.state != "cancelled" and self.within(each.day):
                yield each, each.day, None, -1

    def spin_offs(self) -> Found:
        return self.movements("spin-off")

    def leavers(self) -> Found:
        for found in self.movements("leaving", "graduation"):
            if found[0].state == "closed" or found[1] != self.today:
                yield found

    def leavers_closed(self) -> Found:
        for found in self.leavers():
            closed = found[0].closed_on
            if found[0].state == "closed" and closed and closed <= found[0].day:
                yield found

    def people_watched(self) -> Found:
        for each in self.all("movements"):
            both = each.cooling_from and each.cooling_until
            if each.state != "cancelled" and both and each.cooling_from <= self.last <= each.cooling_until:
                yield each, each.cooling_until, None, -1

    def people_watched_ending(self) -> Found:
        return (each for each in self.people_watched() if (each[0].cooling_until - self.last).days <= 90)

    # Secrets and papers

    def secrets_proposed(self) -> Found:
        return (
            (each, each.proposed_on, None, -1)
            for each in self.all("secrets")
            if self.within(each.proposed_on)
        )

    def secrets_waiting(self) -> Found:
        for each in self.all("secrets"):
            known = each.recognised_on > self.last if each.recognised_on else each.state == "proposed"
            over = each.released_on is not None and each.released_on <= self.last
            if each.proposed_on and each.proposed_on <= self.last and known and not over:
                yield each, None, None, -1

    def papers_filed_first(self) -> Found:
        filed = {each.number: each.filed_on for each in self.all("patents")}
        for each in self.all("papers"):
            days = [filed.get(number) for number in each.deferred_patents]
            if days and all(days) and self.within(max(day for day in days if day)):
                yield each, max(day for day in days if day), None, -1

    def secrets_recognised(self) -> Found:
        return (
            (each, each.recognised_on, None, -1)
            for each in self.all("secrets")
            if self.within(each.recognised_on)
        )

    def secrets_kept(self) -> Found:
        for each in self.all("secrets"):
            open_ = each.released_on > self.last if each.released_on else each.state != "released"
            if each.recognised_on and each.recognised_on <= self.last and open_:
                yield each, None, None, -1

    def secrets_overdue(self) -> Found:
        for found in self.secrets_kept():
            days = [found[0].recognised_on, *(row.day for row in found[0].reviews if row.day)]
            if add_months(max(day for day in days if day <= self.last), 12) < self.last:
                yield found

    def papers_decided(self) -> Found:
        for each in self.all("papers"):
            if each.verdict and self.within(each.decided_on):
                begun = self.handed_in(each) or each.declared_on
                days = (each.decided_on - begun).days if begun else -1
                yield each, each.decided_on, Decimal(days) if days >= 0 else None, -1

    def handed_in(self, each: Any) -> date | None:
        for entry in reversed(list(audit.entries(self.desk.workspace.db, subject=each.id))):
            fields = (entry.values or {}).get("fields")
            if isinstance(fields, dict) and fields.get("state", ("", ""))[1] == "submitted":
                return datetime.fromisoformat(entry.at).astimezone().date()
        return None

    def papers_submitted(self) -> Found:
        return (
            (each, each.submitted_on, None, -1)
            for each in self.all("papers")
            if self.within(each.submitted_on)
        )

    def papers_reviewed(self) -> Found:
        for found in self.papers_submitted():
            paper = found[0]
            if (
                paper.verdict in ("approve", "limited")
                and paper.decided_on
                and paper.decided_on <= paper.submitted_on
            ):
                yield found

    def papers_unreviewed(self) -> Found:
        for each in self.all("papers"):
            days = [day for day in (each.abstract_on, each.online_on, each.published_on) if day]
            out = min(days) if days else datetime.fromisoformat(each.created).astimezone().date()
            if each.found_later and self.within(out):
                yield each, out, None, -1
