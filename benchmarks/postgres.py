"""A throw-away PostgreSQL server of Debian's package, for the peers and for the tests.

It listens on a socket in a folder of its own and nowhere else; root starts it as ``postgres``.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from psycopg.conninfo import make_conninfo

ABSENT = "no PostgreSQL server programs that can be started here: apt-get install postgresql"
"""Why something is left out where ``start_postgres`` gives None."""
PEER_MEMORY = "512MB"
"""Shared buffers where the server is measured."""
_MEMORY = "32MB"
_OWNER = "zhihui"
_UNPRIVILEGED = "postgres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postgres:
    """A running server with nothing in it; whoever reaches the socket is its owner."""

    socket: Path
    """Folder of the socket."""

    def conninfo(self, database: str = "postgres") -> str:
        """How psycopg reaches a database."""
        return make_conninfo(host=str(self.socket), user=_OWNER, dbname=database)

    def address(self, database: str = "postgres") -> str:
        """The same as an address, e.g. ``postgresql://zhihui@%2Ftmp%2Fx/postgres``."""
        return f"postgresql://{_OWNER}@{quote(str(self.socket), safe='')}/{database}"


def find_postgres() -> Path | None:
    """Folder of PostgreSQL's server programs, or None where there are none for us to start."""
    if os.getuid() == 0 and not _has_user(_UNPRIVILEGED):
        return None  # the server refuses to run as root
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if folders:
        return folders[-1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def start_postgres(*, memory: str = _MEMORY) -> Iterator[Postgres | None]:
    """A server for the block, with ``memory`` of shared buffers; None where it is absent."""
    programs = find_postgres()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="zhihui-pg-"))
    user = _UNPRIVILEGED if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data")]
    try:
        initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", _OWNER]
        initdb += ["-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(initdb, check=True, capture_output=True, user=user, cwd=folder)
        options = f"-k {folder} -c listen_addresses='' -c shared_buffers={memory} -c fsync=off"
        start = [*control, "-w", "-o", options, "-l", str(folder / "log"), "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        yield Postgres(socket=folder)
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, capture_output=True, user=user, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
