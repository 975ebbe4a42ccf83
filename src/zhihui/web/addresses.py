"""Who asks, and whether over https: from the connection, or from a proxy that is trusted.

Called by the guard. Headers of a proxy count only when the connection comes from an address that
``ZHIHUI_TRUSTED_PROXIES`` names; anybody can write them. The result is used for limits and is
never stored or logged.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.core.exceptions import ImproperlyConfigured

Network = IPv4Network | IPv6Network
_V6_PREFIX = 64


def read_proxies(written: str) -> tuple[Network, ...]:
    """Addresses and networks, separated by commas. Raises ImproperlyConfigured."""
    try:
        return tuple(ip_network(part.strip()) for part in written.split(",") if part.strip())
    except ValueError as error:
        raise ImproperlyConfigured(
            "ZHIHUI_TRUSTED_PROXIES 应是逗号分隔的地址或网段，例如 10.0.0.0/8。"
            f" It is addresses or networks separated by commas, e.g. 10.0.0.0/8: {error}."
        ) from error


def client_address(meta: Mapping[str, str], proxies: Sequence[Network]) -> str:
    """The address of the person's connection: the last in the chain that is no trusted proxy."""
    nearest = meta.get("REMOTE_ADDR", "")
    if not proxies or not _is_in(nearest, tuple(proxies)):
        return nearest
    chain = meta.get("HTTP_X_FORWARDED_FOR", "").split(",")
    for hop in reversed([one.strip() for one in chain if one.strip()]):
        if not _is_in(hop, tuple(proxies)):
            return hop if _is_address(hop) else nearest
    return nearest


def is_secure(meta: Mapping[str, str], proxies: Sequence[Network]) -> bool:
    """Whether the person's connection is encrypted."""
    if meta.get("wsgi.url_scheme") == "https":
        return True
    if not proxies or not _is_in(meta.get("REMOTE_ADDR", ""), tuple(proxies)):
        return False
    return meta.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https"


def limited_as(address: str) -> str:
    """What a limit counts by: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    if ":" not in address:
        return address
    return _subscriber(address)


@lru_cache(maxsize=4096)
def _is_in(address: str, proxies: tuple[Network, ...]) -> bool:
    if not _is_address(address):
        return False
    asked = ip_address(address)
    return any(asked in network for network in proxies)


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _subscriber(address: str) -> str:
    try:
        asked = ip_address(address)
    except ValueError:
        return address
    if not isinstance(asked, IPv6Address):
        return address
    if asked.ipv4_mapped is not None:
        return str(asked.ipv4_mapped)
    return str(ip_network((int(asked) >> (128 - _V6_PREFIX) << (128 - _V6_PREFIX), _V6_PREFIX)))
