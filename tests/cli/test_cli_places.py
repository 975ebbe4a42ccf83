"""Places in a terminal."""

from datetime import datetime

from zhihui.answers import PlaceAnswer
from zhihui.cli.answer_places import list_place_lines
from zhihui.district import Place, PlaceId, text


def lines(minutes: int | None, language: str) -> str:
    place = Place(id=PlaceId("P"), name=text(zh="大厅", en="Hall"))
    at = datetime(2026, 3, 2, 10, 0)
    answer = PlaceAnswer(place=place, at=at, last_admission_minutes=minutes)
    return "\n".join(map(str, list_place_lines(answer, language)))


def test_last_admission_is_said_where_it_is_known() -> None:
    assert "关门前 30 分钟停止取号" in lines(30, "zh")
    assert "last admission 30 minutes before closing" in lines(30, "en")
    assert "停止取号" not in lines(None, "zh")
    assert "停止取号" not in lines(0, "zh")
