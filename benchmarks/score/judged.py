"""Judged questions and the figures made of them: hit@1, hit@5, nDCG@10, share declined."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2
from pathlib import Path

EXACT = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the grades of its items: 2 exactly what is needed, 1 a related step."""

    id: str
    corpus: str
    style: str
    query: str
    grades: dict[str, int] = field(default_factory=dict)

    @property
    def has_answer(self) -> bool:
        """Whether the directory holds an item for it."""
        return bool(self.grades)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system said to one question."""

    codes: tuple[str, ...]
    declined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Means over the questions of one style. A wrongly declined question counts as no hit."""

    questions: int
    hit_1: float
    hit_5: float
    ndcg_10: float
    declined: float


def read_judged(path: Path) -> list[Judged]:
    """Questions in the order of the file; rows of one question are gathered."""
    rows: dict[str, Judged] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            judged = rows.setdefault(
                row["query_id"], Judged(row["query_id"], row["corpus"], row["style"], row["query"])
            )
            if row["item_code"]:
                judged.grades[row["item_code"]] = int(row["grade"])
    return list(rows.values())


def measure(questions: Sequence[Judged], outcomes: dict[str, Outcome]) -> dict[str, Figures]:
    """Figures by style over the answerable questions, ``all`` of them, and ``no answer``."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for question in questions:
        groups[question.style if question.has_answer else "no answer"].append(question)
        if question.has_answer:
            groups["all"].append(question)
    return {name: _figures(group, outcomes) for name, group in sorted(groups.items())}


def _figures(group: Sequence[Judged], outcomes: dict[str, Outcome]) -> Figures:
    pairs = [(question, outcomes[question.id]) for question in group]
    return Figures(
        questions=len(pairs),
        hit_1=_mean([_hit(q, o, 1) for q, o in pairs]),
        hit_5=_mean([_hit(q, o, 5) for q, o in pairs]),
        ndcg_10=_mean([_ndcg(q, o) for q, o in pairs]),
        declined=_mean([float(o.declined) for _, o in pairs]),
    )


def _hit(question: Judged, outcome: Outcome, depth: int) -> float:
    if outcome.declined:
        return 0.0
    return float(any(question.grades.get(code) == EXACT for code in outcome.codes[:depth]))


def _ndcg(question: Judged, outcome: Outcome, depth: int = 10) -> float:
    if outcome.declined or not question.grades:
        return 0.0
    gained = _discounted([question.grades.get(code, 0) for code in outcome.codes[:depth]])
    ideal = _discounted(sorted(question.grades.values(), reverse=True)[:depth])
    return gained / ideal


def _discounted(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
