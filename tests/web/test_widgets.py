"""Widgets: small pages that any site may frame, and the page that offers their code."""

import html
import re

import pytest
from django.test import Client

from tests.web.test_pages import HOMES, see

pytestmark = pytest.mark.usefixtures("served_site")
PATHS = ("widget/search/", "widget/place/hall-370103")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("path", PATHS)
def test_a_widget_may_be_framed_and_nothing_else_may(home: str, path: str) -> None:
    response = Client().get(f"{home}{path}")
    assert response.status_code == 200
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies
    for other in (home, f"{home}places/hall-370103", f"{home}widgets/"):
        headers = Client().get(other).headers
        assert headers["X-Frame-Options"] == "DENY", other
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], other


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("path", PATHS)
def test_links_and_forms_of_a_widget_leave_the_frame(home: str, path: str) -> None:
    _, outline = see(f"{home}{path}")
    assert not outline.list_all("script")
    for tag in ("a", "form"):
        assert all(one.get("target") == "_top" for one in outline.list_all(tag))
    assert len(outline.list_all("h1")) == 1


@pytest.mark.parametrize("home", HOMES)
def test_the_code_to_copy_is_the_frame_that_is_shown(home: str) -> None:
    page, outline = see(f"{home}widgets/")
    shown = [frame["src"] for frame in outline.list_all("iframe")]
    assert shown == [f"{home}{path}" for path in PATHS]
    codes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert len(codes) == 2
    for code, path in zip(codes, shown, strict=True):
        written = html.unescape(code)
        assert f'src="http://testserver{path}"' in written
        assert re.search(r' title="[^"]+" ', written)


@pytest.mark.parametrize("home", HOMES)
def test_another_place_by_name_or_id(home: str) -> None:
    _, by_id = see(f"{home}widgets/", place="branch-tax")
    assert by_id.list_all("iframe")[1]["src"] == f"{home}widget/place/branch-tax"
    _, by_name = see(f"{home}widgets/", place="市中区政务服务中心（示例）")
    assert by_name.list_all("iframe")[1]["src"] == f"{home}widget/place/hall-370103"
    page, none = see(f"{home}widgets/", 422, place='"><script>')
    assert len(none.list_all("iframe")) == 1
    assert '"><script>' not in page
    see(f"{home}widget/place/moon", 404)
