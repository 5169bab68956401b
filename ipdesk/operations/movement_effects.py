"""What a closed movement means for the person and the projects: pure functions, asked when it closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipdesk.model.folding import folded
from ipdesk.registers.movements import Movement
from ipdesk.registers.people import Individual
from ipdesk.registers.person_choices import ABSENCES, ARRIVALS, CLASSIFIED, DEPARTURES
from ipdesk.registers.person_rows import Spell
from ipdesk.registers.projects import Member, Project


def person_after(movement: Movement, person: Individual) -> Individual:
    """Return the person as the movement leaves him or her, the state apart; the same when it was done before."""
    assert movement.day is not None  # no movement closes without its day
    if movement.kind in DEPARTURES:
        return replace(person, left_on=movement.day, destination=movement.destination or person.destination)
    if movement.kind == "change":
        return _in_new_post(movement, movement.day, person)
    if movement.kind in ARRIVALS:
        return _arrived(movement.day, person)
    return person


def state_after(movement: Movement, person: Individual, today: date) -> str:
    """Return the state in which the movement leaves the person; who goes is gone once the day has come."""
    assert movement.day is not None
    if movement.kind in DEPARTURES:
        return "left" if movement.day <= today else person.state
    if movement.kind in ABSENCES:
        return "away"
    return "active" if movement.kind in ARRIVALS else person.state


def project_after(movement: Movement, person: Individual, project: Project) -> Project:
    """Return a project with the person as a member from the day of the movement, or until it."""
    day, members = movement.day, list(project.members)
    names = {folded(each) for each in (person.name, *(one.name for one in person.variants)) if each}
    mine = [place for place, each in enumerate(members) if folded(each.name) in names]
    going = movement.kind == "project-leave"
    running = [place for place in mine if members[place].until is None]
    if going and running:
        members[running[-1]] = replace(members[running[-1]], until=day)
    elif not going and running:
        members[running[-1]] = replace(members[running[-1]], since=members[running[-1]].since or day)
    elif not any((members[place].until if going else members[place].since) == day for place in mine):
        made = Member(name=person.name, unit=person.unit)
        members.append(replace(made, until=day) if going else replace(made, since=day))
    return replace(project, members=tuple(members))


def _arrived(day: date, person: Individual) -> Individual:
    """Return somebody who is here from a day on; a time that had ended becomes an earlier one."""
    if person.left_on is None:
        return person if person.joined is not None else replace(person, joined=day)
    if person.joined is not None and person.joined >= day:
        return replace(person, left_on=None)
    spell = _spell(person, person.left_on)
    return replace(person, spells=(*person.spells, spell), joined=day, left_on=None, destination="")


def _in_new_post(movement: Movement, day: date, person: Individual) -> Individual:
    """Return the person in the new post, with the time in the former one kept."""
    post_class = movement.new_post_class or person.post_class
    moved = replace(
        person,
        unit=movement.new_unit or person.unit,
        post=movement.new_post or person.post,
        post_class=post_class,
    )
    if moved == person:
        return person
    if post_class != person.post_class:
        review = person.post_review_on if post_class in CLASSIFIED else None
        moved = replace(moved, post_class_since=day, post_review_on=review)
    if (moved.unit, moved.post) == (person.unit, person.post):
        return moved
    return replace(moved, spells=(*person.spells, _spell(person, day)))


def _spell(person: Individual, until: date) -> Spell:
    """Return the time in the present post, which began when an earlier one here ended, or on joining."""
    ends = [
        each.until for each in person.spells if each.until and person.joined and each.until >= person.joined
    ]
    return Spell(
        employment=person.employment,
        unit=person.unit,
        post=person.post,
        since=max(ends, default=person.joined),
        until=until,
    )
