"""The addresses of the map. Called by ``web.urls``."""

from django.urls import URLPattern, path, re_path

from zhihui.web.public import map_views, tile_views

TILES: list[URLPattern] = [
    path("tiles.json", tile_views.describe_tiles, name="tiles"),
    re_path(
        r"^tiles/(?P<zoom>[0-9]{1,2})/(?P<column>[0-9]{1,7})/(?P<row>[0-9]{1,7})\.mvt$",
        tile_views.show_tile,
        name="tile",
    ),
]
"""The same in all languages."""

PAGES: list[URLPattern] = [
    path("map/", map_views.show_map, name="map"),
    path("map.svg", map_views.show_picture, name="map_picture"),
    path("plan.svg", map_views.show_plan_picture, name="plan_picture"),
]
"""One for each language."""
