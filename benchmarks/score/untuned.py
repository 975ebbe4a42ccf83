"""Questions beside the development set: everyday names of real items, and our own questions.

The pairs were never tuned on; look at their figures, not at their rows. Of each table of questions
one half may be tuned on and the other is held out. ``own_questions.csv``: written by one person who
knows the packaged lexicon, so that they are easier than what residents ask, above all those that
have no answer. ``blind_questions.csv``: written over both directories, drawn over all departments,
by one who never saw the lexicon nor the finder. Items of the sample district are expected by name,
all others by code.
"""

import csv
from collections import defaultdict
from pathlib import Path

from benchmarks.score.judged import EXACT, Judged

SAMPLE = "sample"
PAIRS = Path("gd-service-items") / "everyday_pairs_dev.csv"
OWN = Path(__file__).resolve().parent / "own_questions.csv"
BLIND = Path(__file__).resolve().parent / "blind_questions.csv"
_WRITERS = {OWN: "our questions", BLIND: "blind questions"}
_HALVES = {"tune": "tuned on", "held": "held out"}


def read_pairs(path: Path) -> list[Judged]:
    """Everyday name and item, but for names that stand in the item's own name."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Judged(str(at), "gd", row["field"], row["query"], {row["task_code"]: EXACT})
            for at, row in enumerate(csv.DictReader(file))
            if row["substring_of_item"] == "0"
        ]


def read_own(path: Path) -> dict[str, list[Judged]]:
    """Questions of OWN or BLIND by half; each is answered by any of the items expected."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grades = {key: EXACT for key in row["expected"].split("|") if key}
            question = Judged(row["id"], row["corpus"], row["style"], row["query"], grades)
            groups[f"{_WRITERS[path]}: {_HALVES[row['half']]}"].append(question)
    return dict(groups)
