"""A generation whose streets are damaged: one clear answer wherever they are needed."""

import json
import logging
from pathlib import Path

import pytest
from django.test import Client

from zhihui.district import AreaCode, Records, text
from zhihui.streets import Mode, StreetLine, create_streets, streets_part
from zhihui.web import planning
from zhihui.web.served import get_served

pytestmark = pytest.mark.usefixtures("served_site")
ASKED = "from=116.99,36.65&at=2026-11-25T08:30"


@pytest.fixture(params=["streets.json", "walk/tail.npy", "walk/order.npy", "no summary"])
def damaged(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The served site, with streets of which one file is damaged or missing."""
    lines = [StreetLine(((116.99, 36.65), (117.0, 36.65)), {"highway": "primary"})]
    records = Records(district_code=AreaCode("370103"), district_name=text("示例", "Sample"))
    streets = create_streets(lines, list(Mode), source="made-up", is_sample=True)
    streets_part(streets).write(tmp_path, records, None)
    if request.param == "no summary":
        (tmp_path / "streets.json").unlink()
    elif request.param == "walk/order.npy":
        (tmp_path / request.param).unlink()
    else:
        (tmp_path / request.param).write_bytes(b"{")
    travel = get_served().travel
    monkeypatch.setattr(travel, "_find_part", lambda: tmp_path)
    monkeypatch.setattr(travel, "_opened", {})
    monkeypatch.setattr(planning, "_make", planning._make.__wrapped__)  # no plan made before


def _code() -> str:
    return str(get_served().generation.items[0].code)


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize(
    ("home", "words"), [("/", "路网读不出来"), ("/en/", "The streets cannot be read")]
)
def test_pages_say_so(
    home: str, words: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = next(one for one in get_served().generation.places if one.lon is not None)
    with caplog.at_level(logging.ERROR):
        for path in (
            f"{home}plan/?errand={_code()}&how-{_code()}=visit&{ASKED}",
            f"{home}plan/sheet/?errand={_code()}&how-{_code()}=visit&{ASKED}",
            f"{home}plan.ics?errand={_code()}&how-{_code()}=visit&{ASKED}",
            f"{home}near/?{ASKED}",
            f"{home}places/{place.id}?near=116.99,36.65",
        ):
            response = Client().get(path)
            page = response.content.decode()
            assert response.status_code == 503, path
            assert f"<h1>{words}</h1>" in page
            assert str(tmp_path) not in page, "no path of the machine is shown"
            assert "Content-Security-Policy" in response.headers
    assert str(tmp_path) in caplog.text
    assert "Traceback" not in caplog.text
    assert Client().get(home).status_code == 200, "what needs no streets goes on"


@pytest.mark.usefixtures("damaged")
def test_the_api_gives_a_problem(tmp_path: Path) -> None:
    body = {
        "errands": [{"code": _code(), "how": "visit"}],
        "from": {"lon": 116.99, "lat": 36.65},
        "language": "en",
    }
    response = Client().post("/api/v1/plan", json.dumps(body), content_type="application/json")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == "urn:zhihui:problem:streets-unreadable"
    assert problem["title"] == "The streets cannot be read"
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.usefixtures("damaged")
def test_the_server_starts_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    get_served().warm_up()
    assert "已损坏" in caplog.text or "damaged" in caplog.text
