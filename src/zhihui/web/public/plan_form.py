"""The plan form: a query string as fields, errands and a PlanQuestion.

Called by the plan pages. The query string is the only state: nothing is kept on the server.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.http import QueryDict

from zhihui.district import Item, MaterialId
from zhihui.finder import Filters, split_needs
from zhihui.streets import Mode
from zhihui.trips.question import (
    MAX_DAYS,
    MAX_ERRANDS,
    Errand,
    How,
    PlanQuestion,
    Point,
    StepFree,
)
from zhihui.web.clock import to_local
from zhihui.web.meant import say_meant
from zhihui.web.parameters import MAX_NEED, read_moment, say_allowed
from zhihui.web.plan_body import CLOCK_PATTERN, MAX_HAVE, MAX_QUANTITY
from zhihui.web.problems import ParameterFault, cut
from zhihui.web.public.plan_query import DEFAULT_DAYS, write_query
from zhihui.web.public.starts import Choice, Start, find_start, is_swapped, read_point
from zhihui.web.served import Served

OTHERS_SHOWN = 3
_LAST_MINUTE = time(23, 59)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandLine:
    """One errand in the form."""

    item: Item
    quantity: int = 1
    how: How = How.ANY
    collect: bool = False
    picked: bool = True

    @property
    def is_changed(self) -> bool:
        """Whether it is asked for other than usual."""
        return self.how is not How.ANY or self.quantity != 1 or self.collect


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
    step_free: StepFree = StepFree.ANY
    at_is_given: bool = False
    start: Start | None = None
    """What ``origin`` means."""
    finish: Start | None = None
    """What ``end`` means."""
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    """By field: what a name may mean, when it means several."""
    question: PlanQuestion | None = None
    """None: something is missing or wrong."""

    @property
    def asks_more(self) -> bool:
        """Whether anything of the further choices is other than usual."""
        usual = (None, None, DEFAULT_DAYS, StepFree.ANY)
        return (self.back_by, self.back_on, self.days, self.step_free) != usual or bool(self.end)

    def write_query(self, question: PlanQuestion) -> str:
        """The query string of a question from here, by the names that were given."""
        origin = self.origin if self.start and self.start.is_named else ""
        end = self.end if self.finish and self.finish.is_named else ""
        return write_query(question, origin=origin, end=end)


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
        origin = form.start = self._read_point("from", form.origin)
        end = form.finish = self._read_point("to", form.end)
        self._read_errands(origin.point if origin else None)
        picked = [line for line in form.lines if line.picked]
        if picked and origin is not None and not form.faults and not form.choices:
            form.question = PlanQuestion(
                errands=tuple(
                    Errand(
                        item=line.item.code,
                        quantity=line.quantity,
                        how=line.how,
                        collect=line.collect,
                    )
                    for line in picked
                ),
                origin=origin.point,
                end=end.point if end else None,
                mode=form.mode,
                start=form.at,
                back_by=self._combine_back_by(),
                days=form.days,
                in_hand=tuple(MaterialId(paper) for paper in form.have),
                step_free=form.step_free,
                not_before=self._now if self._now <= form.at else None,
            )
        return form

    def _read_choices(self) -> None:
        form = self.form
        at, mode, step_free = (self._text(name) for name in ("at", "mode", "step_free"))
        form.at_is_given = bool(at)
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
        if step_free in {one.value for one in StepFree}:
            form.step_free = StepFree(step_free)
        elif step_free:
            self._refuse("step_free", step_free)
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
            collect=bool(self._text(f"collect-{item.code}")),
        )

    def _read_whole(self, name: str, most: int, otherwise: int) -> int:
        written = self._text(name)
        if not written:
            return otherwise
        if re.fullmatch(r"[0-9]{1,3}", written) and 1 <= int(written) <= most:
            return int(written)
        self._refuse(name.split("-", 1)[0], written)
        return otherwise

    def _read_point(self, name: str, written: str) -> Start | None:
        if not written:
            return None
        point = read_point(written)
        if point is not None:
            return Start(point=point)
        if is_swapped(written):
            self._refuse(name, written, "lon_lat_swapped")
            return None
        found = find_start(self._served, written)
        if isinstance(found, Start):
            return found
        self.form.choices[name] = found
        if not found:
            self._refuse(name, written, f"{name}_page")
        return None

    def _text(self, name: str) -> str:
        return _CONTROL.sub(" ", self._query.get(name, ""))[:MAX_NEED].strip()

    def _refuse(self, name: str, value: str, key: str = "") -> None:
        allowed = say_allowed(key or name, self._language)
        self.form.faults.append(ParameterFault(parameter=name, value=cut(value), allowed=allowed))


def read_form(query: QueryDict, served: Served, language: str, now: datetime) -> PlanForm:
    """The form of a query string; ``now`` is the present in the district."""
    return _Reader(query, served, language, now).read()
