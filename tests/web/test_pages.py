"""The pages, in both languages and without JavaScript."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from zhihui.web.served import get_served
from zhihui.web.wording import CATALOGUES, LANGUAGES

pytestmark = pytest.mark.usefixtures("served_site")
HOMES = ("/", "/en/")
VOID = {"meta", "link", "input", "br", "img", "path", "rect", "source"}


class Outline(HTMLParser):
    """Checks that tags are closed in order, and collects what the tests look at."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def list_all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def see(path: str, status: int = 200, **query: str) -> tuple[str, Outline]:
    response = Client().get(path, query)
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    page = response.content.decode()
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    return page, outline


def item_path(home: str, name: str) -> str:
    items = get_served().generation.items
    code = next(item.code for item in items if item.name["zh"] == name)
    return f"{home}items/{code}"


def every_page(home: str) -> list[tuple[str, int]]:
    return [
        (home, 200),
        (f"{home}?q=孩子要上户口", 200),
        (f"{home}?q=火星移民签证", 200),
        (f"{home}?q=a&near=nowhere", 422),
        (item_path(home, "新生儿出生登记"), 200),
        (item_path(home, "古树名木保护咨询"), 200),
        (f"{home}places/hall-370103", 200),
        (f"{home}places/station-370103002001", 200),
        (f"{home}events/newborn", 200),
        (f"{home}nothing", 404),
        (f"{home}items/123", 404),
        (f"{home}places/moon", 404),
        (f"{home}events/none", 404),
    ]


@pytest.mark.parametrize("home", HOMES)
def test_every_page_is_whole_and_labelled(home: str) -> None:
    notice = get_served().generation.manifest.notice["en" if home == "/en/" else "zh"]
    for path, status in every_page(home):
        page, outline = see(path, status)
        assert outline.list_all("html")[0]["lang"] == ("en" if home == "/en/" else "zh-CN")
        assert notice in page
        assert len(outline.list_all("h1")) == 1, path
        assert outline.list_all("title")
        assert any(link.get("href") == "#main" for link in outline.list_all("a"))
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("home", HOMES)
def test_no_inline_code_and_nothing_from_elsewhere(home: str) -> None:
    for path, status in every_page(home):
        page, outline = see(path, status)
        assert "<style" not in page
        for _, attributes in outline.tags:
            assert not any(name == "style" or name.startswith("on") for name in attributes)
        for script in outline.list_all("script"):
            if script.get("type") in ("application/json", "application/ld+json"):
                continue
            assert str(script["src"]).startswith("/static/")
        for link in outline.list_all("link"):
            assert str(link["href"]).removeprefix("http://testserver").startswith("/")


@pytest.mark.parametrize("home", HOMES)
def test_every_field_has_a_label(home: str) -> None:
    for path, status in every_page(home):
        _, outline = see(path, status)
        labelled = {label.get("for") for label in outline.list_all("label")}
        for field in outline.list_all("select"):
            assert field["id"] in labelled
        for field in outline.list_all("input"):
            assert field.get("type") in ("hidden", "checkbox", "radio") or field["id"] in labelled


def test_languages_are_linked_and_keep_the_query() -> None:
    page, _ = see("/", q="孩子要上户口")
    assert 'href="/en/?q=' in page
    page, _ = see("/en/places/hall-370103")
    assert 'href="/places/hall-370103"' in page


def test_results_say_go_or_not_why_and_where() -> None:
    page, _ = see("/", q="孩子要上户口")
    assert "新生儿出生登记" in page
    assert "需要到现场，最多 1 次" in page
    assert "市中区政务服务中心" in page
    assert 'class="why"' in page
    page, _ = see("/en/", q="孩子要上户口")
    assert "Register a newborn" in page
    assert "You need to go" in page


def test_declining_says_what_was_understood_and_where_to_ask() -> None:
    page, _ = see("/", q="火星移民签证")
    assert "没有找到对得上的事项" in page
    assert "/places/hall-370103" in page
    assert page.count('class="card hit"') == 0


def test_what_was_understood_is_said_in_the_language_of_the_page_where_a_record_says_it() -> None:
    assert "理解为：居民身份证" in see("/", q="id card")[0]
    assert "Understood as: Resident identity card" in see("/en/", q="id card")[0]
    unnamed, _ = see("/en/", q="孩子要上户口")
    assert 'Understood as: <span lang="zh-CN">儿童</span>' in unnamed


def test_wrong_input_is_said_and_kept_in_the_box() -> None:
    page, _ = see("/", 422, q="身份证", near="nowhere")
    assert "near 不能是“nowhere”" in page
    assert 'value="身份证"' in page
    page, _ = see("/en/", 422, q="x" * 5000)
    assert "at most 300 characters" in page
    see("/", 422, q="身份证", area="110101")


def test_empty_fields_of_a_form_ask_for_nothing() -> None:
    page, _ = see("/", q="孩子要上户口", audience="", area="", near="")
    assert "新生儿出生登记" in page


def test_words_are_escaped() -> None:
    for path in ("/", "/en/"):
        page, _ = see(path, q='<script>alert("1")</script>')
        assert "<script>alert" not in page
    see("/", q="\x00身份证\x07")
    see("/events/newborn", married='"><script>', area="\x00")


def test_item_page_answers_everything() -> None:
    page, _ = see(item_path("/", "新生儿出生登记"))
    for words in (
        "需要到现场，最多跑 1 次",
        "可以网上办理",
        "须核验原件",
        "出生医学证明",
        "办事机构可以自己查到",
        "父母已婚的",
        "内地居民结婚登记",
        "市中区政务服务中心",
        "窗口办理约 15 分钟",
        "不收费",
        "当场办结",
        "10 个工作日",
        "0531-0000",
        "居民户口簿",
        "出生后一个月内",
        "《中华人民共和国户口登记条例》",
    ):
        assert words in page, words


def test_item_page_says_what_is_unknown() -> None:
    page, _ = see(item_path("/en/", "古树名木保护咨询"))
    for words in (
        "does not say whether you need to go",
        "What the record leaves open",
        "not known",
    ):
        assert words in page, words
    assert "Free of charge" not in page
    assert "No papers are needed" not in page


def test_items_that_need_no_visit_or_no_papers() -> None:
    page, _ = see(item_path("/", "养老保险待遇领取资格认证"))
    assert "不用跑" in page
    assert "不需要材料" in page


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-02-14T10:00", ("Open now", "make-up workday")),
        ("2026-10-05T10:00", ("Closed now", "holiday")),
        ("2031-05-06T10:00", ("2031",)),
    ],
)
def test_place_page_at_a_moment(at: str, words: tuple[str, ...]) -> None:
    page, _ = see("/en/places/branch-tax", open_at=at)
    for word in words:
        assert word.lower() in page.lower(), word


def test_place_page_lists_week_counters_and_facilities() -> None:
    page, _ = see("/places/hall-370103", open_at="2026-11-24T10:00")
    assert page.split("</table>")[0].count("<tr") == 7
    assert "09:00–20:00" in page.replace("\u2060", "")
    assert re.search(r"轮椅可进出</dt><dd><span class=.tag yes.>有<", page)
    assert "身份证窗口" in page
    assert "年末盘点" in page
    assert "关门前 30 分钟停止取号" in page
    english, _ = see("/en/places/hall-370103", open_at="2026-11-24T10:00")
    assert "Last admission 30 minutes before closing" in english
    station, _ = see("/places/self-service-01", open_at="2026-11-24T10:00")
    assert "停止取号" not in station


def test_item_page_says_when_the_last_person_is_let_in() -> None:
    page, _ = see(item_path("/en/", "新生儿出生登记"), open_at="2026-11-24T10:00")
    assert "Last admission 30 minutes before closing" in page


def test_event_page_unfolds_by_its_questions() -> None:
    everything, _ = see("/events/newborn")
    married, _ = see("/events/newborn", married="yes")
    assert "内地居民结婚登记</a>" in everything
    assert "内地居民结婚登记</a>" not in married
    assert everything.index("内地居民结婚登记") < everything.index("新生儿出生登记")


def test_event_page_names_the_body_of_the_street() -> None:
    page, _ = see("/events/newborn", area="370103019")
    assert "十六里河街道办事处" in page


def test_pages_can_only_be_read() -> None:
    for path in ("/", "/en/places/hall-370103"):
        assert Client().post(path).status_code == 405
        assert Client().head(path).status_code == 200


def test_a_failure_has_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("zhihui.web.public.views.answer_item", fail)
    client = Client(raise_request_exception=False)
    response = client.get(item_path("/en/", "新生儿出生登记"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "broken" not in response.content.decode()


def test_catalogues_have_the_same_keys_and_placeholders() -> None:
    reference = CATALOGUES["zh"]
    for language in LANGUAGES:
        assert CATALOGUES[language].keys() == reference.keys()
        for key, wording in CATALOGUES[language].items():
            assert set(re.findall(r"{(\w+)}", wording)) == set(
                re.findall(r"{(\w+)}", reference[key])
            ), key
