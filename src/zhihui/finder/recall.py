"""Recall: the entries that share something with a need, best by words first.

Called by Finder; asks tantivy with queries made of tokens, never with query syntax, so that no
punctuation in a need can be refused.
"""

from collections.abc import Iterable
from functools import lru_cache

import msgspec
import tantivy

from zhihui.finder.english import english_tokens
from zhihui.finder.index import tokens_of
from zhihui.finder.needs import Need, Origin

_FIELDS = (("name", 1.0), ("alias", 1.0), ("text", 0.12))
_PINYIN_BOOST = 0.35
_MAX_UNIT_WORDINGS = 8
_IN_LETTERS = (Origin.TYPED, Origin.LEXICON)
_CLAUSES_KEPT = 20_000

_Clauses = tuple[tuple[tantivy.Occur, tantivy.Query], ...]


class Recalled(msgspec.Struct, frozen=True):
    """An entry and its score by words."""

    entry: int
    score: float


class Recall:
    """Recall from one index. Thread-safe: what it keeps is only ever added whole."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._by_token: dict[tuple[str, float], _Clauses] = {}
        self._by_term: dict[tuple[str, str, float], _Clauses] = {}

    def list_best(self, need: Need, filters: Iterable[tantivy.Query], limit: int) -> list[Recalled]:
        """At most ``limit`` entries, best first."""
        clauses = self._list_clauses(need)
        if not clauses:
            return []
        asked = query = tantivy.Query.boolean_query(clauses)
        restricting = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(f, 0.0)) for f in filters
        ]
        if restricting:
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *restricting])
        hits = self._searcher.search(asked, limit=limit, count=False).hits
        entries = self._searcher.fast_field_values("entry", [address for _, address in hits])
        return [
            Recalled(int(entry or 0), float(score))
            for entry, (score, _) in zip(entries, hits, strict=True)
        ]

    def _list_clauses(self, need: Need) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """One flat disjunction of terms, which tantivy searches without scoring every document.

        A token that several wordings share counts once, with its highest trust.
        """
        trusts: dict[str, float] = {}
        for unit in need.units:
            for wording in unit.wordings[:_MAX_UNIT_WORDINGS]:
                if wording.origin in _IN_LETTERS:
                    for token in _kept_tokens(wording.words):
                        trusts[token] = max(trusts.get(token, 0.0), wording.trust)
        for word in need.english:
            trusts.setdefault(word, 1.0)
        clauses: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for asked in trusts.items():
            known = self._by_token.get(asked)
            clauses.extend(self._clauses_of_token(*asked) if known is None else known)
        pinyin_boost = 1.0 if need.spelt_by_hand else _PINYIN_BOOST
        for pair in need.syllable_pairs:
            clauses.extend(self._clauses_of_term("pinyin", pair, pinyin_boost))
        for triple in need.initials:
            clauses.extend(self._clauses_of_term("initials", triple, 1.0))
        for stem in english_tokens(" ".join(need.english)):
            clauses.extend(self._clauses_of_term("english", stem, 1.0))
        return clauses

    def _clauses_of_token(self, token: str, trust: float) -> _Clauses:
        """The clauses of a token in all fields of words; none where no entry has it."""
        clauses = tuple(
            clause
            for field, boost in _FIELDS
            for clause in self._create_clauses(field, token, trust * boost)
        )
        if len(self._by_token) >= _CLAUSES_KEPT:
            self._by_token.clear()
        self._by_token[token, trust] = clauses
        return clauses

    def _clauses_of_term(self, field: str, term: str, boost: float) -> _Clauses:
        known = self._by_term.get((field, term, boost))
        if known is None:
            known = self._create_clauses(field, term, boost)
            if len(self._by_term) >= _CLAUSES_KEPT:
                self._by_term.clear()
            self._by_term[field, term, boost] = known
        return known

    def _create_clauses(self, field: str, term: str, boost: float) -> _Clauses:
        """One clause, or none for a term that no entry has: it would only cost time."""
        if not self._searcher.doc_freq(field, term):
            return ()
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        if boost != 1.0:
            query = tantivy.Query.boost_query(query, boost)
        return ((tantivy.Occur.Should, query),)


@lru_cache(maxsize=16_384)
def _kept_tokens(words: str) -> tuple[str, ...]:
    return tuple(tokens_of(words))
