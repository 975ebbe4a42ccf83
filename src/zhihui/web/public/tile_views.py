"""The vector tiles of the generation and their description as TileJSON.

Called by Django. Tiles are handed out as the build compressed them; nothing is drawn here.
"""

import gzip
import re
from functools import lru_cache
from hashlib import blake2s
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from zhihui.district import in_language
from zhihui.generation import Generation
from zhihui.maps import PART, TileArchive
from zhihui.web.served import Served, get_served
from zhihui.web.wording import DEFAULT

MEDIA_TYPE: Final = "application/vnd.mapbox-vector-tile"
MAX_ZOOM: Final = 22
"""Deeper than any map asks for; an address beyond it is a mistake."""
FOR_EVER: Final = "public, max-age=31536000, immutable"
FOR_A_WHILE: Final = "public, max-age=300"


@require_safe
def show_tile(request: HttpRequest, zoom: str, column: str, row: str) -> HttpResponseBase:
    """One tile; 204 where the district has nothing, 404 where no tile can be."""
    served = get_served()
    level, x, y = int(zoom), int(column), int(row)
    if served.tiles is None or level > MAX_ZOOM or max(x, y) >= 2**level:
        raise Http404
    content = served.tiles.find(level, x, y)
    if content is None:
        response = HttpResponse(status=204)
    else:
        tag = f'W/"{blake2s(content, digest_size=8).hexdigest()}"'
        response = _respond(request, content)
        response.headers["ETag"] = tag
    named = request.GET.get("v") == version_of(served)
    response.headers["Cache-Control"] = FOR_EVER if named else FOR_A_WHILE
    patch_vary_headers(response, ["Accept-Encoding"])
    return _conditional(request, response)


@require_safe
def describe_tiles(request: HttpRequest) -> HttpResponseBase:
    """The TileJSON of the tiles; 404 where the generation was built without."""
    served = get_served()
    if served.tiles is None:
        raise Http404
    tiles = served.tiles
    manifest = served.generation.manifest
    response = JsonResponse(
        {
            "tilejson": "3.0.0",
            "name": in_language(manifest.district_name, DEFAULT),
            "attribution": tiles.metadata.get("attribution", ""),
            "tiles": [request.build_absolute_uri("/").rstrip("/") + tile_address(served)],
            "minzoom": tiles.min_zoom,
            "maxzoom": tiles.max_zoom,
            "bounds": tiles.bounds,
            "center": [*centre_of(tiles), tiles.max_zoom - 2],
            "vector_layers": tiles.metadata.get("vector_layers", []),
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response.headers["Cache-Control"] = FOR_A_WHILE
    response.headers["ETag"] = f'W/"{version_of(served)}"'
    return _conditional(request, response)


def tile_address(served: Served) -> str:
    """Where tiles are, with ``{z}``, ``{x}`` and ``{y}``; another one for other tiles."""
    return f"/tiles/{{z}}/{{x}}/{{y}}.mvt?v={version_of(served)}"


def version_of(served: Served) -> str:
    """What changes when the tiles do."""
    return _version_of(served.generation)


@lru_cache(maxsize=4)
def _version_of(generation: Generation) -> str:
    files = generation.manifest.files
    return "".join(entry.sha256 for name, entry in files.items() if name.startswith(f"{PART}/"))[
        :12
    ]


def centre_of(tiles: TileArchive) -> tuple[float, float]:
    """Longitude and latitude of the middle of the district."""
    west, south, east, north = tiles.bounds
    return round((west + east) / 2, 6), round((south + north) / 2, 6)


def _respond(request: HttpRequest, content: bytes) -> HttpResponse:
    if re.search(r"\bgzip\b", request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        response.headers["Content-Encoding"] = "gzip"
        return response
    return HttpResponse(gzip.decompress(content), content_type=MEDIA_TYPE)


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    tag = response.headers.get("ETag")
    answered: HttpResponseBase = get_conditional_response(request, etag=tag, response=response)
    return answered
