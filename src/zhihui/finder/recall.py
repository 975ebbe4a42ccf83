"""Recall: the entries that share something with a need, best by words first.

Called by Finder; asks tantivy with queries made of tokens, never with query syntax, so that no
punctuation in a need can be refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import tantivy

from zhihui.finder.english import english_tokens
from zhihui.finder.index import tokens_of
from zhihui.finder.needs import Need, Origin

_FIELDS = (("name", 1.0), ("alias", 1.0), ("text", 0.12))
_PINYIN_BOOST = 0.35
_MAX_UNIT_WORDINGS = 8


@dataclass(frozen=True, slots=True)
class Recalled:
    """An entry and its score by words."""

    entry: int
    score: float


def recall(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    need: Need,
    filters: Iterable[tantivy.Query],
    limit: int,
) -> list[Recalled]:
    """At most ``limit`` entries, best first."""
    query = _need_query(schema, need)
    if query is None:
        return []
    clauses = [(tantivy.Occur.Must, query)]
    clauses.extend((tantivy.Occur.Must, tantivy.Query.const_score_query(f, 0.0)) for f in filters)
    asked = tantivy.Query.boolean_query(clauses) if len(clauses) > 1 else query
    hits = searcher.search(asked, limit=limit, count=False).hits
    entries = searcher.fast_field_values("entry", [address for _, address in hits])
    return [
        Recalled(int(entry or 0), float(score))
        for entry, (score, _) in zip(entries, hits, strict=True)
    ]


def _need_query(schema: tantivy.Schema, need: Need) -> tantivy.Query | None:
    """One flat disjunction of terms, which tantivy searches without scoring every document.

    A token that several wordings share counts once, with its highest trust.
    """
    trusts: dict[str, float] = {}
    for unit in need.units:
        for wording in unit.wordings[:_MAX_UNIT_WORDINGS]:
            if wording.origin in (Origin.TYPED, Origin.LEXICON):
                for token in tokens_of(wording.words):
                    trusts[token] = max(trusts.get(token, 0.0), wording.trust)
    for word in need.english:
        trusts.setdefault(word, 1.0)
    weighted = [
        *(
            (field, token, trust * boost)
            for token, trust in trusts.items()
            for field, boost in _FIELDS
        ),
        *(
            ("pinyin", pair, 1.0 if need.spelt_by_hand else _PINYIN_BOOST)
            for pair in need.syllable_pairs
        ),
        *(("initials", triple, 1.0) for triple in need.initials),
        *(("english", stem, 1.0) for stem in english_tokens(" ".join(need.english))),
    ]
    clauses = [
        (tantivy.Occur.Should, _term(schema, field, token, boost))
        for field, token, boost in weighted
    ]
    return tantivy.Query.boolean_query(clauses) if clauses else None


def _term(schema: tantivy.Schema, field: str, token: str, boost: float) -> tantivy.Query:
    term = tantivy.Query.term_query(schema, field, token, index_option="freq")
    return term if boost == 1.0 else tantivy.Query.boost_query(term, boost)
