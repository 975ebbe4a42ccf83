"""The plan form: a query string as a PlanQuestion, and a PlanQuestion as a query string.

Called by the plan pages. The query string is the only state: nothing is kept on the server.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import QueryDict

from zhihui.district import Item, MaterialId, Place, in_language
from zhihui.finder import Filters, split_needs
from zhihui.generation import Generation
from zhihui.streets import Mode
from zhihui.trips.question import MAX_DAYS, MAX_ERRANDS, Errand, How, PlanQuestion, Point
from zhihui.web.clock import to_local
from zhihui.web.meant import say_meant
from zhihui.web.parameters import MAX_NEED, NEAR_PATTERN, read_moment, say_allowed
from zhihui.web.plan_body import CLOCK_PATTERN, MAX_HAVE, MAX_QUANTITY
from zhihui.web.problems import ParameterFault, cut
from zhihui.web.served import Served

OTHERS_SHOWN = 3
DEFAULT_DAYS = 7
_LAST_MINUTE = time(23, 59)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandLine:
    """One errand in the form."""

    item: Item
    quantity: int = 1
    how: How = How.ANY
    picked: bool = True


@dataclass(slots=True, kw_only=True)
class PlanForm:
    """What the form holds: fields as typed, errands, what was not found, and what is wrong."""

    lines: list[ErrandLine] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    faults: list[ParameterFault] = field(default_factory=list)
    origin: str = ""
    end: str = ""
    at: datetime
    back_by: time | None = None
    back_on: date | None = None
    """The day of ``back_by``, the last of the plan; None: each day."""
    mode: Mode = Mode.WALK
    days: int = DEFAULT_DAYS
    have: tuple[str, ...] = ()
    question: PlanQuestion | None = None
    """None: something is missing or wrong."""


class _Reader:
    def __init__(self, query: QueryDict, served: Served, language: str, now: datetime) -> None:
        self._query = query
        self._served = served
        self._language = language
        self._now = now
        self.form = PlanForm(at=now.replace(second=0, microsecond=0))

    def read(self) -> PlanForm:
        form = self.form
        form.origin, form.end = self._text("from"), self._text("to")
        form.have = tuple(self._query.getlist("have")[:MAX_HAVE])
        self._read_choices()
        origin, end = self._read_point("from", form.origin), self._read_point("to", form.end)
        self._read_errands(origin)
        picked = [line for line in form.lines if line.picked]
        if picked and origin is not None and not form.faults:
            form.question = PlanQuestion(
                errands=tuple(
                    Errand(item=line.item.code, quantity=line.quantity, how=line.how)
                    for line in picked
                ),
                origin=origin,
                end=end,
                mode=form.mode,
                start=form.at,
                back_by=self._combine_back_by(),
                days=form.days,
                in_hand=tuple(MaterialId(paper) for paper in form.have),
                not_before=self._now if self._now <= form.at else None,
            )
        return form

    def _read_choices(self) -> None:
        form = self.form
        at, mode = self._text("at"), self._text("mode")
        if at:
            try:
                form.at = to_local(read_moment(at)).replace(second=0, microsecond=0)
            except ValueError:
                self._refuse("at", at)
        self._read_back_by(self._text("back_by"), self._text("back_on"))
        if mode in {one.value for one in Mode}:
            form.mode = Mode(mode)
        elif mode:
            self._refuse("mode", mode)
        form.days = self._read_whole("days", MAX_DAYS, DEFAULT_DAYS)

    def _read_back_by(self, written: str, day: str) -> None:
        """``back_by`` as a time, with ``back_on`` as its day; or as a moment, which has both."""
        form = self.form
        try:
            if written and not re.match(CLOCK_PATTERN, written):
                moment = to_local(read_moment(written))
                form.back_by = moment.time().replace(second=0, microsecond=0)
                form.back_on = moment.date()
            elif written:
                form.back_by = time.fromisoformat(written)
        except ValueError:
            self._refuse("back_by", written)
        try:
            if day and form.back_on is None:
                form.back_on = date.fromisoformat(day)
        except ValueError:
            self._refuse("back_on", day)

    def _combine_back_by(self) -> time | datetime | None:
        form = self.form
        if form.back_on is None:
            return form.back_by
        return datetime.combine(form.back_on, form.back_by or _LAST_MINUTE)

    def _read_errands(self, near: Point | None) -> None:
        form, items = self.form, self._served.generation.items
        for code in dict.fromkeys(self._query.getlist("errand")[: MAX_ERRANDS + 1]):
            item = items.find(code)
            if item is None:
                self._refuse_code(code)
            else:
                form.lines.append(self._line(item))
        shown = {line.item.code for line in form.lines}
        for need in split_needs(_CONTROL.sub(" ", self._query.get("need", ""))[:MAX_NEED]):
            hits = self._served.finder.find(need, Filters(near=near), OTHERS_SHOWN + 1).items
            if not hits:
                form.not_found.append(need)
            for number, hit in enumerate(hits):
                if hit.item.code not in shown:
                    shown.add(hit.item.code)
                    form.lines.append(ErrandLine(item=hit.item, picked=number == 0))

    def _refuse_code(self, code: str) -> None:
        """A code that no item has; the items that may be meant are shown to be picked."""
        meant = self._served.finder.list_meant(code)
        allowed = (
            say_meant(meant, self._language) if meant else say_allowed("errand", self._language)
        )
        fault = ParameterFault(parameter="errand", value=cut(code), allowed=allowed)
        self.form.faults.append(fault)
        shown = {line.item.code for line in self.form.lines}
        self.form.lines += [
            ErrandLine(item=item, picked=False) for item in meant if item.code not in shown
        ]

    def _line(self, item: Item) -> ErrandLine:
        how = self._text(f"how-{item.code}")
        known = how in {one.value for one in How}
        return ErrandLine(
            item=item,
            quantity=self._read_whole(f"quantity-{item.code}", MAX_QUANTITY, 1),
            how=How(how) if known else How.ANY,
        )

    def _read_whole(self, name: str, most: int, otherwise: int) -> int:
        written = self._text(name)
        if not written:
            return otherwise
        if re.fullmatch(r"[0-9]{1,3}", written) and 1 <= int(written) <= most:
            return int(written)
        self._refuse(name.split("-", 1)[0], written)
        return otherwise

    def _read_point(self, name: str, written: str) -> Point | None:
        if not written:
            return None
        plain = written.replace("，", ",").replace(" ", "")
        if re.match(NEAR_PATTERN, plain):
            lon, lat = plain.split(",")
            return float(lon), float(lat)
        place = find_place(self._served.generation, written)
        if place is None or place.lon is None or place.lat is None:
            self._refuse(name, written, f"{name}_page")
            return None
        return place.lon, place.lat

    def _text(self, name: str) -> str:
        return _CONTROL.sub(" ", self._query.get(name, ""))[:MAX_NEED].strip()

    def _refuse(self, name: str, value: str, key: str = "") -> None:
        allowed = say_allowed(key or name, self._language)
        self.form.faults.append(ParameterFault(parameter=name, value=cut(value), allowed=allowed))


def read_form(query: QueryDict, served: Served, language: str, now: datetime) -> PlanForm:
    """The form of a query string; ``now`` is the present in the district."""
    return _Reader(query, served, language, now).read()


def write_query(question: PlanQuestion) -> str:
    """The query string that asks ``question``; what is as usual is left out."""
    pairs: list[tuple[str, object]] = []
    for errand in question.errands:
        pairs.append(("errand", errand.item))
        if errand.quantity != 1:
            pairs.append((f"quantity-{errand.item}", errand.quantity))
        if errand.how is not How.ANY:
            pairs.append((f"how-{errand.item}", errand.how.value))
    pairs.append(("from", _write_point(question.origin)))
    if question.end is not None:
        pairs.append(("to", _write_point(question.end)))
    pairs += [("at", f"{question.start:%Y-%m-%dT%H:%M}"), ("mode", question.mode.value)]
    if question.back_by is not None:
        pairs.append(("back_by", question.back_by.isoformat(timespec="minutes")))
    if question.days != DEFAULT_DAYS:
        pairs.append(("days", question.days))
    pairs += [("have", paper) for paper in question.in_hand]
    return urlencode(pairs)


def find_place(generation: Generation, words: str) -> Place | None:
    """The place with a position that ``words`` name: exactly, as its area, or as the only one."""
    wanted = words.casefold()
    placed = [place for place in generation.places if place.lon is not None]
    areas = {area.code for area in generation.areas if _is_named(area.name.values(), wanted)}
    for named in (
        [place for place in placed if _is_named(place.name.values(), wanted)],
        [place for place in placed if place.area in areas],
    ):
        if named:
            return named[0]
    holding = [
        place for place in placed if any(wanted in name.casefold() for name in place.name.values())
    ]
    return holding[0] if len(holding) == 1 else None


def list_place_names(generation: Generation, language: str) -> list[str]:
    """Names that can be given as a starting point: of the places, and of the areas."""
    named = [in_language(place.name, language) for place in generation.places if place.lon]
    areas = [in_language(area.name, language) for area in generation.areas]
    return sorted(dict.fromkeys([*areas, *named]))


def _is_named(names: Iterable[str], wanted: str) -> bool:
    return any(name.casefold() == wanted for name in names)


def _write_point(point: Point) -> str:
    return f"{point[0]:.7f}".rstrip("0").rstrip(".") + f",{point[1]:.7f}".rstrip("0").rstrip(".")
