"""``zhihui serve``: the pages and the API over one generation, under granian.

The server is started as a program of its own and takes over this process; nothing of it is
imported here.
"""

import os
import socket
import sys
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Final

import typer

from zhihui.cli.app import app
from zhihui.cli.screen import stderr
from zhihui.generation import open_generation

APPLICATION: Final = "zhihui.web.wsgi:application"
GENERATION_VARIABLE: Final = "ZHIHUI_GENERATION"
HOSTS_VARIABLE: Final = "ZHIHUI_ALLOWED_HOSTS"
SECRET_VARIABLE: Final = "ZHIHUI_SECRET_KEY"
ARENAS_VARIABLE: Final = "MALLOC_ARENA_MAX"
ARENAS: Final = "2"
"""Heaps of glibc in a process; left alone, each thread fills one of its own."""
LOOPBACK: Final = "localhost,127.0.0.1,[::1]"
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})
THREADS: Final = 2 * (os.cpu_count() or 1) + 1
"""Of a worker. Two answer, the others wait for bodies that arrive slowly or for their turn."""
WAITING: Final = 256
"""Connections that a worker takes on at once; the next wait in the queue of the system."""
HEADERS_MS: Final = 5000
"""How long the headers of a request may take to arrive."""
HEADERS_BYTES: Final = 64 * 1024
"""How large they may be; more, or more than 100 of them, is answered with 431."""
KILL_TIMEOUT_S: Final = 10


@app.command("serve")
def serve(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The generation. 版本目录")],
    host: Annotated[str, typer.Option(help="Address to listen on. 监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port. 端口")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes. 进程数")] = 1,
) -> None:
    """Serve the pages and the API of a generation. 启动网站和接口"""
    with open_generation(directory) as generation:
        name = generation.manifest.district_name.get("zh", generation.manifest.district_code)
    _check_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    stderr.print(f"{name}: http://{shown}:{port}/  (Ctrl-C 停止 to stop)", markup=False)
    os.execve(
        sys.executable,
        create_command(host, port, workers),
        {
            ARENAS_VARIABLE: ARENAS,
            HOSTS_VARIABLE: list_allowed_hosts(host),
            SECRET_VARIABLE: token_urlsafe(50),
            **os.environ,
            GENERATION_VARIABLE: str(directory.resolve()),
        },
    )


def list_allowed_hosts(host: str) -> str:
    """Host names that requests may carry where the environment does not say.

    A server that listens on every address answers to every name; else to its own and loopback.
    """
    return "*" if host in EVERYWHERE else f"{LOOPBACK},{host}"


def create_command(host: str, port: int, workers: int) -> list[str]:
    """The command line of the server."""
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--backpressure", str(WAITING)),
        *("--http1-header-read-timeout", str(HEADERS_MS)),
        *("--http1-buffer-size", str(HEADERS_BYTES)),
        *("--no-access-log", "--workers-kill-timeout", str(KILL_TIMEOUT_S)),
        APPLICATION,
    ]


def _check_free(host: str, port: int) -> None:
    """Leave with a message where the server could not listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = error.strerror or str(error)
        raise typer.BadParameter(
            f"无法监听 cannot listen on {host}:{port}: {why}. "
            "请换 --port 或 --host。Give another --port or --host.",
            param_hint="--port",
        ) from error
