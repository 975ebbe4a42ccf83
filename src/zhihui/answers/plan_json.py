"""The plan as plain JSON values, for programs. docs/trip-answer.md describes the keys.

Called by the command line and the API. Every enum stands as its machine value; texts are in one
language, as asked for, and fall back to Chinese. Keys are always there; null means not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from zhihui.answers.json_values import Json, day_json, moment_json, reasons_json
from zhihui.answers.near_streets import NameStreet
from zhihui.answers.plan_paths import Line
from zhihui.answers.plan_steps import name_of, word_away, word_bound, word_saving, word_summary
from zhihui.answers.wordings import label, word_travel
from zhihui.district import Channel, ItemCode, ReasonKind, in_language
from zhihui.streets import Assumptions
from zhihui.trips.plan import (
    AwayErrand,
    ErrandReasons,
    Handling,
    Plan,
    PlanPaper,
    Suggestion,
    Trip,
    Visit,
)
from zhihui.trips.problem import Aim
from zhihui.trips.question import Defaults, PlanQuestion, Point

_ASSUMED = {
    ReasonKind.QUEUE_ASSUMED,
    ReasonKind.HANDLING_ASSUMED,
    ReasonKind.COLLECT_ASSUMED,
    ReasonKind.WAIT_ASSUMED,
}


def plan_json(
    plan: Plan,
    language: str = "zh",
    paths: Sequence[Line] | None = None,
    *,
    name_street: NameStreet | None = None,
) -> Json:
    """The JSON object of a plan, worded in ``language``; ``paths`` are the lines of its trips.

    ``name_street``: names the streets that the start and the places are near to.
    """
    streets = _Streets(name_street)
    return {
        "status": plan.status.value,
        "status_words": label(f"plan_status.{plan.status.value}", language),
        "summary": word_summary(plan, language) or None,
        "trips": [
            _trip(trip, language, paths[number] if paths else None, streets)
            for number, trip in enumerate(plan.trips)
        ],
        "online": [away.errand.item for away in plan.away if away.channel is Channel.ONLINE],
        "away": [_away(away, language) for away in plan.away],
        "papers": [_paper(plan, paper, language) for paper in plan.papers],
        "reasons": [
            *_said(None, reasons_json(plan.reasons, language)),
            *(line for one in plan.blocked for line in _of_errand(one, language)),
        ],
        "suggestions": [_suggestion(one, language) for one in plan.suggestions],
        "objective": _aim(plan.aim),
        "completion_date": day_json(plan.completion_date),
        "bound": _aim(plan.bound),
        "bound_words": word_bound(plan, language) or None,
        "assumptions": {
            "travel": _travel(plan.travel, language),
            "defaults": _defaults(plan.question.defaults),
            "defaults_used": _list_assumed(plan, language),
        },
        "uncertain": [line for one in plan.uncertain for line in _of_errand(one, language)],
        "question": question_json(plan.question),
        "near_street": streets.near(*plan.question.origin),
        "notice": name_of(plan.notice, language),
        "is_sample": plan.is_sample,
    }


def question_json(question: PlanQuestion) -> Json:
    """A question in the form in which the API takes it."""
    back_by = question.back_by
    return {
        "errands": [
            {
                "code": one.item,
                "quantity": one.quantity,
                "how": one.how.value,
                "collect": one.collect,
            }
            for one in question.errands
        ],
        "from": _point(question.origin),
        "to": None if question.end is None else _point(question.end),
        "mode": question.mode.value,
        "at": moment_json(question.start),
        "back_by": None if back_by is None else back_by.isoformat(timespec="minutes"),
        "days": question.days,
        "have": list(question.in_hand),
        "step_free": question.step_free.value,
    }


@dataclass(frozen=True, slots=True)
class _Streets:
    """The streets that points are near to; null where their names are not known."""

    name: NameStreet | None

    def near(self, lon: float | None, lat: float | None) -> str | None:
        if self.name is None or lon is None or lat is None:
            return None
        return self.name((lon, lat)) or None


def _trip(trip: Trip, language: str, path: Line | None, streets: _Streets) -> Json:
    return {
        "depart": moment_json(trip.depart),
        "return": moment_json(trip.back),
        "minutes": trip.minutes,
        "travel_home_minutes": trip.travel_home_minutes,
        "visits": [_visit(visit, language, streets) for visit in trip.visits],
        "path": None if path is None else [[round(lon, 6), round(lat, 6)] for lon, lat in path],
    }


def _visit(visit: Visit, language: str, streets: _Streets) -> Json:
    place = visit.place
    return {
        "place": place.id,
        "name": in_language(place.name, language),
        "address": name_of(place.address, language),
        "near_street": streets.near(place.lon, place.lat),
        "lon": place.lon,
        "lat": place.lat,
        "phones": list(place.phones),
        "step_free": place.step_free.value,
        "travel_minutes": visit.travel_minutes,
        "arrive": moment_json(visit.arrive),
        "start": moment_json(visit.start),
        "end": moment_json(visit.end),
        "errands": [handling.errand.item for handling in visit.handlings],
        "handlings": [_handling(handling, language) for handling in visit.handlings],
    }


def _handling(handling: Handling, language: str) -> Json:
    return {
        "code": handling.errand.item,
        "name": in_language(handling.item.name, language),
        "quantity": handling.errand.quantity,
        "counter": name_of(handling.counter, language),
        "floor": handling.floor or None,
        "arrive": moment_json(handling.arrive),
        "join": moment_json(handling.join),
        "end": moment_json(handling.end),
        "wait_minutes": handling.wait_minutes,
        "queue_minutes": handling.queue_minutes,
        "queue_error_minutes": handling.queue_error_minutes,
        "queue_known": handling.queue_known.value,
        "handling_minutes": handling.handling_minutes,
        "handling_known": handling.handling_known.value,
        "action": ("collect" if handling.collects else "apply"),
        "appointment": handling.appointment.value,
        "by_slot": handling.by_slot,
    }


def _away(away: AwayErrand, language: str) -> Json:
    is_online = away.channel is Channel.ONLINE
    return {
        "code": away.errand.item,
        "name": in_language(away.item.name, language),
        "quantity": away.errand.quantity,
        "channel": away.channel.value,
        "on": day_json(away.on),
        "after_visit": away.after_visit,
        "url": (away.item.online_url or None) if is_online else None,
        "words": word_away(away, language),
        "reasons": reasons_json(away.reasons, language),
    }


def _paper(plan: Plan, paper: PlanPaper, language: str) -> Json:
    material = paper.material
    return {
        "id": paper.material_id,
        "name": in_language(paper.name, language),
        "comes_from": paper.comes_from.value,
        "comes_from_words": label(f"paper_from.{paper.comes_from.value}", language),
        "originals": paper.originals,
        "copies": paper.copies,
        "wanted_by": [
            {
                **_named(plan, code, language),
                "necessity": asked.necessity.value,
                "originals": asked.originals,
                "copies": asked.copies,
                "form": asked.form.value,
                "condition": name_of(asked.condition, language),
                "note": name_of(asked.note, language),
            }
            for code, asked in paper.wanted_by
        ],
        "produced_by": [_named(plan, code, language) for code in paper.produced_by],
        "issued_by": name_of(material.issued_by, language) if material else None,
        "blank_form_url": (material.blank_form_url or None) if material else None,
        "example_url": (material.example_url or None) if material else None,
    }


def _named(plan: Plan, code: ItemCode, language: str) -> Json:
    item = plan.items.get(code)
    return {"code": code, "name": in_language(item.name, language) if item else None}


def _suggestion(suggestion: Suggestion, language: str) -> Json:
    (said,) = reasons_json((suggestion.reason,), language, suggestion.question.start)
    return {
        **said,
        "saves": word_saving(suggestion, language) or None,
        "objective": _aim(suggestion.aim),
        "saved": _aim(suggestion.saved),
        "question": question_json(suggestion.question),
    }


def _of_errand(one: ErrandReasons, language: str) -> list[Json]:
    return _said(one.errand.item, reasons_json(one.reasons, language))


def _said(code: ItemCode | None, reasons: list[Json]) -> list[Json]:
    return [{"errand": code, **reason} for reason in reasons]


def _list_assumed(plan: Plan, language: str) -> list[Json]:
    return [
        {"errand": one.errand.item, **reason}
        for one in plan.uncertain
        for reason in reasons_json(
            tuple(reason for reason in one.reasons if reason.kind in _ASSUMED), language
        )
    ]


def _travel(travel: Assumptions, language: str) -> Json:
    return {
        "mode": travel.mode.value,
        "mode_words": label(f"mode.{travel.mode.value}", language),
        "is_estimate": travel.is_estimate,
        "walking_kmh": travel.walking_kmh,
        "moving_kmh": travel.moving_kmh,
        "detour": travel.detour,
        "notes": [
            {"kind": note.value, "words": in_language(note.wording, language)}
            for note in travel.notes
        ],
        "words": word_travel(travel, language),
    }


def _defaults(defaults: Defaults) -> Json:
    return {
        "queue_minutes": defaults.queue_minutes,
        "handling_minutes": defaults.handling_minutes,
        "collect_minutes": defaults.collect_minutes,
        "wait_working_days": defaults.wait_working_days,
    }


def _aim(aim: Aim | None) -> Json | None:
    if aim is None:
        return None
    return {
        "trips": aim.trips,
        "completion_day": aim.completion_day,
        "minutes_out": aim.minutes_out,
    }


def _point(point: Point) -> Json:
    return {"lon": point[0], "lat": point[1]}
