"""Why a hit matched, and why nothing did, as Reasons."""

from collections.abc import Sequence

from zhihui.district import Reason, ReasonKind
from zhihui.finder.decide import Candidate, Decline, Verdict
from zhihui.finder.needs import Need, Origin

_SHARE_TOLD = 0.5
_STANDING_TOLD = 2.0


def explain_hit(need: Need, candidate: Candidate, wordings: Sequence[str]) -> tuple[Reason, ...]:
    """The ways in which an entry with the folded ``wordings`` matched, best first."""
    reasons: list[Reason] = []
    for match in sorted(candidate.fit.matches, key=lambda m: -m.share * m.weight):
        wording = match.wording
        if wording is None or match.share < _SHARE_TOLD:
            continue
        if wording.origin is Origin.LEXICON:
            values = {"say": match.unit.typed, "means": wording.words}
            reasons.append(Reason(kind=ReasonKind.MATCHED_EVERYDAY_WORD, values=values))
        elif match.by_sound:
            kind = ReasonKind.MATCHED_PINYIN if need.spelt_by_hand else ReasonKind.MATCHED_TYPO
            key = "pinyin" if need.spelt_by_hand else "words"
            reasons.append(Reason(kind=kind, values={key: wording.words}))
        else:
            in_name = len(wordings) > 1 and wording.words in wordings[1]
            in_alias = not in_name and any(wording.words in alias for alias in wordings[2:])
            kind = ReasonKind.MATCHED_ALIAS if in_alias else ReasonKind.MATCHED_NAME
            reasons.append(Reason(kind=kind, values={"words": wording.words}))
    if need.initials and not reasons:
        reasons.append(Reason(kind=ReasonKind.MATCHED_INITIALS, values={"initials": need.folded}))
    if candidate.z >= _STANDING_TOLD:
        reasons.append(
            Reason(kind=ReasonKind.MATCHED_MEANING, values={"similarity": round(candidate.z, 2)})
        )
    if not reasons:
        reasons.append(Reason(kind=ReasonKind.MATCHED_TEXT, values={"words": need.folded}))
    return tuple(reasons)


def explain_decline(need: Need, verdict: Verdict) -> tuple[Reason, ...]:
    """Why nothing is offered."""
    if verdict.why is Decline.NOT_HERE:
        values = {"means": "、".join(need.understood)}
        return (Reason(kind=ReasonKind.NOT_OFFERED_HERE, values=values),)
    if verdict.why is Decline.NOT_UNDERSTOOD:
        return (Reason(kind=ReasonKind.OUTSIDE_GOVERNMENT_SERVICES),)
    return (Reason(kind=ReasonKind.NOTHING_FITS),)
