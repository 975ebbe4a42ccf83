"""Where a plan starts, what its link holds, its QR code, and plans without steps, as pages."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import segno
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_pages import HOMES
from tests.web.test_plan_pages import AT, a_query, code_of, look
from zhihui.streets import Mode, Network, StreetLine, create_streets
from zhihui.web.clock import now
from zhihui.web.public.plan_form import read_form
from zhihui.web.public.sharing import MASK, MOST_BYTES, create_share, draw_code
from zhihui.web.public.starts import DECIMALS, Start, find_start, read_point, write_point
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
HOME_POINT = "116.9912345,36.6543219"


def read_modules(svg: str) -> list[list[bool]]:
    """The dark modules of a QR code from its SVG path, without the quiet zone."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0])
    path = re.findall(r'<path stroke="#000"[^>]* d="([^"]+)"', svg)[0]
    rows = [[False] * side for _ in range(side)]
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            for column in range(int(x), int(x + values[0])):
                rows[int(y)][column] = True
            x += values[0]
    return [row[4:-4] for row in rows[4:-4]]


def link_of(page: str) -> str:
    return unescape(re.findall(r'value="([^"]+)" data-share-link', page)[0])


@pytest.mark.parametrize("home", HOMES)
def test_the_link_opens_the_same_plan_and_holds_no_finer_point(home: str) -> None:
    sent = Client().get(f"{home}plan/", a_query() | {"from": HOME_POINT, "to": HOME_POINT})
    assert sent.status_code == 302
    page = str(Client().get(sent.url).content.decode())
    assert "36.654321" not in page
    assert "116.99123" not in page
    link = link_of(page)
    held = parse_qs(urlsplit(link).query)
    assert set(held) == {"errand", "from", "to", "at", "mode"}
    assert held["from"] == held["to"] == ["116.991,36.654"]
    again = look(urlsplit(link).path, {key: values[0] for key, values in held.items()})
    assert link_of(again) == link
    assert re.findall(r"<h2>[^<]+</h2>", again)[0] == re.findall(r"<h2>[^<]+</h2>", page)[0]


def test_a_name_stays_a_name_in_every_link() -> None:
    community = next(area for area in get_served().generation.areas if area.code == "370103002001")
    name = community.name["zh"]
    page = look("/plan/", a_query(days="1") | {"from": name, "at": "2026-10-01T08:30"})
    links = [unescape(link) for link in re.findall(r'href="(/plan[^"]*\?[^"]+)"', page)]
    asked = [parse_qs(urlsplit(link).query).get("from") for link in links if "from=" in link]
    assert asked
    assert {one[0] for one in asked if one} == {name}
    assert f"从{name}（按" in page


def test_what_the_link_holds_is_said() -> None:
    page = look("/plan/", a_query())
    for words in ("链接里有什么", "新生儿出生登记", "精确到约 100 米", "没有姓名、证件号、电话"):
        assert words in page


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_points_are_rounded_once_and_for_all(lon: float, lat: float) -> None:
    point = read_point(f"{lon:.7f},{lat:.7f}")
    assert point is not None
    assert abs(point[0] - lon) <= 0.00051
    assert abs(point[1] - lat) <= 0.00051
    written = write_point(point)
    assert read_point(written) == point
    assert all(len(part.partition(".")[2]) <= DECIMALS for part in written.split(","))


@pytest.mark.parametrize("home", HOMES)
def test_the_code_is_that_of_the_link(home: str) -> None:
    page = look(f"{home}plan/", a_query())
    svg = re.findall(r'<svg[^>]*class="qr-code".*?</svg>', page, re.DOTALL)[0]
    expected = segno.make_qr(link_of(page), error="l", boost_error=True, mask=MASK).matrix
    assert read_modules(svg) == [[bool(module) for module in row] for row in expected]
    assert 'class="qr-code"' in look(f"{home}plan/sheet/", a_query())


def test_a_code_is_drawn_for_this_address_alone() -> None:
    assert read_modules(draw_code("https://a.example/1")) != read_modules(
        draw_code("https://a.example/2")
    )


def test_a_link_too_long_for_a_phone_has_no_code() -> None:
    from django.test import RequestFactory

    request = RequestFactory().get("/plan/")
    assert create_share(request, "/plan/?x=" + "y" * (MOST_BYTES + 1)).code == ""
    assert create_share(request, "/plan/").code != ""


def test_plans_are_private_and_their_addresses_go_nowhere_else() -> None:
    for path in ("/plan/", "/plan/sheet/", "/plan.ics"):
        response = Client().get(path, a_query())
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert response.cookies == {}


def test_a_name_that_means_several_places_asks_which() -> None:
    page = look("/plan/", a_query() | {"from": "便民服务站"})
    choices = re.findall(r'<button class="choice" type="submit" name="from" value="([^"]+)"', page)
    assert len(choices) > 1
    assert "是指哪一处" in page
    planned = look("/plan/", a_query() | {"from": unescape(choices[0])})
    assert "data-share-link" in planned


def test_an_address_can_be_the_start_and_is_explained() -> None:
    generation = get_served().generation
    hall = generation.places.get("hall-370103")
    found = find_start(get_served(), hall.address["zh"])
    if isinstance(found, Start):
        assert found.place == hall
    else:
        assert hall.name in [choice.name for choice in found]
    page = look("/en/plan/", a_query() | {"from": hall.name["zh"]})
    assert hall.name["en"] in page


def test_every_name_offered_is_understood() -> None:
    from zhihui.web.public.starts import list_names

    generation = get_served().generation
    for name, _ in list_names(generation, "zh")[::7]:
        found = find_start(get_served(), name)
        assert isinstance(found, Start) or found, name


@pytest.mark.parametrize(("home", "near"), [("/", "附近"), ("/en/", "near ")])
def test_where_a_point_is_in_words(home: str, near: str) -> None:
    said = Client().get(f"{home}plan/where/", {"point": HOME_POINT})
    assert said.json()["point"] == [116.991, 36.654]
    assert near in said.json()["words"]
    assert Client().get(f"{home}plan/where/", {"point": " "}).status_code == 422
    for nothing in ("here", "200,3", "1,2,3", "<b>"):
        said = Client().get(f"{home}plan/where/", {"point": nothing})
        assert said.json()["point"] is None
        assert nothing in said.json()["words"]


def test_what_a_name_means_in_words() -> None:
    hall = get_served().generation.places.get("hall-370103")
    said = Client().get("/en/plan/where/", {"point": hall.name["zh"]}).json()
    assert said["point"] == [hall.lon, hall.lat]
    assert hall.name["en"] in said["words"]
    said = Client().get("/plan/where/", {"point": "便民服务站"}).json()
    assert said == {"point": None, "words": "“便民服务站”有好几处，算的时候请您选一处。"}


def test_steps_are_asked_about_and_shown() -> None:
    code = code_of("新生儿出生登记")
    how = {f"how-{code}": "visit"}
    page = look("/plan/", a_query(step_free="prefer", **how))
    assert re.search(r'<span class="tag \w+">(无台阶|有没有台阶不详)</span>', page)
    assert "有台阶</span>" not in page.replace("有没有台阶", "").replace("无台阶", "")
    assert "step_free=prefer" in link_of(page)
    query = QueryDict(f"errand={code}&from=116.99,36.65&at={AT}&step_free=stairs")
    form = read_form(query, get_served(), "zh", now())
    assert [fault.parameter for fault in form.faults] == ["step_free"]


def test_left_empty_it_starts_now_and_says_when_anything_opens() -> None:
    page = look("/plan/", {"errand": code_of("新生儿出生登记")})
    assert "不填就是现在（" in page
    assert "现在有地方在办公" in page or "最早" in page
    form = read_form(QueryDict("from=116.99,36.65"), get_served(), "zh", now())
    assert not form.at_is_given
    assert abs((form.at - now()).total_seconds()) < 120
    assert replace(form.start or Start(point=(0, 0))).point == (116.99, 36.65)


def test_a_street_can_be_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    tags = {"highway": "primary", "name": "示例长街", "name:en": "Sample Long Street"}
    lane = {"highway": "residential", "name": "示例短巷"}
    lines = [
        StreetLine(((116.98, 36.65), (116.985, 36.65), (116.99, 36.65), (117.0, 36.65)), tags),
        StreetLine(((116.99, 36.649), (116.99, 36.65)), lane),
    ]
    (walk,) = create_streets(lines, [Mode.WALK])
    opened = {Mode.WALK: Network(walk.graph, walk.summary.assumptions)}
    monkeypatch.setattr(get_served().travel, "_opened", opened)
    page = look("/plan/", a_query() | {"from": "示例长街附近"})
    choices = re.findall(r'<button class="choice" type="submit" name="from" value="([^"]+)"', page)
    assert len(choices) > 1
    assert len({read_point(choice) for choice in choices}) == len(choices)
    short = look("/plan/", a_query() | {"from": "示例短巷"})
    assert "从示例短巷（" in short
    assert "from=" + quote("示例短巷") in short, "the link says the name, not the point"
    crossing = Client().get("/en/plan/where/", {"point": "示例短巷与示例长街路口"}).json()
    assert "示例短巷 and Sample Long Street" in crossing["words"]
    assert crossing["point"] == [116.99, 36.65]


@pytest.mark.parametrize("path", ["/near/", "/en/near/", "/places/hall-370103"])
def test_a_name_that_means_several_asks_which_on_every_page(path: str) -> None:
    asked = Client().get(path, {"from": "便民服务站"})
    assert asked.status_code == 200
    page = asked.content.decode()
    choices = re.findall(r'<button class="choice" type="submit" name="from" value="([^"]+)"', page)
    assert len(choices) > 1
    assert 'role="alert"' not in page
    told = {"/near/": "步行约", "/en/near/": "min on foot"}.get(path, "ways-there")
    assert told not in page
    picked = Client().get(path, {"from": ["便民服务站", unescape(choices[0])]}).content.decode()
    assert 'class="choice"' not in picked
    assert told in picked
    assert Client().get("/near/", {"from": "没有这个地方"}).status_code == 422
