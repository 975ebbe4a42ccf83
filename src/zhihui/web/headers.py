"""The security headers of every response: pages, API, tiles, files, widgets and errors.

Called by the guard, and by wsgi for static files.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from zhihui.web.basemap import list_origins

_POLICY = (
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_OWN_FRAMES = "frame-ancestors 'none'"
_ANY_FRAMES = "frame-ancestors *"
_UPGRADE = "upgrade-insecure-requests"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), payment=(), geolocation=(self)"),
)
_UNFRAMED = (
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_HALF_A_YEAR = 182 * 24 * 3600
_SECURE = (("Strict-Transport-Security", f"max-age={_HALF_A_YEAR}"),)


@lru_cache(maxsize=8)
def security_headers(*, is_secure: bool, may_be_framed: bool) -> Mapping[str, str]:
    """Headers to add where a view did not set them itself."""
    sources = " ".join(("'self'", *list_origins(settings.ZHIHUI_BASEMAP_URL)))
    seen = (f"img-src {sources} data: blob:", f"connect-src {sources}")
    policy = [*_POLICY, *seen, _ANY_FRAMES if may_be_framed else _OWN_FRAMES]
    if is_secure:
        policy.append(_UPGRADE)
    return {
        "Content-Security-Policy": "; ".join(policy),
        **dict(_ALWAYS),
        **({} if may_be_framed else dict(_UNFRAMED)),
        **(dict(_SECURE) if is_secure else {}),
    }
