"""Wrong packaged tables are refused with a message that names the file, the row and the cause."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from zhihui.sample import SampleTableError, create_sample, read_tables

ITEM = """
- key: shop-licence
  name: {zh: 小店登记, en: Register a shop}
  aliases: [开小店]
  kind: "07"
  body: market
  levels: [county, street, community]
  audiences: [person]
  topics: [开办企业]
  statutory: 20W
  promised: 0
  visits: 1
  online: "yes"
  online_depth: 3
  self_service: "yes"
  minutes: 15
  fee: {zh: 每证20元, en: CNY 20 per licence}
  charged: "yes"
  materials:
    - {m: 居民身份证, need: required, originals: 1, copies: 0, form: either, shared: "yes"}
  result: 营业执照
"""
MATERIALS = """
- {zh: 居民身份证, en: Resident identity card, issued_by: {zh: 公安机关, en: Police}}
- {zh: 营业执照, en: Business licence}
"""
EVENT = """
- id: open-shop
  name: {zh: 开小店, en: Open a shop}
  side: enterprise
  stage: {zh: 开办, en: Start-up}
  intro: {zh: 开一家小店。, en: Open a small shop.}
  lead_body: market
  questions:
    - id: rent
      wording: {zh: 是否租房？, en: Do you rent?}
      options:
        - {id: "yes", label: {zh: 是, en: "Yes"}}
        - {id: "no", label: {zh: 否, en: "No"}}
  steps:
    - {item: shop-licence, when: {rent: ["yes"]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The packaged tables of areas, bodies and places with one item."""
    with as_file(files("zhihui.sample") / "tables") as packaged:
        for name in ("areas.csv", "outline.csv", "bodies.yaml", "places.yaml", "patterns.yaml"):
            shutil.copy(packaged / name, tmp_path / name)
    for name, content in (
        ("items/a.yaml", ITEM),
        ("materials/a.yaml", MATERIALS),
        ("life-events.yaml", EVENT),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_one_template_stands_at_every_body(folder: Path) -> None:
    records = create_sample(read_tables(folder))
    assert len(records.items) == 1 + 17 + 216
    assert len({item.catalog_code for item in records.items}) == 1
    assert len(records.places) == 290
    kiosk_offers = [offer for offer in records.offers if "self-service" in offer.place]
    assert kiosk_offers
    assert {offer.item for offer in kiosk_offers} == {records.items[0].code}


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("items/a.yaml", "kind: ", "kinds: ", ("a.yaml", "row 1 (shop-licence)", "kinds")),
        ("items/a.yaml", '"07"', "7", ("a.yaml", "kind")),
        ("items/a.yaml", "promised: 0", "promised: 3 days", ("a.yaml", "promised")),
        ("items/a.yaml", "body: market", "body: moon", ("shop-licence", "moon", "bodies.yaml")),
        ("items/a.yaml", "online_depth: 3", "online_depth: 4", ("shop-licence", "visits")),
        ("items/a.yaml", "result: 营业执照", "result: 执照", ("执照", "materials/")),
        ("materials/a.yaml", MATERIALS, "a: 1", ("a.yaml", "list")),
        ("items/a.yaml", "{zh: 小店", "{zh 小店: [", ("a.yaml", "YAML")),
        ("items/a.yaml", "need: required", "need: conditional", ("居民身份证", "when")),
        ("materials/a.yaml", "en: Business licence", "en: ''", ("a.yaml", "营业执照")),
        ("bodies.yaml", "11370103FAKE000019", "11370103FAKE000018", ("police", "check_digit")),
        ("areas.csv", "370103002,大观园街道", "370103999,大观园街道", ("370103002001", "parent")),
        ("areas.csv", "116.989", "east", ("areas.csv", "row 2")),
        ("places.yaml", "[market", "[retail", ("shop-licence", "market", "counter")),
        ("life-events.yaml", "item: shop", "item: chop", ("open-shop", "chop-licence")),
        ("life-events.yaml", 'rent: ["yes"]', "rent: [maybe]", ("open-shop", "maybe")),
        (
            "life-events.yaml",
            "item: shop-licence,",
            "item: shop-licence, after: [shop-licence],",
            ("open-shop", "wait for each other"),
        ),
    ],
)
def test_wrong_tables_are_refused(
    folder: Path, file: str, old: str, new: str, words: tuple[str, ...]
) -> None:
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(SampleTableError) as raised:
        create_sample(read_tables(folder))
    for word in words:
        assert word in str(raised.value)


def test_a_missing_table_and_bad_bytes_are_named(folder: Path) -> None:
    (folder / "items" / "a.yaml").write_bytes("名".encode("gbk"))
    with pytest.raises(SampleTableError, match=r"a\.yaml: not UTF-8 at byte 0"):
        read_tables(folder)
    (folder / "areas.csv").unlink()
    with pytest.raises(SampleTableError, match=r"areas\.csv: the packaged table is missing"):
        read_tables(folder)


def test_keys_are_unique_over_all_files(folder: Path) -> None:
    shutil.copy(folder / "items" / "a.yaml", folder / "items" / "b.yaml")
    with pytest.raises(SampleTableError, match="shop-licence stands twice"):
        create_sample(read_tables(folder))
