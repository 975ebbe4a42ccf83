"""From a need to the one answer object that every face renders, and its two forms in words.

Pure: ``now`` is an argument. Knows records, hours and the finder; no pages, commands or HTTP.
"""

from zhihui.answers.assembling import answer, answer_item, answer_place
from zhihui.answers.brief import BriefAnswer, ItemBrief, answer_in_brief
from zhihui.answers.calendar_file import create_calendar
from zhihui.answers.json_form import to_json
from zhihui.answers.model import (
    Answer,
    Go,
    Intervals,
    ItemAnswer,
    Paper,
    PlaceAnswer,
    Producer,
    Verified,
    Where,
)
from zhihui.answers.plan_json import plan_json, question_json
from zhihui.answers.wordings import (
    LANGUAGES,
    label,
    say_plan,
    word_day,
    word_minutes,
    word_moment,
    word_reason,
    word_refusal,
    word_time_limit,
    word_travel,
)

__all__ = [
    "LANGUAGES",
    "Answer",
    "BriefAnswer",
    "Go",
    "Intervals",
    "ItemAnswer",
    "ItemBrief",
    "Paper",
    "PlaceAnswer",
    "Producer",
    "Verified",
    "Where",
    "answer",
    "answer_in_brief",
    "answer_item",
    "answer_place",
    "create_calendar",
    "label",
    "plan_json",
    "question_json",
    "say_plan",
    "to_json",
    "word_day",
    "word_minutes",
    "word_moment",
    "word_reason",
    "word_refusal",
    "word_time_limit",
    "word_travel",
]
