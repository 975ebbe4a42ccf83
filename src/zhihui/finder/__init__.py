"""Everyday words → Items, Places and LifeEvents, with a reason for each, or an honest decline.

``index_part`` is given to ``generation.build``; ``Finder`` is opened over the generation. It never
writes to a generation and knows nothing of pages, commands or answers.
"""

from zhihui.finder.engine import Finder
from zhihui.finder.found import Filters, Found, ItemHit, LifeEventHit, PlaceHit, Suggestion
from zhihui.finder.index import index_part
from zhihui.finder.lexicon_check import LexiconFault, LexiconFaultKind, check_lexicon
from zhihui.finder.members import get_distance_m
from zhihui.finder.splitting import split_needs

__all__ = [
    "Filters",
    "Finder",
    "Found",
    "ItemHit",
    "LexiconFault",
    "LexiconFaultKind",
    "LifeEventHit",
    "PlaceHit",
    "Suggestion",
    "check_lexicon",
    "get_distance_m",
    "index_part",
    "split_needs",
]
