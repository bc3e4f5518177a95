"""Missions with their roles as the matcher knows them, what is pinned, what is published."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.ids import expert_id, mission_id, role_id
from db.mapping.scope import Scope
from db.mapping.spans import Range, days, spans
from db.mapping.weekdays import start_weekdays
from db.models import (
    DomainRow,
    InstitutionRow,
    MissionBookingRow,
    MissionLanguageRow,
    MissionRow,
    PartnerRow,
    RoleLanguageRow,
    RoleRow,
)
from db.moments import half_day, to_index
from db.words import AGREED, TRAVELS
from matcher.halfdays import Span
from matcher.problem import (
    RANK_BY_CEFR,
    After,
    DomainId,
    ExpertId,
    Held,
    InstitutionId,
    Language,
    Mission,
    MissionId,
    PartnerId,
    ProgrammeId,
    Role,
    RoleId,
)


class Work:
    """Turns the missions of a scope into values."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.scope = scope
        self.domains = {row.id: DomainId(row.code) for row in session.scalars(select(DomainRow))}
        self.institutions = {
            row.id: InstitutionId(row.code) for row in session.scalars(select(InstitutionRow))
        }
        partners = select(PartnerRow).options(selectinload(PartnerRow.closures))
        self.partners = {row.id: row for row in session.scalars(partners)}
        settled = select(MissionBookingRow).where(
            MissionBookingRow.status != "cancelled",
            MissionBookingRow.mission_id.not_in(scope.mission_ids),
        )
        self.ends = {row.mission_id: row.last + 1 for row in session.scalars(settled)}

    def missions(self) -> dict[MissionId, Mission]:
        """All missions to place."""
        return {mission_id(row.id): self._mission(row) for row in self.scope.missions}

    def pins(self) -> dict[MissionId, Held]:
        """What is decided already: by the coordinator, or by a promise to the partner."""
        found = {mission_id(row.id): self._pinned(row) for row in self.scope.missions}
        return {key: held for key, held in found.items() if held != Held()}

    def published(self) -> dict[MissionId, Held]:
        """What the live plan says of the missions to place."""
        found = {}
        for row in self.scope.missions:
            if row.id in self.scope.starts:
                start = to_index(self.scope.starts[row.id], self.scope.horizon)
                team = {seat.expert_id: seat.role_id for seat in self.scope.teams.get(row.id, ())}
                found[mission_id(row.id)] = Held(start, _team(team))
        return found

    def _mission(self, row: MissionRow) -> Mission:
        partner = self.partners.get(row.partner_id) if row.partner_id is not None else None
        travels = row.venue == TRAVELS
        return Mission(
            id=mission_id(row.id),
            venue=row.venue,  # type: ignore[arg-type] # the CHECK allows no other
            window=self._window(row),
            length=row.length,
            roles=tuple(self._role(role) for role in row.roles),
            partner=PartnerId(partner.code) if partner else None,
            institution=self.institutions[row.institution_id] if row.venue == "home" else None,
            half_day_starts=row.half_day_starts,
            weekdays=start_weekdays(row, partner),
            preferred=self._preferred(row),
            travel_before=row.travel_before if travels else 0,
            travel_after=row.travel_after if travels else 0,
            priority=row.priority,
            programme=ProgrammeId(row.programme.code) if row.programme else None,
            closed=spans(self._closed(row), self.scope.horizon),
            speaks=_ranks(row.languages),
            plural=row.plural,
            after=self._after(row),
            banned=self._banned(row),
            name=row.title,
        )

    def _banned(self, row: MissionRow) -> frozenset[ExpertId]:
        """Whom a coordinator keeps out, and who has declined the mission."""
        kept_out = {ban.expert_id for ban in row.bans} | self.scope.declined(row.id)
        return frozenset(expert_id(each) for each in kept_out)

    def _role(self, row: RoleRow) -> Role:
        return Role(
            id=role_id(row.id),
            count=row.count,
            kind=row.kind,  # type: ignore[arg-type] # the CHECK allows no other
            institutions=frozenset(
                self.institutions[each.institution_id] for each in row.institutions
            ),
            domains={self.domains[asked.domain_id]: asked.level for asked in row.domains},
            languages={
                Language(asked.language): RANK_BY_CEFR[asked.cefr] for asked in row.languages
            },
        )

    def _window(self, row: MissionRow) -> Span:
        """The possible starts from the horizon on; at least the one that is fixed."""
        fixed = self._index(self.scope.fixed_start(row))
        window = self.scope.window_of(row)
        if window is None and fixed is not None:
            return Span(fixed, fixed + 1)
        first, last = window or (row.window_first, row.window_last)
        start = max(0, to_index(half_day(first), self.scope.horizon))
        end = to_index(half_day(last, "pm") + 1, self.scope.horizon)
        stop = min(end, len(self.scope.horizon))
        if start < stop:
            return Span(start, stop)
        at = fixed if fixed is not None else max(0, stop - 1)
        return Span(at, at + 1)

    def _preferred(self, row: MissionRow) -> int | None:
        """The best start; none where it lies beyond all that is planned."""
        if row.preferred is None or row.preferred > self.scope.horizon.last:
            return None
        return self._index(half_day(row.preferred))

    def _after(self, row: MissionRow) -> tuple[After, ...]:
        known = self.scope.mission_ids
        orders = sorted(row.after, key=lambda order: order.earlier_id)
        return tuple(
            After(mission_id(order.earlier_id), order.lag)
            for order in orders
            if order.earlier_id in known
        )

    def _closed(self, row: MissionRow) -> Iterator[Range]:
        """Closures of further partners, and the time before earlier missions are over."""
        for further in row.further_partners:
            closures = self.partners[further.partner_id].closures
            yield from (days(closed.first, closed.last) for closed in closures)
        for order in row.after:
            if order.earlier_id in self.ends:
                yield (
                    half_day(self.scope.horizon.first),
                    self.ends[order.earlier_id] + order.lag - 1,
                )

    def _pinned(self, row: MissionRow) -> Held:
        """A pin of somebody who has declined holds nothing, nor does a promise that they broke."""
        declined, unwilling = self.scope.declined(row.id), self.scope.unwilling(row)
        team = {pin.expert_id: pin.role_id for pin in row.pins if pin.expert_id not in declined}
        roles = {role.id for role in row.roles}
        if row.state in AGREED:
            seats = self.scope.teams.get(row.id, ())
            team |= {
                seat.expert_id: seat.role_id
                for seat in seats
                if seat.role_id in roles and seat.expert_id not in unwilling
            }
        return Held(self._index(self.scope.fixed_start(row)), _team(team))

    def _index(self, number: int | None) -> int | None:
        return None if number is None else to_index(number, self.scope.horizon)


def _ranks(asked: Iterable[MissionLanguageRow | RoleLanguageRow]) -> dict[Language, int]:
    return {Language(each.language): RANK_BY_CEFR[each.cefr] for each in asked}


def _team(roles: Mapping[int, int]) -> dict[RoleId, tuple[ExpertId, ...]]:
    """Experts by role, both in the order of their rows."""
    seats = sorted((role, expert) for expert, role in roles.items())
    return {
        role_id(role): tuple(expert_id(expert) for at, expert in seats if at == role)
        for role in sorted(set(roles.values()))
    }
