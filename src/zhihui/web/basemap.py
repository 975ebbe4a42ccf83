"""A base map from elsewhere: its address from the environment, and its host for the policy.

Called by the settings and the guard. There is none unless the operator names one: a public map of
China needs an approved base map, which cannot be shipped.
"""

from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_PLACEHOLDERS: Final = ("{z}", "{x}", "{y}")
_ENDS_A_SOURCE: Final = frozenset(" ;,'\"\n\r\t")


def read_basemap(template: str) -> str:
    """The template as it is. Raises ImproperlyConfigured for one that cannot be used."""
    if not template:
        return ""
    parts = urlsplit(template)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or "{" in parts.netloc
        or _ENDS_A_SOURCE & set(parts.netloc)
        or not all(one in template for one in _PLACEHOLDERS)
    ):
        raise ImproperlyConfigured(
            f"ZHIHUI_BASEMAP_URL is {template!r}; expected http(s)://HOST/… with {{z}}, {{x}} and "
            "{y}, and a host without placeholders."
        )
    return template


def origin_of(template: str) -> str:
    """Scheme and host of a template, for the content security policy; empty for none."""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc}" if template else ""
