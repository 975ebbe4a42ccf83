"""Base maps from elsewhere: their addresses from the environment, and their hosts for the policy.

Called by the settings and the guard. There is none unless the operator names one: a public map of
China needs an approved base map, which cannot be shipped.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_PLACEHOLDERS: Final = ("{z}", "{x}", "{y}")
_ENDS_A_SOURCE: Final = frozenset(" ;,'\"\n\r\t")


def read_basemap(written: str) -> tuple[str, ...]:
    """The templates between spaces, the lowest first: a map, and names over it.

    Raises ImproperlyConfigured for one that cannot be used.
    """
    templates = tuple(written.split())
    for template in templates:
        parts = urlsplit(template)
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or "{" in parts.netloc
            or "@" in parts.netloc
            or _ENDS_A_SOURCE & set(parts.netloc)
            or not all(one in template for one in _PLACEHOLDERS)
        ):
            raise ImproperlyConfigured(
                f"ZHIHUI_BASEMAP_URL 里的 {template!r} 应是 http(s)://主机/…，"
                "带 {z}、{x} 和 {y}，主机里不带占位符。"
                f" {template!r} of ZHIHUI_BASEMAP_URL: expected http(s)://HOST/… "
                "with {z}, {x} and {y}, and a host without placeholders."
            )
    return templates


def list_origins(templates: Sequence[str]) -> list[str]:
    """Scheme and host of each, once, for the content security policy."""
    parts = [urlsplit(template) for template in templates]
    return list(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in parts))
