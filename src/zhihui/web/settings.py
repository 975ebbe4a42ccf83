"""Django settings of the public side: one middleware, no sessions, a database for corrections.

Read from the environment:
``ZHIHUI_GENERATION`` directory of the generation to serve;
``ZHIHUI_ALLOWED_HOSTS`` host names that requests may carry, separated by commas;
``ZHIHUI_SECRET_KEY`` signs forms; several workers or machines must share one;
``ZHIHUI_DATABASE`` where corrections are kept, see ``database``;
``ZHIHUI_REQUESTS_PER_MINUTE`` pages that one address may ask for, 0 for no limits at all;
``ZHIHUI_TRUSTED_PROXIES`` addresses or networks whose ``X-Forwarded-*`` headers count;
``ZHIHUI_BASEMAP_URL`` addresses of tiles with ``{z}``, ``{x}`` and ``{y}``, the lowest first;
``ZHIHUI_BASEMAP_ATTRIBUTION`` who must be named beside it;
``ZHIHUI_MEANING`` ``off`` to leave out the ranking by meaning.
"""

import os
from secrets import token_urlsafe

from zhihui.web.basemap import read_basemap
from zhihui.web.database import read_databases
from zhihui.web.limits import read_per_minute

ZHIHUI_GENERATION = os.environ.get("ZHIHUI_GENERATION", "")
ZHIHUI_MEANING = os.environ.get("ZHIHUI_MEANING", "on") != "off"
ZHIHUI_BASEMAP_URL = read_basemap(os.environ.get("ZHIHUI_BASEMAP_URL", ""))
ZHIHUI_BASEMAP_ATTRIBUTION = os.environ.get("ZHIHUI_BASEMAP_ATTRIBUTION", "")

ZHIHUI_REQUESTS_PER_MINUTE = read_per_minute(os.environ.get("ZHIHUI_REQUESTS_PER_MINUTE", ""))
ZHIHUI_TRUSTED_PROXIES = os.environ.get("ZHIHUI_TRUSTED_PROXIES", "")

DEBUG = False
SECRET_KEY = os.environ.get("ZHIHUI_SECRET_KEY") or token_urlsafe(50)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("ZHIHUI_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = ["zhihui.web.public", "zhihui.web.api", "zhihui.web.corrections"]
MIDDLEWARE = ["zhihui.web.guard.Guard"]
ROOT_URLCONF = "zhihui.web.urls"
WSGI_APPLICATION = "zhihui.web.wsgi.application"
APPEND_SLASH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 0
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

DATABASES = read_databases(os.environ, ZHIHUI_GENERATION)
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
DEFAULT_CHARSET = "utf-8"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "private": {
            "()": "zhihui.web.logs.PrivateFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "private"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "zhihui": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
