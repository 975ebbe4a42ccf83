"""Why a hit matched, and why nothing did, as Reasons."""

from collections.abc import Sequence

from zhihui.district import Reason, ReasonKind
from zhihui.finder.decide import Candidate, Decline, Verdict
from zhihui.finder.needs import Need, Origin
from zhihui.finder.rank import Comparison, UnitMatch

_SHARE_TOLD = 0.5
_STANDING_TOLD = 2.0


def explain_hit(
    need: Need, candidate: Candidate, comparison: Comparison, names: Sequence[str]
) -> tuple[Reason, ...]:
    """The ways in which an entry with the folded ``names`` matched, best first."""
    name = candidate.fit.name
    is_alias = name not in names[:2]
    reasons = [
        _explain_match(match, need, is_alias=is_alias)
        for match in (comparison.list_matches(name) if name else ())
        if match.share >= _SHARE_TOLD
    ]
    if need.initials and not reasons:
        reasons.append(Reason(kind=ReasonKind.MATCHED_INITIALS, values={"initials": need.folded}))
    if candidate.z >= _STANDING_TOLD:
        reasons.append(
            Reason(kind=ReasonKind.MATCHED_MEANING, values={"similarity": round(candidate.z, 2)})
        )
    if not reasons:
        reasons.append(Reason(kind=ReasonKind.MATCHED_TEXT, values={"words": need.folded}))
    return tuple(reasons)


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
