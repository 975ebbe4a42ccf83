"""`make score`: build both directories, ask every judged question, print the figures.

``--pairs`` asks the everyday names of real items instead, ``--own`` and ``--blind`` the questions
kept beside this file: see ``untuned``.
Fails when a figure is more than 0.02 worse than the reference kept beside this file; with
``--keep`` the figures become the reference.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.score.judged import Figures, Judged, Outcome, measure, read_judged
from benchmarks.score.plain import PlainBm25
from benchmarks.score.untuned import BLIND, OWN, PAIRS, SAMPLE, read_own, read_pairs
from zhihui.exchange import read_district, read_lexicon, read_recipe
from zhihui.finder import Finder, index_part
from zhihui.generation import Generation, build, open_generation
from zhihui.sample import create_sample

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent.parent / "shared" / "data"
REFERENCE = HERE / "reference.json"
CORPORA = ("gd", "guangan")
MAX_FALL = 0.02
BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)

Ask = Callable[[Judged], Outcome]


@contextmanager
def open_corpora(data: Path, *, meaning: bool | None = None) -> Iterator[dict[str, Generation]]:
    """Both directories as generations, built from the recipes beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        generations: dict[str, Generation] = {}
        for corpus in CORPORA:
            recipe_path = Path(folder) / f"{corpus}.yaml"
            recipe = (HERE / f"{corpus}.yaml").read_text(encoding="utf-8")
            recipe_path.write_text(recipe.replace("file: ", f"file: {data}/"), encoding="utf-8")
            records = read_district(read_recipe(recipe_path)).records
            records = replace(records, lexicon=(*records.lexicon, *read_lexicon()))
            out = Path(folder) / corpus
            build(records, out, built_at=BUILT_AT, parts=[index_part(meaning=meaning)])
            generations[corpus] = open_generation(out)
        yield generations


def ask_all(questions: list[Judged], ask: Ask) -> dict[str, Outcome]:
    """What a system says to every question."""
    return {question.id: ask(question) for question in questions}


def by_finder(finders: dict[str, Finder]) -> Ask:
    """The product as it is."""

    def ask(question: Judged) -> Outcome:
        found = finders[question.corpus].find(question.query)
        hits = found.nearest if found.declined else found.items
        is_sample = question.corpus == SAMPLE
        keys = (hit.item.name["zh"] if is_sample else hit.item.code for hit in hits)
        return Outcome(tuple(keys), found.declined)

    return ask


def ask_untuned(console: Console, paths: Sequence[Path], *, pairs: bool) -> None:
    """Print the figures of questions that nothing was tuned on, and of the other halves."""
    groups = {title: group for path in paths for title, group in read_own(path).items()}
    if pairs:
        groups["everyday names, not tuned on"] = read_pairs(DATA / PAIRS)
    with open_corpora(DATA) as generations, open_sample() as sample:
        for title, meaning in (("words", False), ("words and meaning", True)):
            finders = {
                corpus: Finder(generation, meaning=meaning)
                for corpus, generation in {**generations, SAMPLE: sample}.items()
            }
            for group, questions in groups.items():
                figures = measure(questions, ask_all(questions, by_finder(finders)))
                print_figures(console, {title: figures}, group)


@contextmanager
def open_sample() -> Iterator[Generation]:
    """The sample district as a generation."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / SAMPLE
        records = replace(create_sample(), lexicon=read_lexicon())
        build(records, out, built_at=BUILT_AT, parts=[index_part()])
        yield open_generation(out)


def print_figures(
    console: Console,
    systems: dict[str, dict[str, Figures]],
    group: str = "development set: tuned on",
) -> None:
    """One table a system."""
    for system, figures in systems.items():
        table = Table(title=f"{system} ({group})")
        for column in ("style", "questions", "hit@1", "hit@5", "nDCG@10", "declined"):
            table.add_column(column, justify="left" if column == "style" else "right")
        for style, row in figures.items():
            values = (row.hit_1, row.hit_5, row.ndcg_10, row.declined)
            table.add_row(style, str(row.questions), *(f"{value:.2f}" for value in values))
        console.print(table)


def list_falls(systems: dict[str, dict[str, Figures]], reference: dict[str, object]) -> list[str]:
    """Figures over all questions that are worse than the reference by more than allowed."""
    falls: list[str] = []
    for system, figures in summarise(systems).items():
        held = reference.get(system)
        if not isinstance(held, dict):
            falls.append(f"{system}: no reference; run with --keep")
            continue
        for name, value in figures.items():
            better = -1.0 if name == "wrongly_declined" else 1.0
            if (held[name] - value) * better > MAX_FALL:
                falls.append(f"{system} {name}: {value:.3f}, reference {held[name]:.3f}")
    return falls


def summarise(systems: dict[str, dict[str, Figures]]) -> dict[str, dict[str, float]]:
    """The figures that may not fall, by system."""
    return {
        system: {
            "hit_1": round(figures["all"].hit_1, 4),
            "hit_5": round(figures["all"].hit_5, 4),
            "ndcg_10": round(figures["all"].ndcg_10, 4),
            "rightly_declined": round(figures["no answer"].declined, 4),
            "wrongly_declined": round(figures["all"].declined, 4),
        }
        for system, figures in systems.items()
    }


def main() -> int:
    """Print all figures; 1 when one has fallen, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="make these figures the reference")
    parser.add_argument("--pairs", action="store_true", help="everyday names of real items")
    parser.add_argument("--own", action="store_true", help="our own questions, half held out")
    parser.add_argument("--blind", action="store_true", help="a blind writer's, half held out")
    parser.add_argument("--json", type=Path, help="also write all figures to this file")
    options = parser.parse_args()
    console = Console()
    if not DATA.is_dir():
        console.print(f"skipped: the judged questions are not here ({DATA} is absent)")
        return 0
    if options.pairs or options.own or options.blind:
        paths = [path for path, asked in ((OWN, options.own), (BLIND, options.blind)) if asked]
        ask_untuned(console, paths, pairs=options.pairs)
        return 0
    questions = read_judged(DATA / "judged-queries" / "judged_dev.csv")
    with open_corpora(DATA) as generations:
        plain = {corpus: PlainBm25(generation) for corpus, generation in generations.items()}
        by_plain = ask_all(questions, lambda question: plain[question.corpus](question))
        systems = {"plain BM25": measure(questions, by_plain)}
        for title, meaning in (("words", False), ("words and meaning", True)):
            finders = {c: Finder(g, meaning=meaning) for c, g in generations.items()}
            if meaning and not all(finder.ranks_by_meaning for finder in finders.values()):
                continue
            systems[title] = measure(questions, ask_all(questions, by_finder(finders)))
    print_figures(console, systems)
    if options.json:
        everything = {s: {k: asdict(f) for k, f in row.items()} for s, row in systems.items()}
        options.json.write_text(json.dumps(everything, indent=1, ensure_ascii=False))
    if options.keep:
        REFERENCE.write_text(json.dumps(summarise(systems), indent=2) + "\n", encoding="utf-8")
        return 0
    falls = list_falls(systems, json.loads(REFERENCE.read_text(encoding="utf-8")))
    for fall in falls:
        console.print(f"fallen: {fall}")
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
