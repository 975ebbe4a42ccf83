"""Variables and constraints of the trip problem for OR-tools CP-SAT.

Nodes are the visits at each of their stops; each trip is a circuit through home. Every rule stands
beside the words of the statement that it comes from. Made by ``cp_sat``.
"""

from itertools import permutations

from ortools.sat.python import cp_model

from zhihui.trips.problem import DAY_END, UNREACHABLE, Link, Task, TripProblem

Literal = cp_model.IntVar
Node = tuple[int, int]
"""A visit and its stop."""
HOME = (-1, -1)
NEVER = 2 * DAY_END
"""More than any minute: with such a ride nothing is reached within the day."""


class Visit:
    """The variables of one visit task."""

    def __init__(self, problem: TripProblem, cp: cp_model.CpModel, task: Task) -> None:
        self.days = [cp.new_bool_var("") for _ in range(problem.days)]
        self.stops = {way.stop: cp.new_bool_var("") for way in task.ways}
        self.arrive = cp.new_int_var(0, DAY_END, "arrive")
        self.join = cp.new_int_var(0, DAY_END, "join")
        self.done = cp.new_int_var(0, DAY_END, "done")
        self.minutes = cp.new_int_var(0, DAY_END, "minutes")
        self.day = cp.new_int_var(task.earliest_day, max(problem.days, task.earliest_day), "day")
        options = _list_options(problem, task)
        choice = {option: cp.new_bool_var("") for option in options}
        # in one of its ways, with one of that day's pieces of that way
        cp.add_exactly_one(choice.values())
        cp.add_exactly_one(self.days)
        cp.add_exactly_one(self.stops.values())
        for day, on_day in enumerate(self.days):
            cp.add(sum(lit for (_, d, *_), lit in choice.items() if d == day) == on_day)
        for stop, at_stop in self.stops.items():
            cp.add(sum(lit for (s, *_), lit in choice.items() if s == stop) == at_stop)
        cp.add(self.day == sum(day * lit for day, lit in enumerate(self.days)))
        # joins at a minute within the piece and not before arriving, done after its minutes
        cp.add(self.join >= self.arrive)
        cp.add(self.join >= sum(first * lit for (_, _, first, *_), lit in choice.items()))
        cp.add(self.join <= sum(last * lit for (_, _, _, last, _), lit in choice.items()))
        cp.add(self.minutes == sum(option[4] * lit for option, lit in choice.items()))
        cp.add(self.done == self.join + self.minutes)


def _list_options(problem: TripProblem, task: Task) -> list[tuple[int, int, int, int, int]]:
    """Stop, day, first, last, minutes of each piece from which one can be back in time."""
    options = set()
    for way in task.ways:
        there = min(_ride(problem, a, way.stop) for a in range(problem.stops + 1))
        back = min(_ride(problem, way.stop, b) for b in range(problem.stops + 2))
        for day in range(task.earliest_day, problem.days):
            earliest = problem.leave_from[day] + there
            for piece in way.days[day]:
                last = min(piece.last, problem.back_by[day] - back - piece.minutes)
                first = max(piece.first, earliest)
                if first <= last:
                    options.add((way.stop, day, first, last, piece.minutes))
    return sorted(options)


def _ride(problem: TripProblem, here: int, there: int) -> int:
    ride = int(problem.travel[here, there])
    return NEVER if ride >= UNREACHABLE else min(ride, NEVER)


class TripModel:
    """``cp`` with everything but an objective; the aims are numbered 0, 1, 2."""

    def __init__(self, problem: TripProblem) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        tasks = list(enumerate(problem.tasks))
        if any(not task.away and not task.ways for _, task in tasks):
            self.cp.add_bool_or([])
        visits = [(n, task) for n, task in tasks if not task.away and task.ways]
        self.visits = {n: Visit(problem, self.cp, task) for n, task in visits}
        self.arcs: dict[tuple[Node, Node], Literal] = {}
        self._add_trips()
        self._add_rides()
        self._add_aways()
        for link in problem.links:
            self._add_link(link)
        self._add_aims()

    def fix(self, place: int, value: int) -> None:
        """The aim ``place`` has this value."""
        self.cp.add(self.aims[place] == value)

    def limit(self, place: int, value: int) -> None:
        """The aim ``place`` is at most this value."""
        self.cp.add(self.aims[place] <= value)

    def minimize(self, place: int) -> None:
        """Look for the least value of the aim ``place``."""
        self.cp.minimize(self.aims[place])

    def _add_trips(self) -> None:
        """At most one trip a day: as many circuits as there are days with a visit."""
        cp, problem, visits = self.cp, self.problem, self.visits
        nodes = [HOME, *((n, stop) for n, visit in visits.items() for stop in visit.stops)]
        for a in nodes:
            for b in nodes:
                if a[0] != b[0] and self._ride(a, b) < NEVER:
                    self.arcs[a, b] = cp.new_bool_var("")
        place = {node: number for number, node in enumerate(nodes)}
        circuit: list[tuple[int, int, cp_model.LiteralT]] = [
            (place[a], place[b], lit) for (a, b), lit in self.arcs.items()
        ]
        circuit += [(place[a], place[a], ~visits[a[0]].stops[a[1]]) for a in nodes[1:]]
        if visits and all(0 not in arc[:2] for arc in circuit):
            cp.add_bool_or([])  # nothing can be reached from home, nor home from anything
        elif visits:
            cp.add_multiple_circuit(circuit)
        self.used = [cp.new_bool_var("") for _ in range(problem.days)]
        for day, used in enumerate(self.used):
            on_day = [visit.days[day] for visit in visits.values()]
            cp.add_max_equality(used, on_day or [cp.new_constant(0)])
        cp.add(sum(lit for (a, _), lit in self.arcs.items() if a == HOME) == sum(self.used))
        self.follows: dict[tuple[int, int], Literal] = {}
        for first, second in permutations(visits, 2):
            follows = cp.new_bool_var("")
            cp.add(follows == sum(self._between(first, second)))
            self.follows[first, second] = follows
            for on_a, on_b in zip(visits[first].days, visits[second].days, strict=True):
                cp.add_implication(on_a, on_b).only_enforce_if(follows)

    def _between(self, a: int, b: int) -> list[Literal]:
        return [lit for (start, end), lit in self.arcs.items() if (start[0], end[0]) == (a, b)]

    def _ride(self, a: Node, b: Node) -> int:
        end = self.problem.stops + 1 if b == HOME else b[1]
        return _ride(self.problem, self.problem.stops if a == HOME else a[1], end)

    def _add_rides(self) -> None:
        """Coming from the point before at the minute it was left, one arrives the ride later."""
        cp, problem = self.cp, self.problem
        rides = {n: cp.new_int_var(0, DAY_END, "ride") for n in self.visits}
        homeward = {n: cp.new_int_var(0, DAY_END, "homeward") for n in self.visits}
        self.departs = [cp.new_int_var(0, DAY_END, "depart") for _ in self.used]
        self.backs = [cp.new_int_var(0, DAY_END, "back") for _ in self.used]
        for n, visit in self.visits.items():
            into = [(arc, lit) for arc, lit in self.arcs.items() if arc[1][0] == n]
            last = [(arc, lit) for arc, lit in self.arcs.items() if arc[0][0] == n]
            last = [(arc, lit) for arc, lit in last if arc[1] == HOME]
            cp.add(rides[n] == sum(self._ride(*arc) * lit for arc, lit in into))
            cp.add(homeward[n] == sum(self._ride(*arc) * lit for arc, lit in last))
            for depart, back, on_day in zip(self.departs, self.backs, visit.days, strict=True):
                cp.add(visit.arrive >= depart + rides[n]).only_enforce_if(on_day)
                cp.add(back >= visit.done + homeward[n]).only_enforce_if(on_day)
        for (a, b), lit in self.follows.items():
            arrive = self.visits[a].done + rides[b]
            cp.add(self.visits[b].arrive >= arrive).only_enforce_if(lit)
        for day, (depart, back) in enumerate(zip(self.departs, self.backs, strict=True)):
            cp.add(back >= depart)
            used = self.used[day]
            cp.add(depart >= problem.leave_from[day]).only_enforce_if(used)
            cp.add(back <= problem.back_by[day]).only_enforce_if(used)
            cp.add(depart == 0).only_enforce_if(~used)
            cp.add(back == 0).only_enforce_if(~used)
        self.rides = sum(rides.values()) + sum(homeward.values())

    def _add_aways(self) -> None:
        """Moments count half days: 2·day in the morning, 2·day + 1 in the evening."""
        self.moments: dict[int, cp_model.IntVar] = {}
        self.away_days: dict[int, cp_model.IntVar] = {}
        last = self.problem.days - 1
        for n, task in enumerate(self.problem.tasks):
            if task.away:
                if task.earliest_day > last:
                    self.cp.add_bool_or([])
                    continue
                self.moments[n] = self.cp.new_int_var(2 * task.earliest_day, 2 * last + 1, "moment")
                self.away_days[n] = self.cp.new_int_var(task.earliest_day, last, "away")
                self.cp.add_division_equality(self.away_days[n], self.moments[n], 2)

    def _add_link(self, link: Link) -> None:
        """Later is never better for an away task, so it need only not be too early."""
        cp, before, after = self.cp, link.before, link.after
        known = self.visits.keys() | self.moments.keys()
        if before not in known or after not in known:
            return  # one of them cannot be done: there is no plan already
        day = self.visits[before].day if before in self.visits else self.away_days[before]
        if link.first_day is not None:
            first = cp.new_int_var(0, self.problem.days - 1, "first day")
            cp.add_element(day, list(link.first_day), first)
            if after in self.visits:
                cp.add(self.visits[after].day >= first)
            else:
                cp.add(self.moments[after] >= 2 * first)
        elif after in self.moments:
            evening = 2 * day + 1 if before in self.visits else self.moments[before]
            cp.add(self.moments[after] >= evening)
        elif before in self.moments:
            cp.add(self.moments[before] <= 2 * self.visits[after].day)
        else:
            self._add_order(before, after)

    def _add_order(self, before: int, after: int) -> None:
        """On an earlier day, or earlier in the same trip."""
        cp, first, second = self.cp, self.visits[before], self.visits[after]
        cp.add(first.day <= second.day)
        cp.add(self.follows[after, before] == 0)
        for on_first, on_second in zip(first.days, second.days, strict=True):
            cp.add(first.done <= second.arrive).only_enforce_if(on_first, on_second)

    def _add_aims(self) -> None:
        cp = self.cp
        last = cp.new_int_var(0, self.problem.days - 1, "completion day")
        for day in [v.day for v in self.visits.values()] + list(self.away_days.values()):
            cp.add(last >= day)
        out = sum(self.backs) - sum(self.departs)
        # nobody is out for less than what rides and visits take
        cp.add(out >= self.rides + sum(visit.minutes for visit in self.visits.values()))
        self.aims = (sum(self.used), last, out)
