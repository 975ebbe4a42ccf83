"""What kind of thing an address is: page, plan, API, tile, correction.

Called by the guard, which limits each kind on its own, and by the error pages.
"""

from enum import Enum

from zhihui.web.wording import LANGUAGES


class RequestKind(Enum):
    """A kind of request with a limit of its own."""

    PAGE = "page"
    PLAN = "plan"
    API = "api"
    TILE = "tile"
    CORRECTION = "correction"


def is_api_path(path: str) -> bool:
    """Whether a path belongs to the API, known or not."""
    return path == "/api" or path.startswith("/api/")


def is_widget_path(path: str) -> bool:
    """Whether a path is a widget, which other sites may show in a frame; in any language."""
    return first_of(path) == "widget"


def kind_of(method: str, path: str) -> RequestKind:
    """The kind of a request by its method and path."""
    if is_api_path(path):
        return RequestKind.PLAN if path.startswith("/api/v1/plan") else RequestKind.API
    first = first_of(path)
    if first == "tiles":
        return RequestKind.TILE
    if first in ("plan", "plan.ics", "plan.svg"):
        return RequestKind.PLAN
    if first == "corrections" and method == "POST":
        return RequestKind.CORRECTION
    return RequestKind.PAGE


def first_of(path: str) -> str:
    """The first part of a path behind its language."""
    parts = path.split("/", 3)
    first = parts[1] if len(parts) > 1 else ""
    return parts[2] if first in LANGUAGES and len(parts) > 2 else first
