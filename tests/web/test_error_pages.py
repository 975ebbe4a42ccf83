"""When something is wrong: calm words, a box to search again, and somebody to ask."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.web.test_pages import HOMES, Outline
from zhihui.web.public.errors import show_bad_request, show_refusal, show_server_error
from zhihui.web.wording import say

pytestmark = pytest.mark.usefixtures("served_site")


def check(response: HttpResponse, status: int, title: str, home: str) -> None:
    language = "en" if home == "/en/" else "zh"
    assert response.status_code == status
    page = response.content.decode()
    outline = Outline()
    outline.feed(page)
    assert f"<h1>{say(title, language)}</h1>" in page
    assert any(field.get("name") == "q" for field in outline.list_all("input"))
    links = [str(link.get("href")) for link in outline.list_all("a")]
    assert any(link.startswith("tel:") for link in links)
    assert f"{home}places/hall-370103" in links
    assert links.count(home) >= 2, "the brand and the way back to the start"


@pytest.mark.parametrize("home", HOMES)
def test_every_error_page_leads_on(home: str) -> None:
    request = RequestFactory().get(f"{home}places/hall-370103")
    client = Client()
    check(client.get(f"{home}nothing"), 404, "error.404.title", home)
    check(client.get(f"{home}items/1"), 404, "error.item.title", home)
    check(client.post(f"{home}items/1"), 405, "error.405.title", home)
    check(show_bad_request(request, BadRequest()), 400, "error.400.title", home)
    check(show_server_error(request), 500, "error.500.title", home)
    check(show_refusal(request, "too_many_requests"), 429, "problem.too_many_requests.title", home)


def test_a_refused_method_names_those_allowed() -> None:
    assert Client().post("/").headers["Allow"] == "GET, HEAD"


def test_errors_keep_simple_mode() -> None:
    client = Client()
    client.cookies["simple"] = "1"
    assert b'class="simple"' in client.get("/nothing").content
    assert b'class="simple"' in client.post("/").content
