"""A plan on another phone: its whole address, as a link and as a QR code, and what they hold.

Called by the plan pages. The address holds no name, no number of a person and no point finer than
about 100 m; nothing is stored anywhere for it (decision 0045).
"""

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from markupsafe import Markup

QUIET_ZONE = 4
MASK = 3
"""Any mask can be read; trying all eight for the prettiest takes longer than the plan."""
MOST_BYTES = 2_000
"""A longer address makes a code too dense for a phone to read off a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The link, and its QR code as SVG; empty where the link is too long for one."""

    url: str
    code: Markup


def create_share(request: HttpRequest, path: str) -> Share:
    """What opens ``path`` on this site from anywhere."""
    url: str = request.build_absolute_uri(path)
    return Share(url=url, code=draw_code(url) if len(url) <= MOST_BYTES else Markup(""))


def draw_code(url: str) -> Markup:
    """The QR code of an address as an SVG element: black on white in every colour scheme."""
    code = segno.make_qr(url, error="l", boost_error=True, mask=MASK)
    drawn = code.svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="qr-code", lineclass=None, light="#fff"
    )
    return Markup(drawn)  # drawn from the code's modules alone: no text of the address is in it
