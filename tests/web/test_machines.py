"""What pages tell machines: addresses, languages, records as schema.org, the sitemap, robots."""

import json
import re
import struct
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_pages import HOMES, Outline, item_path, see
from zhihui.answers.directory import get_directory
from zhihui.district import Fact
from zhihui.web.public.assets import ASSETS, STATIC_FOLDER, STATIC_PREFIX
from zhihui.web.public.head import write_block
from zhihui.web.served import get_served
from zhihui.web.wording import LANGUAGES, say

pytestmark = pytest.mark.usefixtures("served_site")
ALLOWED = {
    "GovernmentService": {
        "@context", "@id", "url", "name", "alternateName", "identifier", "category", "provider",
        "areaServed", "audience", "availableChannel", "offers", "termsOfService",
    },
    "GovernmentOffice": {
        "@context", "@id", "url", "name", "address", "geo", "telephone", "containedInPlace",
        "openingHoursSpecification", "specialOpeningHoursSpecification", "amenityFeature",
    },
    "GovernmentOrganization": {"name"},
    "AdministrativeArea": {"name", "identifier", "url"},
    "Audience": {"audienceType"},
    "ServiceChannel": {
        "name", "serviceUrl", "servicePhone", "serviceLocation", "servicePostalAddress",
        "processingTime",
    },
    "ContactPoint": {"telephone"},
    "PostalAddress": {"streetAddress"},
    "GeoCoordinates": {"latitude", "longitude"},
    "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes", "validFrom", "validThrough"},
    "LocationFeatureSpecification": {"name", "value"},
    "Offer": {"price", "priceCurrency"},
    "BreadcrumbList": {"@context", "itemListElement"},
    "ListItem": {"position", "name", "item"},
}  # fmt: skip


def records(page: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return [json.loads(block) for block in found]


def every(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from every(value)
    elif isinstance(node, list):
        for value in node:
            yield from every(value)


def check_shape(record: dict[str, Any]) -> None:
    for node in every(record):
        allowed = ALLOWED[node["@type"]] | {"@type"}
        assert set(node) <= allowed, node
        assert all(value not in (None, "", [], {}) for value in node.values()), node


def links(outline: Outline, rel: str) -> list[dict[str, str | None]]:
    return [link for link in outline.list_all("link") if link.get("rel") == rel]


@pytest.mark.parametrize("home", HOMES)
def test_a_service_says_only_what_its_record_says(home: str) -> None:
    generation = get_served().generation
    for item in list(generation.items)[:60]:
        page, _ = see(f"{home}items/{item.code}")
        record, trail = records(page)
        check_shape(record)
        check_shape(trail)
        assert record["@type"] == "GovernmentService"
        assert record["identifier"] == item.code
        assert record["url"] == f"http://testserver{home}items/{item.code}"
        assert ("offers" in record) == (item.charged is Fact.NO and not item.fees)
        assert ("provider" in record) == bool(item.body)
        offices = [one for one in every(record) if one["@type"] == "GovernmentOffice"]
        offered = {offer.place for offer in generation.list_offers_of_item(item.code)}
        assert {one["@id"].rsplit("/", 1)[-1] for one in offices} <= offered


@pytest.mark.parametrize("home", HOMES)
def test_an_office_says_only_what_its_record_says(home: str) -> None:
    places = list(get_served().generation.places)
    shown = [*places[:25], *(place for place in places if not place.hours)][:35]
    for place in shown:
        page, _ = see(f"{home}places/{place.id}", open_at="2026-11-02T10:00")
        record, trail = records(page)
        check_shape(record)
        check_shape(trail)
        assert record["@type"] == "GovernmentOffice"
        assert ("geo" in record) == (place.lon is not None)
        assert record.get("telephone", []) == list(place.phones)
        if not place.hours:
            assert "openingHoursSpecification" not in record
        known = {name for name, fact in place.accessibility.items() if fact is not Fact.UNKNOWN}
        assert len(record.get("amenityFeature", [])) == len(known)


def test_the_week_and_the_unusual_days_of_an_office() -> None:
    page, _ = see("/places/station-370103002001", open_at="2026-09-28T10:00")
    record, _ = records(page)
    days = [
        f"https://schema.org/{day}" for day in "Monday Tuesday Wednesday Thursday Friday".split()
    ]
    week = [(one["opens"], one["closes"]) for one in record["openingHoursSpecification"]]
    assert week == [("09:00", "12:00"), ("13:30", "17:00")]
    assert all(one["dayOfWeek"] == days for one in record["openingHoursSpecification"])
    special = record["specialOpeningHoursSpecification"]
    holiday = {"opens": "00:00", "closes": "00:00"}
    spans = [(one["validFrom"], one["validThrough"]) for one in special if one | holiday == one]
    assert ("2026-10-01", "2026-10-07") in spans
    worked = [one for one in special if one["validFrom"] == "2026-10-10"]
    assert [one["opens"] for one in worked] == ["09:00", "13:30"]


@given(st.recursive(st.text() | st.booleans() | st.integers(), st.lists, max_leaves=8))
def test_no_text_can_end_the_data_block(value: object) -> None:
    block = write_block({"name": value, "x": "</script><!--&\u2028"})
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["name"] == value


@pytest.mark.parametrize("path", ["", "topics/", "events/newborn", "places/hall-370103", "areas/"])
def test_languages_name_each_other(path: str) -> None:
    found: dict[str, dict[str, str | None]] = {}
    for language in LANGUAGES:
        home = "/" if language == "zh" else f"/{language}/"
        _, outline = see(f"{home}{path}", open_at="2026-11-24T10:00")
        alternates = {link["hreflang"] or "": link["href"] for link in links(outline, "alternate")}
        (canonical,) = links(outline, "canonical")
        tag = outline.list_all("html")[0]["lang"] or ""
        assert alternates[tag] == canonical["href"] == f"http://testserver{home}{path}"
        assert alternates["x-default"] == f"http://testserver/{path}"
        found[tag] = alternates
    assert len(found) == len(LANGUAGES)
    assert len({tuple(sorted(one.items(), key=str)) for one in found.values()}) == 1


def test_a_page_of_a_list_is_its_own_address() -> None:
    _, outline = see("/areas/370103/", page="1")
    assert links(outline, "canonical")[0]["href"] == "http://testserver/areas/370103/"
    bodies, outline = see("/bodies/", page="2")
    assert links(outline, "canonical")[0]["href"] == "http://testserver/bodies/?page=2"
    assert "noindex" in bodies  # the sample is made up


@pytest.mark.parametrize("home", HOMES)
def test_machines_are_told_the_way_to_a_page_that_people_see(home: str) -> None:
    shelf = next(iter(get_directory(get_served().generation).topics))
    for path in (
        item_path(home, "新生儿出生登记"),
        f"{home}places/hall-370103",
        f"{home}places/station-370103002001",
        f"{home}events/newborn",
        f"{home}topics/{quote(shelf)}/",
        f"{home}areas/370103002/",
    ):
        page, _ = see(unquote(path))
        trail = records(page)[-1]
        check_shape(trail)
        steps = trail["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        seen = re.search(r'<nav class="crumbs".*?</nav>', page, re.S)
        assert seen is not None
        names = [unescape(re.sub("<.*?>", "", one)) for one in seen.group().split("<li>")[1:]]
        assert [step["name"] for step in steps] == names
        addresses = [f"http://testserver{url}" for url in re.findall('href="(.*?)"', seen.group())]
        assert [step["item"] for step in steps[:-1]] == addresses
        assert "item" not in steps[-1]
        for address in addresses:
            assert see(unquote(urlsplit(address).path))[0]


def test_the_picture_of_a_shared_page_is_our_own_and_large_enough() -> None:
    _, outline = see("/en/places/hall-370103")
    metas = {meta.get("property"): meta.get("content") for meta in outline.list_all("meta")}
    parts = urlsplit(str(metas["og:image"]))
    assert f"{parts.scheme}://{parts.netloc}" == "http://testserver"
    assert f"{parts.path}?{parts.query}" == ASSETS["share_png"]
    drawn = (STATIC_FOLDER / parts.path.removeprefix(f"/{STATIC_PREFIX}")).read_bytes()
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert (str(width), str(height)) == (metas["og:image:width"], metas["og:image:height"])
    assert width >= 1200
    assert height >= 630
    assert len(drawn) < 60_000
    assert metas["og:image:alt"] == say("head.picture", "en")


def test_other_sites_may_show_the_picture_of_a_shared_page_and_no_other_file(site: str) -> None:
    for name, allowed in (("share_png", "cross-origin"), ("hero_svg", "same-origin")):
        with urlopen(f"{site}{ASSETS[name]}") as response:
            assert response.headers["Cross-Origin-Resource-Policy"] == allowed
    assert ASSETS["share_png"] not in Client().get("/sw.js").content.decode()


@pytest.mark.parametrize("home", HOMES)
def test_open_graph_and_description(home: str) -> None:
    for path in (item_path(home, "新生儿出生登记"), f"{home}places/hall-370103", f"{home}topics/"):
        _, outline = see(path)
        metas = {
            meta.get("property") or meta.get("name"): meta.get("content")
            for meta in outline.list_all("meta")
        }
        for name in ("og:title", "og:description", "og:type", "og:url", "og:locale", "description"):
            assert metas.get(name), (path, name)
        assert metas["og:url"] == f"http://testserver{path}"
        assert metas["description"] == metas["og:description"]


def test_addresses_are_made_from_an_allowed_host_alone() -> None:
    refused = Client().get("/places/hall-370103", headers={"host": "evil.example"})
    assert refused.status_code == 400
    assert b"evil.example" not in refused.content
    secure = Client().get("/topics/", secure=True).content.decode()
    assert '<link rel="canonical" href="https://testserver/topics/">' in secure


def test_pages_that_are_one_persons_are_not_for_search_engines() -> None:
    for path in ("/plan/", "/errands/", "/en/plan/", "/?q=身份证"):
        page, _ = see(path)
        assert 'content="noindex"' in page


def test_the_sitemap_names_pages_that_are_there() -> None:
    client = Client()
    index = client.get("/sitemap.xml")
    assert index.headers["Content-Type"] == "application/xml; charset=utf-8"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    parts = [
        one.text or "" for one in ElementTree.fromstring(index.content).iterfind(".//s:loc", space)
    ]
    addresses: list[str] = []
    for part in parts:
        content = client.get(urlsplit(part).path).content
        found = [
            one.text or "" for one in ElementTree.fromstring(content).iterfind(".//s:loc", space)
        ]
        assert 0 < len(found) <= 50_000
        addresses += found
    generation = get_served().generation
    assert len(addresses) == len(set(addresses))
    for home in HOMES:
        listed = {urlsplit(one).path for one in addresses}
        assert {f"{home}items/{item.code}" for item in generation.items} <= listed
        assert {f"{home}places/{place.id}" for place in generation.places} <= listed
        assert {f"{home}events/{event.id}" for event in generation.life_events} <= listed
        assert {home, f"{home}topics/", f"{home}near/"} <= listed
    sampled = [*addresses[:: max(1, len(addresses) // 60)], *addresses[:20]]
    for address in sampled:
        assert address.startswith("http://testserver/")
        assert client.get(urlsplit(address).path).status_code == 200, address


@pytest.mark.parametrize("path", ["items-0", "items-9999", "moon-1", "pages-2"])
def test_a_part_that_is_not_there(path: str) -> None:
    assert Client().get(f"/sitemaps/{path}.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is() -> None:
    response = Client().get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /plan", "Disallow: /en/plan", "Disallow: /api/"} <= set(lines)
