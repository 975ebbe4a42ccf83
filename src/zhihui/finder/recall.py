"""Recall: the entries that share something with a need, best by words first.

Called by Finder; asks tantivy with queries made of tokens, never with query syntax, so that no
punctuation in a need can be refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import tantivy

from zhihui.finder.english import english_tokens
from zhihui.finder.index import tokens_of
from zhihui.finder.needs import Need, Origin, Unit

_ALIAS_BOOST = 1.0
_TEXT_BOOST = 0.12
_TYPED_WITH_MEANS_TRUST = 0.8
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
    clauses = [query for unit in need.units if (query := _unit_query(schema, unit)) is not None]
    clauses.extend(
        tantivy.Query.boost_query(
            tantivy.Query.term_query(schema, "pinyin", pair, index_option="freq"),
            1.0 if need.spelt_by_hand else _PINYIN_BOOST,
        )
        for pair in need.syllable_pairs
    )
    clauses.extend(_terms(schema, "initials", need.initials))
    clauses.extend(_terms(schema, "english", english_tokens(" ".join(need.english))))
    clauses.extend(_terms(schema, "name", need.english))
    if not clauses:
        return None
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])


def _unit_query(schema: tantivy.Schema, unit: Unit) -> tantivy.Query | None:
    wordings = [
        _wording_query(schema, wording.words, wording.trust)
        for wording in unit.wordings[:_MAX_UNIT_WORDINGS]
        if wording.origin in (Origin.TYPED, Origin.LEXICON)
    ]
    if not wordings:
        return None
    return tantivy.Query.disjunction_max_query(wordings, tie_breaker=0.1)


def _wording_query(schema: tantivy.Schema, words: str, trust: float) -> tantivy.Query:
    tokens = list(dict.fromkeys(tokens_of(words)))
    clauses = [
        *_terms(schema, "name", tokens, trust),
        *_terms(schema, "alias", tokens, trust * _ALIAS_BOOST),
        *_terms(schema, "text", tokens, trust * _TEXT_BOOST),
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])


def _terms(
    schema: tantivy.Schema, field: str, tokens: Iterable[str], boost: float = 1.0
) -> list[tantivy.Query]:
    terms = [
        tantivy.Query.term_query(schema, field, token, index_option="freq") for token in tokens
    ]
    return terms if boost == 1.0 else [tantivy.Query.boost_query(term, boost) for term in terms]
