"""Why a hit matched, and why nothing did, as Reasons."""

from zhihui.district import Reason, ReasonKind
from zhihui.finder.decide import Candidate, Decline, Verdict
from zhihui.finder.needs import Need, Origin
from zhihui.finder.rank import Comparison, UnitMatch

_SHARE_TOLD = 0.5
_STANDING_TOLD = 2.0


class Explainer:
    """Why entries match one need. A Reason that several hits share is one object."""

    def __init__(self, need: Need, comparison: Comparison) -> None:
        self._need = need
        self._comparison = comparison
        self._reasons: dict[tuple[int, int, bool, bool], Reason] = {}

    def explain(self, candidate: Candidate) -> tuple[Reason, ...]:
        """The ways in which an entry matched, best first."""
        fit = candidate.fit
        need = self._need
        reasons = [
            self._explain_match(match, is_alias=fit.is_alias)
            for match in (self._comparison.list_matches(fit.name) if fit.name else ())
            if match.share >= _SHARE_TOLD
        ]
        if need.initials and not reasons:
            values: dict[str, str | int | float] = {"initials": need.folded}
            reasons.append(Reason(kind=ReasonKind.MATCHED_INITIALS, values=values))
        if candidate.z >= _STANDING_TOLD:
            values = {"similarity": round(candidate.z, 2)}
            reasons.append(Reason(kind=ReasonKind.MATCHED_MEANING, values=values))
        if not reasons:
            reasons.append(Reason(kind=ReasonKind.MATCHED_TEXT, values={"words": need.folded}))
        return tuple(reasons)

    def _explain_match(self, match: UnitMatch, *, is_alias: bool) -> Reason:
        # the comparison holds the units, so that no id is used twice
        key = (id(match.unit), id(match.wording), match.by_sound, is_alias)
        known = self._reasons.get(key)
        if known is None:
            known = _explain_match(match, self._need, is_alias=is_alias)
            self._reasons[key] = known
        return known


def _explain_match(match: UnitMatch, need: Need, *, is_alias: bool) -> Reason:
    words = match.wording.words
    if match.wording.origin is Origin.LEXICON:
        values: dict[str, str | int | float] = {"say": match.unit.typed, "means": words}
        return Reason(kind=ReasonKind.MATCHED_EVERYDAY_WORD, values=values)
    if match.wording.origin is Origin.INITIALS:
        return Reason(kind=ReasonKind.MATCHED_INITIALS, values={"initials": words})
    if match.by_sound and need.spelt_by_hand:
        return Reason(kind=ReasonKind.MATCHED_PINYIN, values={"pinyin": words})
    if match.by_sound:
        return Reason(kind=ReasonKind.MATCHED_TYPO, values={"words": words})
    kind = ReasonKind.MATCHED_ALIAS if is_alias else ReasonKind.MATCHED_NAME
    return Reason(kind=kind, values={"words": words})


def explain_decline(need: Need, verdict: Verdict) -> tuple[Reason, ...]:
    """Why nothing is offered."""
    if verdict.why is Decline.NOT_HERE:
        values = {"means": "、".join(need.understood)}
        return (Reason(kind=ReasonKind.NOT_OFFERED_HERE, values=values),)
    if verdict.why is Decline.NOT_UNDERSTOOD:
        return (Reason(kind=ReasonKind.OUTSIDE_GOVERNMENT_SERVICES),)
    return (Reason(kind=ReasonKind.NOTHING_FITS),)
