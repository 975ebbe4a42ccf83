"""What every record is made of: bilingual text, three-valued facts, provenance, Reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeAlias

Text: TypeAlias = Mapping[str, str]
"""A wording per language: BCP 47 tag (``zh``, ``en``, …) → words. Never an empty wording."""


def text(zh: str = "", en: str = "", **others: str) -> Text:
    """A Text of the wordings that are not empty."""
    wordings = {"zh": zh, "en": en, **others}
    return {language: words for language, words in wordings.items() if words}


def in_language(wordings: Text, language: str) -> str:
    """The wording in ``language``, else the Chinese one, else any, else an empty string."""
    found = wordings.get(language) or wordings.get("zh")
    return found if found else next(iter(wordings.values()), "")


class Fact(Enum):
    """A three-valued fact. ``UNKNOWN`` is said aloud and never shown as a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record comes from, and who last checked it."""

    source: str = ""
    """Id of a Source of the generation; empty for what the build derived."""
    row: int | None = None
    """1-based record number in the source file, header not counted."""
    verified_on: date | None = None
    verified_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that a generation was built from."""

    id: str
    title: str = ""
    licence: str = ""
    url: str = ""
    sha256: str = ""
    rows_read: int = 0
    rows_left_out: int = 0
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """日常用语: one thing people say, and what offices call it."""

    say: str
    means: tuple[str, ...]
    """Office wordings, any of which may be meant."""
    source: str = ""


class ReasonKind(Enum):
    """Why something is, is not, or is unknown. The wording lives in language catalogues."""

    # whether a visit is needed
    VISIT_NOT_NEEDED = "visit_not_needed"  # visits
    VISIT_NEEDED = "visit_needed"  # visits
    VISITS_UNKNOWN = "visits_unknown"
    ONLINE_POSSIBLE = "online_possible"
    ONLINE_NOT_POSSIBLE = "online_not_possible"
    ONLINE_UNKNOWN = "online_unknown"
    POST_POSSIBLE = "post_possible"
    SELF_SERVICE_POSSIBLE = "self_service_possible"
    AGENT_POSSIBLE = "agent_possible"
    APPOINTMENT_NEEDED = "appointment_needed"
    # opening hours
    OPEN_UNTIL = "open_until"  # until
    OPENS_NEXT = "opens_next"  # at
    CLOSED_TODAY = "closed_today"
    CLOSED_HOLIDAY = "closed_holiday"  # date, holiday, holiday_en
    OPEN_MAKEUP_WORKDAY = "open_makeup_workday"  # date
    CALENDAR_NOT_PUBLISHED = "calendar_not_published"  # year
    HOLIDAY_HOURS_UNKNOWN = "holiday_hours_unknown"  # date, holiday, holiday_en
    MAKEUP_HOURS_UNKNOWN = "makeup_hours_unknown"  # date
    OPEN_DEPENDS = "open_depends"  # comment
    HOURS_UNKNOWN = "hours_unknown"
    HOURS_UNREADABLE = "hours_unreadable"  # original
    NOT_OPEN_WITHIN_HORIZON = "not_open_within_horizon"  # days
    # places
    NO_PLACE_KNOWN = "no_place_known"
    ADDRESS_ONLY = "address_only"  # address
    POSITION_UNKNOWN = "position_unknown"
    # finding
    NOTHING_FITS = "nothing_fits"
    NOT_OFFERED_HERE = "not_offered_here"  # means
    OUTSIDE_GOVERNMENT_SERVICES = "outside_government_services"
    MATCHED_NAME = "matched_name"  # words
    MATCHED_ALIAS = "matched_alias"  # words
    MATCHED_EVERYDAY_WORD = "matched_everyday_word"  # say, means
    MATCHED_PINYIN = "matched_pinyin"  # pinyin
    MATCHED_INITIALS = "matched_initials"  # initials
    MATCHED_TYPO = "matched_typo"  # words
    MATCHED_TEXT = "matched_text"  # words
    MATCHED_MEANING = "matched_meaning"  # similarity
    # planning: why an errand cannot be done
    NO_OFFER = "no_offer"
    CLOSED_ALL_DAYS = "closed_all_days"  # days
    PLACE_UNREACHABLE = "place_unreachable"  # place, place_en, distance_m
    TOO_FAR = "too_far"  # place, place_en, minutes
    SLOTS_GONE = "slots_gone"  # days
    RESULT_NOT_READY = "result_not_ready"  # item, item_en, days
    COLLECT_NOT_READY = "collect_not_ready"  # days
    BACK_BY_TOO_EARLY = "back_by_too_early"  # back_by
    TOO_LATE_TODAY = "too_late_today"
    NOT_WITH_THE_OTHERS = "not_with_the_others"  # days
    AGENT_NOT_POSSIBLE = "agent_not_possible"
    HANDLING_TOO_LONG = "handling_too_long"  # minutes
    CIRCLE_OF_PAPERS = "circle_of_papers"
    NO_STEP_FREE_PLACE = "no_step_free_place"  # steps, unknown: numbers of places
    # planning: what was assumed
    QUEUE_ASSUMED = "queue_assumed"  # minutes
    HANDLING_ASSUMED = "handling_assumed"  # minutes
    WAIT_ASSUMED = "wait_assumed"  # days, item, item_en
    RESULT_TO_HAND = "result_to_hand"  # item, item_en, date
    COLLECT_ASSUMED = "collect_assumed"  # minutes
    COLLECT_POSSIBLE = "collect_possible"
    COLLECT_AT_ONCE = "collect_at_once"
    COLLECT_UNKNOWN = "collect_unknown"
    PLACES_LEFT_OUT = "places_left_out"  # count: their hours or positions are not known
    TRAVEL_ESTIMATED = "travel_estimated"
    STEP_FREE_UNKNOWN = "step_free_unknown"
    # planning: what would help
    SUGGEST_START_EARLIER = "suggest_start_earlier"  # minutes, at
    SUGGEST_START_ON = "suggest_start_on"  # date
    SUGGEST_MORE_DAYS = "suggest_more_days"  # days
    SUGGEST_BACK_LATER = "suggest_back_later"  # minutes, back_by
    SUGGEST_BACK_ON = "suggest_back_on"  # back_by: a moment of another day
    SUGGEST_ONLINE = "suggest_online"  # item, item_en
    SUGGEST_AGENT = "suggest_agent"  # item, item_en
    SUGGEST_VISIT = "suggest_visit"  # item, item_en
    SUGGEST_NOT_COLLECT = "suggest_not_collect"  # item, item_en
    SUGGEST_HAVE_PAPER = "suggest_have_paper"  # paper, paper_en, item, item_en
    SUGGEST_FEWER = "suggest_fewer"  # item, item_en, count
    SUGGEST_MODE = "suggest_mode"  # mode
    SUGGEST_STEP_FREE_UNKNOWN = "suggest_step_free_unknown"
    # facts that the record leaves open
    PAPERS_UNKNOWN = "papers_unknown"
    FEES_UNKNOWN = "fees_unknown"
    TIME_LIMIT_UNKNOWN = "time_limit_unknown"
    PHONE_UNKNOWN = "phone_unknown"
    NEVER_VERIFIED = "never_verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A kind of the closed list, with the values its wording needs."""

    kind: ReasonKind
    values: Mapping[str, str | int | float] = field(default_factory=dict)
