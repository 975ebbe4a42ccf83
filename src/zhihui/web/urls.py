"""All addresses: pages by language, the API, and what answers errors."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from zhihui.web.api.district_api import api
from zhihui.web.corrections import views as correction_views
from zhihui.web.public import (
    browse_views,
    errand_views,
    event_views,
    near_views,
    offline_views,
    place_views,
    plan_views,
    simple_views,
    sitemap,
    views,
    widget_views,
)
from zhihui.web.public.map_urls import PAGES, TILES
from zhihui.web.wording import DEFAULT, LANGUAGES

_PAGES = [
    path("", views.show_search, name="search"),
    path("simple/", simple_views.switch_simple, name="simple"),
    path("plan/", plan_views.show_plan, name="plan"),
    path("plan/sheet/", plan_views.show_sheet, name="plan_sheet"),
    path("plan/where/", plan_views.say_where, name="plan_where"),
    path("plan.ics", plan_views.download_calendar, name="plan_calendar"),
    path("topics/", browse_views.show_topics, name="topics"),
    path("topics/<path:key>/", browse_views.show_topic, name="topic"),
    path("bodies/", browse_views.show_bodies, name="bodies"),
    path("bodies/<path:key>/", browse_views.show_body, name="body"),
    path("audiences/", browse_views.show_audiences, name="audiences"),
    path("audiences/<str:key>/", browse_views.show_audience, name="audience"),
    path(
        "audiences/<str:key>/<path:topic>/",
        browse_views.show_audience_topic,
        name="audience_topic",
    ),
    path("areas/", browse_views.show_areas, name="areas"),
    path("areas/<str:code>/", browse_views.show_area, name="area"),
    path("services/<path:catalog>/", browse_views.show_service, name="service"),
    path("offline/", offline_views.show_offline, name="offline"),
    path("errands/", errand_views.show_errands, name="errands"),
    *PAGES,
    path("near/", near_views.show_near, name="near"),
    path("items/<path:code>", views.show_item, name="item"),
    path("places/<path:place_id>", place_views.show_place, name="place"),
    path("events/", event_views.show_events, name="events"),
    path("events/<path:event_id>", event_views.show_event, name="event"),
    path("widgets/", widget_views.show_widgets, name="widgets"),
    path("widget/search/", widget_views.show_search_widget, name="search_widget"),
    path("widget/place/<path:place_id>", widget_views.show_place_widget, name="place_widget"),
    path("corrections/new/", correction_views.show_form, name="correction"),
    path("corrections/thanks/", correction_views.show_thanks, name="correction_thanks"),
]


def _pages(language: str) -> list[URLPattern | URLResolver]:
    values: dict[str, Any] = {"language": language}
    prefix = "" if language == DEFAULT else f"{language}/"
    return [path(prefix, include((_PAGES, "pages"), namespace=language), values)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("sw.js", offline_views.show_worker, name="worker"),
    *TILES,
    path("sitemap.xml", sitemap.show_index, name="sitemap"),
    path("sitemaps/<str:kind>-<int:number>.xml", sitemap.show_part, name="sitemap_part"),
    path("robots.txt", sitemap.show_robots, name="robots"),
    *(pattern for language in LANGUAGES if language != DEFAULT for pattern in _pages(language)),
    *_pages(DEFAULT),
]
handler400 = "zhihui.web.public.errors.show_bad_request"
handler404 = "zhihui.web.public.errors.show_not_found"
handler500 = "zhihui.web.public.errors.show_server_error"
