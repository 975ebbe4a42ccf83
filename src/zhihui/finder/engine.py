"""The finder: everyday words → Items, Places, LifeEvents, or an honest "not here".

Opened over one generation and shared by all requests of a process; reads only. Called by
``answers`` and by the faces.
"""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import tantivy

from zhihui.district import AreaCode, Item
from zhihui.finder import index
from zhihui.finder.decide import Candidate, decide, is_sure, list_told, score_candidates
from zhihui.finder.explain import Explainer, explain_decline
from zhihui.finder.folding import fold
from zhihui.finder.found import (
    Filters,
    Found,
    ItemHit,
    LifeEventHit,
    PlaceHit,
    Suggestion,
)
from zhihui.finder.lexicon import Lexicon
from zhihui.finder.matching import NameMatcher, matching_tokens
from zhihui.finder.meaning import Meaning, open_meaning
from zhihui.finder.members import Chooser, Members, get_distance_m, list_area_chain
from zhihui.finder.nearest_codes import NearestCodes
from zhihui.finder.needs import Need, Origin, Unit, UnitKind, Wording, read_need
from zhihui.finder.rank import Comparison, Scales
from zhihui.finder.recall import Recall
from zhihui.finder.suggest import Suggester
from zhihui.finder.weights import Profiles, Weights, name_tokens
from zhihui.generation import Generation

RECALLED: Final = 24
ALWAYS_RANKED: Final = 10
WORTH_RANKING: Final = 0.35
"""Of the best score by words, what an entry must have to be compared by name."""
BY_MEANING: Final = 20
NEAREST: Final = 3
_PLACES = 5
_EVENTS = 3


class Finder:
    """Search over one generation. Thread-safe: nothing is written after creation."""

    def __init__(self, generation: Generation, *, meaning: bool = True) -> None:
        directory = generation.part(index.PART)
        self._generation = generation
        self._lexicon = Lexicon(generation.lexicon)
        self._searcher = tantivy.Index.open(str(directory / "tantivy")).searcher()
        self._schema = index.schema()
        self._recall = Recall(self._searcher, self._schema)
        self._names = index.Names(directory)
        self._starts = memoryview(np.load(directory / "member-starts.npy", mmap_mode="r"))
        self._ordinals = memoryview(np.load(directory / "members.npy", mmap_mode="r"))
        self._suggester = Suggester(directory)
        self._meaning: Meaning | None = open_meaning(directory) if meaning else None
        searcher = self._searcher
        self._members = Members(generation)
        self._codes = NearestCodes(generation)
        weights = Weights(len(self._names), lambda token: searcher.doc_freq("name", token))
        self._scales = Scales(weights)
        self._profiles = Profiles(self._names, weights)
        self._events = NameMatcher(
            (ordinal, [*event.name.values(), *event.aliases])
            for ordinal, event in enumerate(generation.life_events)
        )
        self._places = NameMatcher(
            (ordinal, list(place.name.values())) for ordinal, place in enumerate(generation.places)
        )

    @property
    def ranks_by_meaning(self) -> bool:
        """Whether the optional meaning ranker is in use."""
        return self._meaning is not None

    def find(self, need: str, filters: Filters | None = None, limit: int = 10) -> Found:
        """What ``need`` asks for: at most ``limit`` Items with a certainty each, or a decline."""
        filters = filters or Filters()
        read = read_need(need, self._lexicon)
        chain = list_area_chain(self._generation, filters.area) if filters.area else []
        comparison = Comparison(read, self._scales)
        candidates = self._list_candidates(read, comparison, filters, chain)
        tokens = matching_tokens(read.folded)
        places = self._list_places(tokens, filters)
        events = self._list_events(tokens)
        verdict = decide(read, candidates)
        chooser = Chooser(self._members, filters, chain)
        hits = self._list_hits(candidates, Explainer(read, comparison), chooser, limit)
        if verdict.declined or not hits:
            return Found(
                need=need,
                understood=read.understood,
                declined=not (places or events),
                reasons=explain_decline(read, verdict),
                nearest=tuple(hits[:NEAREST]) if verdict.names_nearest else (),
                places=tuple(places),
                life_events=tuple(events),
            )
        return Found(
            need=need,
            understood=read.understood,
            items=tuple(hits),
            places=tuple(places),
            life_events=tuple(events),
        )

    def get_share(self, wording: str) -> float:
        """Share of all entries whose names carry every token of ``wording``."""
        tokens = dict.fromkeys(index.tokens_of(wording))
        if not tokens or not len(self._names):
            return 0.0
        every = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "name", token))
            for token in tokens
        ]
        query = tantivy.Query.boolean_query(every)
        found = self._searcher.search(query, limit=len(self._names), count=False).hits
        return len(found) / len(self._names)

    def get_reach(self, wording: str) -> float:
        """Largest share of the tokens of ``wording`` that the names of one entry carry."""
        tokens = set(name_tokens(wording))
        unit = Unit(wording, (Wording(wording, Origin.LEXICON, 1.0),), UnitKind.MATTER)
        need = Need(folded=wording, units=(unit,))
        recalled = self._recall.list_best(need, (), ALWAYS_RANKED)
        names = [name for hit in recalled for name in self._names[hit.entry]]
        return max(
            (len(tokens & set(name_tokens(name))) / len(tokens) for name in names), default=0
        )

    def list_meant(self, written: str, limit: int = NEAREST) -> tuple[Item, ...]:
        """Items that may be meant by ``written``, which is not the code of one.

        Codes that look like it; where there are none, Items that it names in words.
        """
        found = [self._generation.items[at] for at in self._codes.list_nearest(written, limit)]
        if not found and not any(sign.isdigit() for sign in written):
            told = self.find(written, limit=limit)
            found = [hit.item for hit in (*told.items, *told.nearest)[:limit]]
        return tuple(found)

    def suggest(self, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, best first."""
        found = self._suggester.complete(typed, limit)
        if len(found) < limit:
            found = self._add_recalled(typed, found, limit)
        return tuple(found)

    def _add_recalled(self, typed: str, found: list[Suggestion], limit: int) -> list[Suggestion]:
        """Fill up with names that contain the words elsewhere than at the start."""
        folded = fold(typed)
        if len(folded) < 2:
            return found
        by_words = {suggestion.words: suggestion for suggestion in found}
        need = read_need(folded, self._lexicon)
        for recalled in self._recall.list_best(need, (), limit):
            item = self._generation.items[self._member_ordinals(recalled.entry)[0]]
            words = item.name.get("zh", "") or next(iter(item.name.values()))
            by_words.setdefault(words, Suggestion(words=words, kind="item", id=item.code))
            if len(by_words) >= limit:
                break
        return list(by_words.values())

    def _list_candidates(
        self,
        need: Need,
        comparison: Comparison,
        filters: Filters,
        chain: Sequence[AreaCode],
    ) -> list[Candidate]:
        restricting = self._filter_queries(filters, chain)
        recalled = self._recall.list_best(need, restricting, RECALLED)
        least = recalled[0].score * WORTH_RANKING if recalled else 0.0
        candidates = [
            Candidate(hit.entry, hit.score, comparison.fit(self._profiles[hit.entry]))
            for at, hit in enumerate(recalled)
            if at < ALWAYS_RANKED or hit.score >= least
        ]
        if self._meaning is None or not need.folded or is_sure(need, candidates):
            return score_candidates(need, candidates, None)
        similarities = self._meaning.similarities(need)
        if similarities is None:
            return score_candidates(need, candidates, None)
        known = {candidate.entry for candidate in candidates}
        allowed = self._allowed_entries(restricting, filters)
        candidates.extend(
            Candidate(entry, 0.0, comparison.fit(self._profiles[entry]))
            for entry in similarities.list_best(BY_MEANING, allowed)
            if entry not in known
        )
        return score_candidates(need, candidates, similarities)

    def _list_hits(
        self,
        candidates: Sequence[Candidate],
        explainer: Explainer,
        chooser: Chooser,
        limit: int,
    ) -> list[ItemHit]:
        hits: list[ItemHit] = []
        for candidate in list_told(candidates):
            ordinals = self._member_ordinals(candidate.entry)
            chosen = chooser.choose(ordinals)
            if chosen is not None:
                hit = ItemHit(
                    item=self._members.get_item(chosen),
                    score=round(candidate.certainty, 4),
                    why=explainer.explain(candidate),
                    bodies=len(ordinals),
                    ordinal=chosen,
                )
                hits.append(hit)
            if len(hits) == limit:
                break
        return hits

    def _list_events(self, tokens: Collection[str]) -> list[LifeEventHit]:
        return [
            LifeEventHit(
                event=self._generation.life_events[match.ordinal],
                score=round(match.covered * match.said, 4),
            )
            for match in self._events.match(tokens, _EVENTS)
        ]

    def _list_places(self, tokens: Collection[str], filters: Filters) -> list[PlaceHit]:
        hits: list[PlaceHit] = []
        for match in self._places.match(tokens, _PLACES):
            place = self._generation.places[match.ordinal]
            distance_m = (
                get_distance_m(filters.near, (place.lon, place.lat))
                if filters.near and place.lon is not None and place.lat is not None
                else None
            )
            score = round(match.covered * match.said, 4)
            hits.append(PlaceHit(place=place, score=score, distance_m=distance_m))
        return hits

    def _filter_queries(self, filters: Filters, chain: Sequence[AreaCode]) -> list[tantivy.Query]:
        wanted = [
            ("audience", filters.audience.value if filters.audience else ""),
            ("topic", filters.topic),
            ("body", filters.body),
            ("online", "yes" if filters.online else ""),
        ]
        queries = [
            tantivy.Query.term_query(self._schema, field, value) for field, value in wanted if value
        ]
        if chain:
            areas = [*chain, index.EVERYWHERE]
            queries.append(tantivy.Query.term_set_query(self._schema, "area", areas))
        return queries

    def _allowed_entries(
        self, restricting: Sequence[tantivy.Query], filters: Filters
    ) -> frozenset[int] | None:
        """Entries that pass the filters; None where all do."""
        if not restricting:
            return None
        both = [(tantivy.Occur.Must, query) for query in restricting]
        query = tantivy.Query.boolean_query(both)
        hits = self._searcher.search(query, limit=len(self._names), count=False).hits
        addresses = [address for _, address in hits]
        return frozenset(int(e or 0) for e in self._searcher.fast_field_values("entry", addresses))

    def _member_ordinals(self, entry: int) -> list[int]:
        ordinals: list[int] = self._ordinals[self._starts[entry] : self._starts[entry + 1]].tolist()
        return ordinals
