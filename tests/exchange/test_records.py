"""Rows become records: items, materials, places, offers, areas, life events, days, words."""

import json
from collections.abc import Mapping
from datetime import date

import pytest

from tests.exchange.conftest import Load
from zhihui.district import (
    Action,
    AreaKind,
    Audience,
    CalendarDay,
    CaseKind,
    Channel,
    Datum,
    DayKind,
    Fact,
    ItemLevel,
    LifeEventSide,
    Necessity,
    PlaceKind,
    TimeUnit,
)
from zhihui.exchange import FaultKind, distance_km, from_wgs84

CODE = "11440000006939756B2440101007000"
ITEMS = "items: [{file: items.jsonl, fields: {code: code, name: name, %s}}]\n"
PAIR = '{"code": "a", "name": "甲"}\n{"code": "b", "name": "乙"}\n'


def lines(*rows: Mapping[str, object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_a_readable_code_fills_what_is_not_mapped(load: Load) -> None:
    found = load(ITEMS % "body: b", items_jsonl=lines({"code": CODE, "name": "甲", "b": "乙"}))
    (item,) = found.records.items
    assert item.catalog_code == "440101007000"
    assert item.body_code == "11440000006939756B"
    assert (item.level, item.kind) == (ItemLevel.PROVINCE, "01")
    assert not found.remarks


def test_the_handling_suffix_is_no_part_of_the_catalogue_code(load: Load) -> None:
    found = load(ITEMS % "body: b", items_jsonl=lines({"code": CODE + "01", "name": "x", "b": ""}))
    assert found.records.items[0].catalog_code == "440101007000"


def test_mapped_columns_win_over_the_code(load: Load) -> None:
    row = {"code": CODE, "name": "甲", "l": "县级", "k": "公共服务", "c": "370100000000"}
    found = load(ITEMS % "level: l, kind: k, catalog_code: c", items_jsonl=lines(row))
    (item,) = found.records.items
    assert (item.level, item.kind, item.catalog_code) == (ItemLevel.COUNTY, "20", "370100000000")


def test_a_code_not_to_the_standard_is_loaded_and_remarked(load: Load) -> None:
    wrong = CODE[:17] + "C" + CODE[18:]
    row = lines({"code": wrong, "name": "甲", "b": ""}, {"code": "x-1", "name": "乙", "b": ""})
    found = load(ITEMS % "body: b", items_jsonl=row)
    assert [item.code for item in found.records.items] == [wrong, "x-1"]
    first, second = found.remarks
    assert first.kind is second.kind is FaultKind.CODE_NOT_STANDARD
    assert "校验位是 C，应为 B" in first.message_zh
    assert "3 characters, not 31 or 33" in second.message_en


def test_words_of_the_code_tables(load: Load) -> None:
    fields = (
        "audiences: a, case_kind: k, channels: c, charged: f, online: o, post: p, online_depth: d,"
        " visits: v, statutory_time: s, statutory_time_unit: u, complaint_phone: t"
    )
    row = {
        "code": CODE,
        "name": "甲",
        "a": "自然人、企业法人",
        "k": "即办件",
        "c": ["窗口办理", "网上办理", "快递申请"],
        "f": "不收费",
        "o": "支持",
        "p": "Y",
        "d": "Ⅳ",
        "v": "最多跑一次",
        "s": 20,
        "u": "W",
        "t": "0531-82078000、82078001",
    }
    found = load(ITEMS % fields, items_jsonl=lines(row))
    (item,) = found.records.items
    assert item.audiences == (Audience.PERSON, Audience.ENTERPRISE)
    assert item.case_kind is CaseKind.IMMEDIATE
    assert item.channels == (Channel.COUNTER, Channel.ONLINE, Channel.POST)
    assert (item.charged, item.online, item.post) == (Fact.NO, Fact.YES, Fact.YES)
    assert (item.online_depth, item.visits) == (4, 1)
    assert (item.statutory_time.days, item.statutory_time.unit) == (20, TimeUnit.WORKING_DAY)
    assert item.complaint_phones == ("0531-82078000", "82078001")
    assert not found.remarks


def test_what_cannot_be_read_is_remarked_and_the_original_kept(load: Load) -> None:
    fields = "audiences: a, online: o, visits: v, promised_time: t, hours: h, consult_phone: p"
    row = {
        "code": CODE,
        "name": "甲",
        "a": "自然人、外星人",
        "o": "也许",
        "v": "看情况",
        "t": "尽快",
        "h": "有空的时候",
        "p": "各分局",
    }
    found = load(ITEMS % fields, items_jsonl=lines(row))
    (item,) = found.records.items
    assert item.audiences == (Audience.PERSON,)
    assert (item.online, item.visits, item.promised_time.days) == (Fact.UNKNOWN, None, None)
    assert (item.promised_time.original, item.hours_original) == ("尽快", "有空的时候")
    assert item.hours == ""
    assert [(remark.kind, remark.value) for remark in found.remarks] == [
        (FaultKind.VALUE_NOT_KNOWN, "外星人"),
        (FaultKind.VALUE_NOT_KNOWN, "也许"),
        (FaultKind.VISITS_UNREADABLE, "看情况"),
        (FaultKind.TIME_LIMIT_UNREADABLE, "尽快"),
        (FaultKind.PHONE_UNREADABLE, "各分局"),
        (FaultKind.HOURS_UNREADABLE, "有空的时候"),
    ]
    assert [remark.column for remark in found.remarks] == ["a", "o", "v", "t", "p", "h"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mo-Fr 09:00-12:00,13:30-17:00", "Mo-Fr 09:00-12:00,13:30-17:00"),
        ("周一至周五 9:00-12:00，13:30-17:00", "Mo-Fr 09:00-12:00,13:30-17:00"),
    ],
)
def test_hours(load: Load, written: str, read: str) -> None:
    found = load(ITEMS % "hours: h", items_jsonl=lines({"code": CODE, "name": "甲", "h": written}))
    (item,) = found.records.items
    assert item.hours.startswith(read)
    assert item.hours_original == written


def test_materials_by_name_are_shared_between_items(load: Load) -> None:
    rows = lines(
        {"code": "a", "name": "甲", "m": ["居民身份证", "《医师资格证书》；"]},
        {"code": "b", "name": "乙", "m": "医师资格证书、 居民身份证"},
        {"code": "c", "name": "丙", "m": "无"},
        {"code": "d", "name": "丁", "m": "无需提交材料"},
    )
    found = load(ITEMS % "materials: m", items_jsonl=rows)
    assert [material.name["zh"] for material in found.records.materials] == [
        "居民身份证",
        "《医师资格证书》",
    ]
    first, second, third, fourth = found.records.items
    assert all(material.id.startswith("m-") for material in found.records.materials)
    assert {each.material for each in first.requirements} == {
        each.material for each in second.requirements
    }
    assert (first.papers_known, third.papers_known) == (Fact.YES, Fact.UNKNOWN)
    assert (fourth.papers_known, fourth.requirements) == (Fact.YES, ())


def test_requirements_table_says_more_of_a_material(load: Load) -> None:
    tables = """
materials: [{file: materials.csv, fields: {id: id, name: name, name.en: en}}]
items: [{file: items.jsonl, fields: {code: code, name: name, materials: m}}]
requirements:
  - file: asked.csv
    fields: {item: item, material: material, necessity: need, copies: copies, condition: when}
"""
    found = load(
        tables,
        materials_csv="id,name,en\nid-card,居民身份证,ID card\n",
        items_jsonl=lines({"code": "a", "name": "甲", "m": ["居民身份证", "照片"]}),
        asked_csv=(
            "item,material,need,copies,when\na,id-card,必要,2,\na,委托书,,1份,委托他人时\n"
            "z,id-card,,,\n"
        ),
    )
    (item,) = found.records.items
    card, photo, letter = item.requirements
    assert (card.material, card.necessity, card.copies) == ("id-card", Necessity.REQUIRED, 2)
    assert photo.necessity is Necessity.UNKNOWN
    assert (letter.necessity, letter.condition) == (Necessity.CONDITIONAL, {"zh": "委托他人时"})
    assert [fault.kind for fault in found.rejections] == [FaultKind.NO_SUCH_ITEM]
    assert found.records.materials[0].name == {"zh": "居民身份证", "en": "ID card"}


def test_aliases_drop_what_says_nothing(load: Load) -> None:
    rows = lines(
        {"code": "a", "name": "甲", "s": "无", "d": "无线电,频率,新申请"},
        {"code": "b", "name": "乙", "s": "-", "d": "空"},
        {"code": "c", "name": "丙", "s": "身份证丢了、补身份证", "d": "修复、复制许可"},
    )
    found = load(ITEMS % "aliases: [s, d]", items_jsonl=rows)
    assert [item.aliases for item in found.records.items] == [
        ("无线电", "频率", "新申请"),
        (),
        ("身份证丢了", "补身份证", "修复、复制许可"),
    ]


def test_an_address_that_is_none_and_structures(load: Load) -> None:
    row = {
        "code": CODE,
        "name": "甲",
        "at": "无线下办理窗口",
        "fees": [{"name": "工本费", "standard": {"zh": "10元", "en": "10 yuan"}}],
        "faq": [{"question": "要带什么", "answer": "身份证"}],
        "steps": ["受理", "审核"],
        "results": "许可证",
    }
    found = load(
        ITEMS % "address: at, fees: fees, questions: faq, steps: steps, results: results",
        items_jsonl=lines(row, {**row, "code": "b", "fees": [{"x": 1}], "at": "某路1号"}),
    )
    first, second = found.records.items
    assert (first.address, second.address) == ("", "某路1号")
    assert (first.charged, first.fees[0].standard["en"]) == (Fact.YES, "10 yuan")
    assert first.questions[0].answer == {"zh": "身份证"}
    assert first.steps == ({"zh": "受理"}, {"zh": "审核"})
    assert first.results == (found.records.materials[0].id,)
    assert second.fees == ()
    assert [remark.kind for remark in found.remarks] == [
        FaultKind.NO_COUNTER_SAID,
        FaultKind.CODE_NOT_STANDARD,
        FaultKind.STRUCTURE_UNREADABLE,
    ]


PLACES = """
areas: [{file: areas.csv, fields: {code: code, name: name}}]
places:
  - file: places.csv
    datum: GCJ-02
    source: {title: 办事场所, licence: CC0}
    fields: {id: index, name: name, name_en: en, kind: kind, address: address, lon: lon, lat: lat,
             phones: phones, hours: hours, area: area, counters: counters}
items: [{file: items.jsonl, fields: {code: code, name: name}}]
offers:
  - file: offers.csv
    fields: {item: item, place: place, counter: window, hours: hours, channel: how, actions: what}
"""
AREAS = "code,name\n370103000000,市中区\n370103002000,大观园街道\n370103002001,纬一路社区\n"


def test_places_and_offers(load: Load) -> None:
    lon, lat = from_wgs84(117.0, 36.65, Datum.GCJ02)
    found = load(
        PLACES,
        areas_csv=AREAS,
        places_csv=(
            "index,name,en,kind,address,lon,lat,phones,hours,area,counters\n"
            f"1,区政务大厅,District hall,政务服务中心,经二路1号,{lon},{lat},"
            "0531-82078000 82078001,周一至周五 9:00-17:00,大观园街道,1号窗口、2号窗口\n"
            "2,便民站,,社区,,,,无,,没有的街道,\n"
            "1,又一个,,,,,,,,,\n"
        ),
        items_jsonl=PAIR,
        offers_csv=(
            "item,place,window,hours,how,what\na,1,2号窗口,,窗口,咨询、受理\nb,便民站,,,网办,\n"
            "z,1,,,,\na,9,,,,\na,1,2号窗口,,窗口,咨询、受理\n"
        ),
    )
    hall, station = found.records.places
    assert hall.name == {"zh": "区政务大厅", "en": "District hall"}
    assert hall.kind is PlaceKind.DISTRICT_HALL
    assert hall.lon is not None
    assert hall.lat is not None
    assert distance_km((hall.lon, hall.lat), (117.0, 36.65)) < 1e-5
    assert (hall.source_datum, hall.source_lon) == (Datum.GCJ02, lon)
    assert hall.phones == ("0531-82078000", "82078001")
    assert (hall.area, station.area) == ("370103002", None)
    assert [counter.id for counter in hall.counters] == ["1号窗口", "2号窗口"]
    assert (station.kind, station.phones) == (PlaceKind.COMMUNITY_STATION, ())
    first, second = found.records.offers
    assert (first.item, first.place, first.counter) == ("a", "1", "2号窗口")
    assert first.actions == (Action.CONSULT, Action.APPLY)
    assert (second.place, second.channel) == ("2", Channel.ONLINE)
    assert [(fault.kind, fault.file) for fault in found.rejections] == [
        (FaultKind.DUPLICATE, "places.csv"),
        (FaultKind.NO_SUCH_ITEM, "offers.csv"),
        (FaultKind.NO_SUCH_PLACE, "offers.csv"),
        (FaultKind.DUPLICATE, "offers.csv"),
    ]
    assert [area.kind for area in found.records.areas] == [
        AreaKind.DISTRICT,
        AreaKind.STREET,
        AreaKind.COMMUNITY,
    ]
    assert [area.parent for area in found.records.areas] == [None, "370103", "370103002"]
    assert FaultKind.AREA_NOT_KNOWN in [remark.kind for remark in found.remarks]
    assert [source.licence for source in found.records.sources] == ["", "", "CC0", ""]


def test_a_datum_column_and_one_column_for_both_numbers(load: Load) -> None:
    tables = "places: [{file: p.csv, fields: {name: n, lonlat: at, datum: d}}]"
    found = load(
        tables, p_csv='n,at,d\n甲,"117.01, 36.66",BD-09\n乙,"117.0 36.6",\n丙,"117,36",月球\n'
    )
    first, second, third = found.records.places
    assert first.source_datum is Datum.BD09
    assert first.lon is not None
    assert first.lon < 117.005
    assert (second.source_datum, second.lon) == (Datum.WGS84, 117.0)
    assert (third.lon, third.source_lon) == (None, 117.0)
    assert [remark.value for remark in found.remarks] == ["月球"]


def test_counters_dates_and_access_as_structures(load: Load) -> None:
    tables = """
places: [{file: p.json, fields: {name: n, counters: c, dated_hours: d, accessibility: a}}]
"""
    counters = [{"id": "1", "name": "1号窗口", "floor": "二楼", "hours": "周一至周五 9:00-12:00"}]
    dated = [
        {"first": "2026-02-16", "last": "2026-02-20", "hours": "off", "note": "春节"},
        {"first": "2026-03-01", "hours": "看通知"},
    ]
    place = {"n": "甲", "c": counters, "d": dated, "a": {"wheelchair": "是", "toilet": "no"}}
    wrong = {"n": "乙", "c": [{"floor": "x"}], "d": [{"first": "?"}], "a": ["lift=maybe"]}
    found = load(tables, p_json=json.dumps([place, wrong]))
    first, second = found.records.places
    assert first.counters[0].hours.startswith("Mo-Fr 09:00-12:00")
    assert [each.hours for each in first.dated_hours] == ["off", "看通知"]
    assert first.dated_hours[1].last == date(2026, 3, 1)
    assert first.accessibility == {"wheelchair": Fact.YES, "toilet": Fact.NO}
    assert (second.counters, second.dated_hours, second.accessibility) == ((), (), {})
    assert [remark.kind for remark in found.remarks] == [
        FaultKind.HOURS_UNREADABLE,
        *[FaultKind.STRUCTURE_UNREADABLE] * 3,
    ]


def test_life_events_words_and_days(load: Load) -> None:
    tables = """
life_events:
  - {file: events.json, fields: {id: id, name: name, side: side, stage: stage,
     questions: questions, steps: steps}}
lexicon: [{file: words.csv, fields: {say: say, means: means}}]
calendar_days: [{file: days.csv, fields: {date: date, kind: kind, name: name, instead_of: for}}]
"""
    event = {
        "id": "birth",
        "name": "出生一件事",
        "side": "个人",
        "stage": {"zh": "出生"},
        "questions": [
            {"id": "q", "wording": "有出生证明吗", "options": [{"id": "y", "label": "有"}]}
        ],
        "steps": [
            "370100000001",
            {"catalog_code": "370100000002", "after": ["370100000001"], "when": {"q": ["y"]}},
        ],
    }
    found = load(
        tables,
        events_json=json.dumps([event, {**event, "id": "bad", "steps": [{"x": 1}]}]),
        words_csv="say,means\n丢了,遗失|补办\n丢了,挂失\n",
        days_csv="date,kind,name,for\n2027-01-01,节假日,元旦,\n2027/1/2,调休上班,,2027-01-04\n"
        "2027-13-1,节假日,,\n20270101,工作日,,\n",
    )
    birth, bad = found.records.life_events
    assert birth.side is LifeEventSide.PERSON
    assert birth.questions[0].options[0].label == {"zh": "有"}
    assert birth.steps[1].when == {"q": ("y",)}
    assert bad.steps == ()
    (lexeme,) = found.records.lexicon
    assert (lexeme.means, lexeme.source) == (("遗失", "补办", "挂失"), "words.csv")
    assert found.records.calendar_days == (
        CalendarDay(day=date(2027, 1, 1), kind=DayKind.HOLIDAY, name={"zh": "元旦"}),
        CalendarDay(day=date(2027, 1, 2), kind=DayKind.MAKEUP_WORKDAY, instead_of=date(2027, 1, 4)),
    )
    nameless, repeated = found.rejections
    assert nameless.kind is FaultKind.EMPTY_REQUIRED
    assert (repeated.kind, repeated.details["first_row"]) == (FaultKind.DUPLICATE, 1)


def test_constants_fill_where_columns_say_nothing(load: Load) -> None:
    tables = """
items:
  - file: items.csv
    fields: {code: code, name: name, body: body}
    constants: {body: 区民政局, body.en: Civil affairs, verified_on: 2026-01-02, verified_by: 张三}
"""
    found = load(tables, items_csv="code,name,body\na,甲,无\nb,乙,区公安局\n")
    first, second = found.records.items
    assert first.body == {"zh": "区民政局", "en": "Civil affairs"}
    assert second.body["zh"] == "区公安局"
    assert first.provenance.verified_on == date(2026, 1, 2)
    assert first.provenance.verified_by == "张三"


def test_two_tables_of_one_kind_and_rows_without_a_name(load: Load) -> None:
    table = "  - {file: %s.csv, fields: {code: code, name: name}}\n"
    found = load(
        "items:\n" + table % "one" + table % "two",
        one_csv="code,name\na,甲\n",
        two_csv="code,name\na,乙\nb,无\n,丙\n",
    )
    assert [item.provenance.source for item in found.records.items] == ["one.csv"]
    duplicate, nameless, codeless = found.rejections
    assert duplicate.details["first_file"] == "one.csv"
    assert nameless.kind is codeless.kind is FaultKind.EMPTY_REQUIRED
    assert [source.rows_left_out for source in found.records.sources] == [0, 3]
    assert all(len(source.sha256) == 64 for source in found.records.sources)
    assert found.records.district_name == {"zh": "市中区", "en": "Shizhong"}
