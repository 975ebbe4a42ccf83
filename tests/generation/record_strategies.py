"""Hypothesis strategies for records, read off the dataclasses themselves."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from zhihui.district import (
    Area,
    CalendarDay,
    Item,
    Lexeme,
    LifeEvent,
    Material,
    Offer,
    Place,
    Records,
    Source,
)

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_plain: dict[Any, st.SearchStrategy[Any]] = {
    str: _words,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(),
    NoneType: st.none(),
}


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a field type that the records use."""
    if kind in _plain:
        return _plain[kind]
    if isinstance(kind, NewType):
        return values(kind.__supertype__)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{one.name: values(hints[one.name]) for one in fields(kind)})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    return _composed(get_origin(kind), get_args(kind))


def _composed(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin in (Union, UnionType):
        return st.one_of([values(one) for one in inner])
    if origin in (Mapping, dict):
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=2)
    if origin is tuple and inner[1:] == (Ellipsis,):
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values(one) for one in inner))
    raise TypeError(f"no strategy for {origin}[{inner}]")


def _unique(kind: Any, id_name: str) -> st.SearchStrategy[list[Any]]:
    return st.lists(values(kind), max_size=4, unique_by=lambda record: getattr(record, id_name))


@st.composite
def districts(draw: st.DrawFn) -> Records:
    """Records whose ids are unique and whose Offers point to their Items and Places."""
    items = draw(_unique(Item, "code"))
    places = draw(_unique(Place, "id"))
    offers: list[Offer] = []
    if items and places:
        item_codes = st.sampled_from([item.code for item in items])
        place_ids = st.sampled_from([place.id for place in places])
        hints = get_type_hints(Offer)
        free = {name: values(hint) for name, hint in hints.items() if name not in ("item", "place")}
        pointed = st.builds(Offer, item=item_codes, place=place_ids, **free)
        offers = draw(st.lists(pointed, max_size=6, unique_by=lambda offer: offer.id))
    return Records(
        district_code=draw(values(str)),
        district_name=draw(values(Mapping[str, str])),
        items=tuple(items),
        places=tuple(places),
        offers=tuple(offers),
        materials=tuple(draw(_unique(Material, "id"))),
        areas=tuple(draw(_unique(Area, "code"))),
        life_events=tuple(draw(_unique(LifeEvent, "id"))),
        lexicon=tuple(draw(st.lists(values(Lexeme), max_size=3))),
        calendar_days=tuple(draw(_unique(CalendarDay, "day"))),
        sources=tuple(draw(st.lists(values(Source), max_size=2))),
        notice=draw(values(Mapping[str, str])),
        is_sample=draw(st.booleans()),
    )
