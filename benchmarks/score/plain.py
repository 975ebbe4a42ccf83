"""The peer: plain BM25 over the names in the same index, with the same tokens."""

import numpy as np
import tantivy

from benchmarks.score.judged import Judged, Outcome
from zhihui.finder.folding import fold
from zhihui.finder.index import PART, schema, tokens_of
from zhihui.generation import Generation


class PlainBm25:
    """Answers with the ten best names, and declines only where no token is shared."""

    def __init__(self, generation: Generation) -> None:
        directory = generation.part(PART)
        self._generation = generation
        self._searcher = tantivy.Index.open(str(directory / "tantivy")).searcher()
        self._starts = np.load(directory / "member-starts.npy")
        self._members = np.load(directory / "members.npy")

    def __call__(self, question: Judged) -> Outcome:
        terms = [
            tantivy.Query.term_query(schema(), "name", token, index_option="freq")
            for token in dict.fromkeys(tokens_of(fold(question.query)))
        ]
        if not terms:
            return Outcome((), True)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        hits = self._searcher.search(query, limit=10).hits
        entries = self._searcher.fast_field_values("entry", [address for _, address in hits])
        codes = [
            self._generation.items[int(self._members[self._starts[int(entry or 0)]])].code
            for entry in entries
        ]
        return Outcome(tuple(codes), not codes)
