"""WSGI entry: opens the generation, warms the planner up, serves static files, pages and the API.

Called by granian: ``granian --interface wsgi zhihui.web.wsgi:application``.
"""

import gc
import os
from collections.abc import Callable
from threading import Thread

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from whitenoise import WhiteNoise

from zhihui.web.addresses import client_address, limited_as, read_proxies
from zhihui.web.bodies import BoundedBodies
from zhihui.web.compressing import Compressed
from zhihui.web.headers import security_headers
from zhihui.web.public.assets import STATIC_PREFIX

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhihui.web.settings")


def _create_application() -> Compressed:
    pages = get_wsgi_application()
    from zhihui.web.corrections.store import is_taking
    from zhihui.web.public.assets import STATIC_FOLDER
    from zhihui.web.public.templating import compile_all
    from zhihui.web.served import get_served

    # Beside the first requests: the first start after an installation compiles for a while.
    first = (compile_all, get_served().warm_up, gc.collect, gc.freeze)
    Thread(target=_run, args=first, daemon=True).start()
    Thread(target=is_taking, daemon=True).start()
    _leave_out_databases()
    proxies = read_proxies(settings.ZHIHUI_TRUSTED_PROXIES)
    bounded = BoundedBodies(
        pages,
        most_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        address_of=lambda environ: limited_as(client_address(environ, proxies)),
    )
    application = WhiteNoise(
        bounded, max_age=31_536_000, allow_all_origins=False, add_headers_function=_add_headers
    )
    application.add_files(str(STATIC_FOLDER), prefix=STATIC_PREFIX)
    return Compressed(application, kept_below=f"/{STATIC_PREFIX}")


def _run(*steps: Callable[[], object]) -> None:
    """Load what pages need; it stays, so it is frozen: no collection of rubbish looks at it."""
    for step in steps:
        step()


def _leave_out_databases() -> None:
    """No request looks after connections: the few that need one close it themselves."""
    for receiver in (reset_queries, close_old_connections):
        request_started.disconnect(receiver)
    request_finished.disconnect(close_old_connections)


def _add_headers(headers: dict[str, str], path: str, url: str) -> None:
    for name, value in security_headers(is_secure=False, may_be_framed=False).items():
        headers[name] = value
    if url == f"/{STATIC_PREFIX}share.png":  # other sites show it where a page is shared
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"


application = _create_application()
