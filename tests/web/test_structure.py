"""Every kind of page, found by following the links of the start page: structure, code, labels."""

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.web.test_pages import Outline

pytestmark = pytest.mark.usefixtures("served_site")
EACH_KIND = 2
"""So many pages of one address pattern and language are looked at."""
STARTS = (
    "/",
    "/en/",
    "/?q=孩子要上户口",
    "/en/?q=火星移民签证",
    "/?q=a&near=nowhere",
    "/en/nothing",
    "/items/123",
    "/plan/?mode=fly",
    "/plan/?need=孩子要上户口&from=116.99,36.65&at=2026-11-25T08:30",
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Visited:
    """One page as it came, in one mode."""

    def __init__(self, path: str, html: str, route: str, status: int) -> None:
        self.path = path
        self.html = html
        self.route = route
        self.status = status
        self.outline = Outline()
        self.outline.feed(html)

    def list_links(self) -> list[str]:
        """Paths of this site that the page links to."""
        found = [urljoin(self.path, str(a.get("href", ""))) for a in self.outline.list_all("a")]
        return [urldefrag(url)[0] for url in found if not urlsplit(url).scheme]


def route_of(path: str) -> str:
    try:
        return str(resolve(unquote(urlsplit(path).path)).route)
    except Resolver404:
        return "missing"


@cache
def crawl(mode: str) -> tuple[tuple[Visited, ...], tuple[str, ...]]:
    """Pages of every kind in a mode (standard or simple), and links that lead nowhere."""
    client = Client()
    if mode == "simple":
        client.cookies["simple"] = "1"
    waiting, seen = list(STARTS), set(STARTS)
    kinds: defaultdict[str, int] = defaultdict(int)
    pages: list[Visited] = []
    dead: list[str] = []
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        if response.status_code == 404 and path not in STARTS:
            dead.append(path)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        route = route_of(path) if response.status_code != 404 else "missing"
        page = Visited(path, response.content.decode(), route, response.status_code)
        pages.append(page)
        for link in page.list_links() if route != "missing" else ():
            kind = f"{route_of(link)}{'?' if '?' in link else ''}"
            if link not in seen and kinds[kind] < EACH_KIND:
                kinds[kind] += 1
                seen.add(link)
                waiting.append(link)
    return tuple(pages), tuple(dead)


MODES = pytest.mark.parametrize("mode", ["standard", "simple"])


@MODES
def test_every_kind_of_page_is_reached(mode: str) -> None:
    pages, dead = crawl(mode)
    routes = {page.route for page in pages}
    assert dead == ()
    for route in ("", "plan/", "errands/", "topics/", "near/"):
        assert {route, f"en/{route}"} <= routes
    assert any("items/" in route for route in routes)
    assert any("places/" in route for route in routes)
    assert any("events/" in route for route in routes)


@MODES
def test_one_main_and_headings_in_order(mode: str) -> None:
    for page in crawl(mode)[0]:
        tags = [tag for tag, _ in page.outline.tags]
        for landmark in ("main", "header", "footer"):
            assert tags.count(landmark) >= 1, (page.path, landmark)
        assert tags.count("main") == 1
        levels = [HEADINGS.index(tag) + 1 for tag in tags if tag in HEADINGS]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        for one, following in pairwise(levels):
            assert following <= one + 1, (page.path, levels)


@MODES
def test_no_inline_style_or_code(mode: str) -> None:
    for page in crawl(mode)[0]:
        assert page.outline.list_all("style") == []
        for tag, attributes in page.outline.tags:
            assert not any(name == "style" or name.startswith("on") for name in attributes), tag
            assert not str(attributes.get("href") or "").startswith("javascript:")
        for script in page.outline.list_all("script"):
            is_data = script.get("type") in ("application/ld+json", "application/json")
            assert is_data or str(script.get("src", "")).startswith("/static/"), page.path
        for image in page.outline.list_all("img"):
            assert "alt" in image, page.path
            assert str(image["src"]).startswith("/"), page.path


@MODES
def test_languages_ids_and_labels(mode: str) -> None:
    for page in crawl(mode)[0]:
        html = page.outline.list_all("html")[0]
        is_english = page.path.startswith("/en/") or page.path.endswith("?lang=en")
        expected = "en" if is_english else "zh-CN"
        assert html["lang"] == expected, page.path
        assert (html.get("class") == "simple") == (mode == "simple"), page.path
        ids = [attributes["id"] for _, attributes in page.outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), page.path
        labels = {label.get("for") for label in page.outline.list_all("label")}
        for tag in ("select", "input", "textarea"):
            for field in page.outline.list_all(tag):
                inside = field.get("type") in ("hidden", "checkbox", "radio", "submit")
                assert inside or field.get("id") in labels, (page.path, field)
        for tag, attributes in page.outline.tags:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(str(attributes.get(name) or "").split()) <= set(ids), (page.path, tag)


@MODES
def test_chinese_on_english_pages_says_so(mode: str) -> None:
    """Item pages in English mark names that have no English wording."""
    for page in crawl(mode)[0]:
        if page.route == "en/items/<path:code>":
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.html, flags=re.S)
            assert heading
            has_han = re.search(r"[\u4e00-\u9fff]", re.sub(r"<[^>]*>", "", heading.group(1)))
            assert not has_han or 'lang="zh-CN"' in heading.group(1), page.path
