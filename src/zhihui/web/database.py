"""Where the one database is: ``ZHIHUI_DATABASE`` or its parts become Django's settings.

Called by settings. Left out, it is an SQLite file beside the generation, never inside it, because
a generation is replaced as a whole. It never opens a connection.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "ZHIHUI_DATABASE"
SUFFIX = ".corrections.sqlite3"
OFF = "off"
_WAIT_S = 5
_POSTGRESQL = ("postgresql", "postgres")
_SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"


def read_databases(environment: Mapping[str, str], generation: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES; empty where nothing is to be kept.

    ``ZHIHUI_DATABASE`` is ``postgresql://USER:PASSWORD@HOST:PORT/NAME`` (HOST may be the folder of
    a socket, written ``%2Frun%2Fpostgresql``), the path of an SQLite file, or ``off``; or
    ``ZHIHUI_DATABASE_NAME`` with ``_HOST``, ``_PORT``, ``_USER`` and ``_PASSWORD`` name a
    PostgreSQL database. Raises ImproperlyConfigured.
    """
    value = environment.get(VARIABLE, "").strip()
    if value == OFF:
        return {}
    if value:
        return {"default": _read_address(value)}
    if environment.get(f"{VARIABLE}_NAME"):
        parts = {
            key: environment.get(f"{VARIABLE}_{key}", "")
            for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")
        }
        return {"default": _postgresql(parts, {})}
    if not generation:
        return {}
    place = Path(generation).absolute()
    return {"default": _sqlite(str(place.with_name(place.name + SUFFIX)))}


def _read_address(value: str) -> dict[str, Any]:
    scheme, separator, _ = value.partition("://")
    if not separator:
        return _sqlite(str(Path(value).absolute()))
    parts = urlsplit(value)
    if scheme == "sqlite":
        return _sqlite(unquote(parts.path))
    name = unquote(parts.path.lstrip("/"))
    host, port = _read_host(parts.netloc.rpartition("@")[2])
    if scheme not in _POSTGRESQL or not name or not (port.isdigit() or not port):
        raise ImproperlyConfigured(
            f"{VARIABLE} 应是 postgresql://用户:密码@主机:端口/库名、SQLite 文件的路径，或 off。"
            f" It is postgresql://USER:PASSWORD@HOST:PORT/NAME, the path of an SQLite file, or off;"
            f" this one begins with {scheme}:// and has the host {host!r}, the port {port!r}"
            f" and the name {name!r}."
        )
    read = {
        "NAME": name,
        "HOST": host,
        "PORT": port,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
    }
    return _postgresql(read, dict(parse_qsl(parts.query)))


def _read_host(written: str) -> tuple[str, str]:
    """Host, or folder of a socket, as it is written (folders know capitals), and port."""
    if written.startswith("["):
        host, _, rest = written[1:].partition("]")
        return host, rest.removeprefix(":")
    host, _, port = written.partition(":")
    return unquote(host), port


def _postgresql(parts: Mapping[str, str], options: Mapping[str, str]) -> dict[str, Any]:
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            f"{VARIABLE} 指定 PostgreSQL，但没有安装 psycopg：pip install 'zhihui[postgresql]'。"
            f" {VARIABLE} names a PostgreSQL database and psycopg is not installed:"
            " pip install 'zhihui[postgresql]'."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        **parts,
        "OPTIONS": {"connect_timeout": _WAIT_S, **options},
    }


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": _WAIT_S,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_START,
        },
    }
