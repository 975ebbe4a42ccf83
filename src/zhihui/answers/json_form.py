"""The answer as plain JSON values, for programs. docs/answer-format.md describes the keys.

Every enum stands as its machine value with its words beside it; texts are in one language, as
asked for, and fall back to Chinese. Keys are always there; null means that it is not known.
"""

from datetime import datetime, time

from zhihui.answers.json_values import Json, day_json, moment_json, reasons_json
from zhihui.answers.model import (
    Answer,
    Go,
    Intervals,
    ItemAnswer,
    Paper,
    PlaceAnswer,
    Verified,
    Where,
)
from zhihui.answers.wordings import DEFAULT, label, word_time_limit
from zhihui.district import Item, TimeLimit, in_language
from zhihui.finder import ItemHit, LifeEventHit
from zhihui.hours import OpenState


def to_json(answer: Answer | ItemAnswer | PlaceAnswer, language: str = "zh") -> Json:
    """The JSON object of an answer, of one Item or of one Place, worded in ``language``."""
    if isinstance(answer, Answer):
        return _answer(answer, language)
    if isinstance(answer, ItemAnswer):
        return _item_answer(answer, language)
    return _place(answer, language)


def _answer(answer: Answer, language: str) -> Json:
    return {
        "need": answer.need,
        "at": moment_json(answer.at),
        "understood": [in_language(words, DEFAULT) for words in answer.understood],
        "declined": answer.declined,
        "reasons": reasons_json(answer.reasons, language, answer.at),
        "nearest": [_hit(hit, language) for hit in answer.nearest],
        "items": [_item_answer(item, language) for item in answer.items],
        "life_events": [_life_event(hit, language) for hit in answer.life_events],
        "places": [_place(place, language) for place in answer.places],
        "district": in_language(answer.district_name, language),
        "built_at": moment_json(answer.built_at),
        "notice": in_language(answer.notice, language) or None,
        "is_sample": answer.is_sample,
    }


def _hit(hit: ItemHit, language: str) -> Json:
    return {
        "code": hit.item.code,
        "name": in_language(hit.item.name, language),
        "body": in_language(hit.item.body, language) or None,
        "certainty": round(hit.score, 4),
        "why": reasons_json(hit.why, language, None),
    }


def _life_event(hit: LifeEventHit, language: str) -> Json:
    return {
        "id": hit.event.id,
        "name": in_language(hit.event.name, language),
        "certainty": round(hit.score, 4),
        "why": reasons_json(hit.why, language, None),
    }


def _item_answer(answer: ItemAnswer, language: str) -> Json:
    return {
        **_about(answer.item, language),
        "area": in_language(answer.area.name, language) if answer.area else None,
        "at": moment_json(answer.at),
        "certainty": round(answer.certainty, 4),
        "why": reasons_json(answer.why, language, answer.at),
        "bodies": answer.bodies,
        "go": _go(answer.go, language, answer.at),
        "papers_known": answer.papers_known.value,
        "papers": [_paper(paper, language) for paper in answer.papers],
        "charged": answer.charged.value,
        "fees": [
            {
                "name": in_language(fee.name, language),
                "standard": in_language(fee.standard, language) or None,
                "basis": fee.basis or None,
            }
            for fee in answer.fees
        ],
        "statutory_time": _time_limit(answer.statutory_time, language),
        "promised_time": _time_limit(answer.promised_time, language),
        "where": _where(answer.where, language, answer.at),
        "results": [in_language(result.name, language) for result in answer.results],
        "consult_phones": list(answer.consult_phones),
        "complaint_phones": list(answer.complaint_phones),
        "verified": _verified(answer.verified),
        "unknown": reasons_json(answer.unknown, language, answer.at),
        "notice": in_language(answer.notice, language) or None,
    }


def _about(item: Item, language: str) -> Json:
    return {
        "code": item.code,
        "name": in_language(item.name, language),
        "body": in_language(item.body, language) or None,
        "topics": list(item.topics),
        "audiences": [audience.name.lower() for audience in item.audiences],
        "conditions": in_language(item.conditions, language) or None,
        "steps": [in_language(step, language) for step in item.steps],
        "legal_basis": item.legal_basis or None,
        "questions": [
            {
                "question": in_language(one.question, language),
                "answer": in_language(one.answer, language),
            }
            for one in item.questions
        ],
    }


def _go(go: Go, language: str, at: datetime) -> Json:
    return {
        "needed": go.needed.value,
        "words": label(go.needed, language, group="go"),
        "reasons": reasons_json(go.reasons, language, at),
        "visits": go.visits,
        "visit_reason": in_language(go.visit_reason, language) or None,
        "online": go.online.value,
        "online_depth": go.online_depth,
        "online_url": go.online_url or None,
        "mobile_url": go.mobile_url or None,
        "post": go.post.value,
        "self_service": go.self_service.value,
        "agent": go.agent.value,
        "appointment": go.appointment.value,
    }


def _paper(paper: Paper, language: str) -> Json:
    asked, material = paper.requirement, paper.material
    return {
        "id": asked.material,
        "name": in_language(paper.name, language),
        "to_bring": paper.to_bring,
        "necessity": asked.necessity.value,
        "necessity_words": label(asked.necessity, language),
        "originals": asked.originals,
        "copies": asked.copies,
        "form": asked.form.value,
        "form_words": label(asked.form, language),
        "condition": in_language(asked.condition, language) or None,
        "note": in_language(asked.note, language) or None,
        "office_can_fetch": asked.shared.value,
        "issued_by": (in_language(material.issued_by, language) or None) if material else None,
        "blank_form_url": (material.blank_form_url or None) if material else None,
        "example_url": (material.example_url or None) if material else None,
        "produced_by": [
            {"code": one.code, "name": in_language(one.name, language)} for one in paper.producers
        ],
    }


def _where(where: Where, language: str, at: datetime) -> Json:
    return {
        "total": where.total,
        "places": [_place(place, language) for place in where.places],
        "address": where.address or None,
        "hours_original": where.hours_original or None,
        "state": _state(where.state, language, at) if where.state else None,
        "today": _intervals(where.today),
        "reasons": reasons_json(where.reasons, language, at),
    }


def _place(answer: PlaceAnswer, language: str) -> Json:
    place = answer.place
    return {
        "id": place.id,
        "name": in_language(place.name, language),
        "kind": place.kind.value,
        "kind_words": label(place.kind, language),
        "address": in_language(place.address, language) or None,
        "area": place.area,
        "lon": place.lon,
        "lat": place.lat,
        "distance_m": None if answer.distance_m is None else round(answer.distance_m),
        "counter": in_language(answer.counter, language) or None,
        "floor": answer.floor or None,
        "actions": [action.value for action in answer.actions],
        "channels": [channel.value for channel in answer.channels],
        "appointment": answer.appointment.value,
        "handling_minutes": answer.handling_minutes,
        "last_admission_minutes": answer.last_admission_minutes,
        "phones": list(place.phones),
        "hours": answer.hours or None,
        "hours_original": answer.hours_original or None,
        "at": moment_json(answer.at),
        "state": _state(answer.state, language, answer.at),
        "today": _intervals(answer.today),
        "day_note": in_language(answer.day_note, language) or None,
        "accessibility": {name: fact.value for name, fact in place.accessibility.items()},
        "verified_on": day_json(answer.provenance.verified_on),
        "verified_by": answer.provenance.verified_by or None,
        "items_here": answer.items_here,
    }


def _state(state: OpenState, language: str, at: datetime) -> Json:
    return {
        "open": state.fact.value,
        "words": label(state.fact, language, group="open"),
        "until": moment_json(state.until),
        "opens_next": moment_json(state.opens_next),
        "reasons": reasons_json(state.reasons, language, at),
    }


def _time_limit(limit: TimeLimit, language: str) -> Json:
    return {
        "days": limit.days,
        "unit": limit.unit.name.lower(),
        "original": limit.original or None,
        "words": word_time_limit(limit, language) or None,
    }


def _verified(verified: Verified) -> Json:
    source = verified.source
    return {
        "on": day_json(verified.on),
        "by": verified.by or None,
        "source": source.id if source else None,
        "source_title": (source.title or None) if source else None,
        "licence": (source.licence or None) if source else None,
        "url": (source.url or None) if source else None,
        "row": verified.row,
    }


def _intervals(intervals: Intervals | None) -> list[list[str]] | None:
    if intervals is None:
        return None
    return [[f"{start:%H:%M}", _end(end)] for start, end in intervals]


def _end(end: time) -> str:
    return "24:00" if end == time() else f"{end:%H:%M}"
