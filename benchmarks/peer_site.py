"""The peer of the pages: plain Django over PostgreSQL full text, with the same items and places.

Written as one would write it: models, indexes, ``select_related``, a cached template loader, a kept
connection. It ranks names by ``ts_rank`` over the finder's own tokens and shows what its tables
hold; it knows no opening states, calendars, certainty or plans. Served by granian as ours is.
"""

import os
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.peer_templates import TEMPLATES
from zhihui.finder.folding import fold
from zhihui.finder.index import tokens_of
from zhihui.generation import Generation

SOCKET_VARIABLE = "PEER_SOCKET"
SHOWN = 10
PLACES_SHOWN = 5
ITEMS_LISTED = 400

if not settings.configured:
    settings.configure(
        SECRET_KEY="peer",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=[],
        MIDDLEWARE=["django.middleware.gzip.GZipMiddleware"],
        USE_TZ=False,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "postgres",
                "USER": "zhihui",
                "HOST": os.environ.get(SOCKET_VARIABLE, ""),
                "CONN_MAX_AGE": None,
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", TEMPLATES)],
                        )
                    ]
                },
            }
        ],
    )
    django.setup()


class Place(models.Model):
    """Where things are handled."""

    id = models.CharField(primary_key=True, max_length=200)
    name = models.TextField()
    address = models.TextField()
    phones = models.TextField()
    hours = models.TextField()

    class Meta:
        app_label = "peer"


class Item(models.Model):
    """A service item; its tokens stand in a column of their own that the ORM does not read."""

    code = models.CharField(primary_key=True, max_length=200)
    name = models.TextField()
    body = models.TextField()
    conditions = models.TextField()
    phones = models.TextField()
    promised = models.TextField()
    fees = models.TextField()
    papers = models.JSONField()

    class Meta:
        app_label = "peer"


class Offer(models.Model):
    """Item × Place."""

    item = models.ForeignKey(Item, models.CASCADE)
    place = models.ForeignKey(Place, models.CASCADE)
    counter = models.TextField()

    class Meta:
        app_label = "peer"


def load(generation: Generation) -> None:
    """The tables from a generation, with their indexes, analysed."""
    with connection.schema_editor() as editor:
        for model in (Place, Item, Offer):
            editor.create_model(model)
    Place.objects.bulk_create(
        Place(
            id=one.id,
            name=one.name["zh"],
            address=one.address.get("zh", ""),
            phones=", ".join(one.phones),
            hours=one.hours_original or one.hours,
        )
        for one in generation.places
    )
    Item.objects.bulk_create(_create_item(one, generation) for one in generation.items)
    Offer.objects.bulk_create(
        Offer(item_id=one.item, place_id=one.place, counter=one.counter)
        for one in generation.offers
    )
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE peer_item ADD tokens tsvector")
        cursor.executemany(
            "UPDATE peer_item SET tokens = %s::tsvector WHERE code = %s",
            [(_quote(one.name["zh"], " "), one.code) for one in generation.items],
        )
        cursor.execute("CREATE INDEX ON peer_item USING gin (tokens)")
        cursor.execute("ANALYZE")
    connection.close()


def show_search(request: HttpRequest) -> HttpResponse:
    """The ten best names."""
    asked = request.GET.get("q", "")
    items = Item.objects.raw(
        "SELECT code, name, body FROM peer_item, to_tsquery('simple', %s) asked"
        " WHERE tokens @@ asked ORDER BY ts_rank(tokens, asked) DESC LIMIT %s",
        [_quote(asked, " | "), SHOWN],
    )
    return render(request, "results.html", {"asked": asked, "items": list(items)})


def show_item(request: HttpRequest, code: str) -> HttpResponse:
    """One item with its papers and first places."""
    item = Item.objects.filter(code=code).first()
    if item is None:
        raise Http404
    offers = Offer.objects.filter(item=item).select_related("place")
    context = {"item": item, "offers": offers[:PLACES_SHOWN], "total": offers.count()}
    return render(request, "item.html", context)


def show_place(request: HttpRequest, place_id: str) -> HttpResponse:
    """One place with its items."""
    place = Place.objects.filter(id=place_id).first()
    if place is None:
        raise Http404
    offers = Offer.objects.filter(place=place).select_related("item").order_by("counter")
    return render(request, "place.html", {"place": place, "offers": offers[:ITEMS_LISTED]})


urlpatterns = [
    path("", show_search),
    path("items/<path:code>", show_item),
    path("places/<path:place_id>", show_place),
]
application = get_wsgi_application()


def _create_item(item: Any, generation: Generation) -> Item:
    materials = (generation.materials.find(one.material) for one in item.requirements)
    return Item(
        code=item.code,
        name=item.name["zh"],
        body=item.body.get("zh", ""),
        conditions=item.conditions.get("zh", ""),
        phones=", ".join(item.consult_phones),
        promised=item.promised_time.original,
        fees="; ".join(fee.name.get("zh", "") for fee in item.fees),
        papers=[one.name["zh"] for one in materials if one],
    )


def _quote(words: str, between: str) -> str:
    tokens = dict.fromkeys(tokens_of(fold(words)))
    return between.join("'{}'".format(token.replace("'", "''")) for token in tokens)
