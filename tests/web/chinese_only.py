"""Pages in English of a district whose records say everything in Chinese alone, as most do.

Run in a process of its own by test_marked_languages: builds the generation in the folder given,
then prints the pages as JSON, by path.
"""

import json
import os
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from zhihui.exchange import read_lexicon
from zhihui.finder import index_part
from zhihui.generation import build
from zhihui.maps import maps_part
from zhihui.sample import create_sample, create_sample_streets, read_tables
from zhihui.streets import streets_part

PLAN = "errand={item}&errand={other}&from=116.99,36.65&at=2026-11-25T08:30"
PAGES = (
    "",
    "?q=孩子要上户口",
    "?q=lost+id+card",
    "?q=市中区政务服务中心",
    "?q=新生儿",
    "?q=火星移民签证",
    "?q=a&area=nowhere",
    "items/{item}",
    "items/{other}",
    "items/{third}",
    "places/{place}",
    "places/{place}?from=116.99,36.65",
    "places/{other_place}",
    "plan/",
    f"plan/?{PLAN}",
    f"plan/?{PLAN}&collect-{{item}}=on&how-{{other}}=online&have=nothing",
    f"plan/?{PLAN}&back_by=08:35&days=1",
    f"plan/?{PLAN}&step_free=only",
    "plan/?errand={item}&from=政务服务中心",
    f"plan/sheet/?{PLAN}",
    "events/",
    "events/{event}",
    "errands/?errand={item}&errand={other}",
    "near/?from=116.99,36.65",
    "near/?from=116.99,36.65&item={item}",
    "topics/",
    "topics/{topic}/",
    "bodies/",
    "bodies/{body}/",
    "audiences/",
    "audiences/person/",
    "areas/",
    "areas/{area}/",
    "services/{service}/",
    "map/",
    "offline/",
    "widgets/",
    "widget/search/",
    "widget/place/{place}",
    "corrections/new/?record=place:{place}&field=hours",
    "corrections/new/?record=item:{item}&field=papers",
    "nothing",
)


def keep_chinese(value: Any) -> Any:
    """A record, or a value in one, without its English."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {one.name: keep_chinese(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **kept)
    if isinstance(value, dict):
        is_text = "zh" in value
        return {key: keep_chinese(one) for key, one in value.items() if not is_text or key == "zh"}
    if isinstance(value, tuple | list):
        return type(value)(map(keep_chinese, value))
    return value


def build_district(tables: Path, out: Path) -> None:
    """The generation of the tests, in Chinese alone."""
    records = create_sample(read_tables(tables))
    streets = create_sample_streets()
    build(
        replace(keep_chinese(records), lexicon=read_lexicon()),
        out,
        built_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
        parts=[index_part(meaning=False), maps_part(streets), streets_part(streets)],
    )


def list_pages(out: Path) -> list[str]:
    """The paths of the pages, filled with records of the generation."""
    from zhihui.answers.directory import get_directory
    from zhihui.web.served import get_served

    records = get_served().generation
    offered = [one.code for one in records.items if records.list_offers_of_item(one.code)]
    places = [one.id for one in records.places if one.hours]
    shelves = get_directory(records)
    values = {
        **dict(zip(("item", "other", "third"), offered, strict=False)),
        **dict(zip(("place", "other_place"), places, strict=False)),
        "event": next(iter(records.life_events)).id,
        "topic": next(iter(shelves.topics)),
        "body": next(iter(shelves.bodies)),
        "area": next(iter(shelves.tree)),
        "service": next(iter(shelves.entries)),
    }
    return [f"/en/{page.format(**values)}" for page in PAGES]


def main(tables: Path, out: Path) -> None:
    """Print the pages."""
    build_district(tables, out)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "zhihui.web.settings",
        "ZHIHUI_GENERATION": str(out),
        "ZHIHUI_MEANING": "off",
        "ZHIHUI_REQUESTS_PER_MINUTE": "0",
        "ZHIHUI_ALLOWED_HOSTS": "testserver",
    }
    django.setup()
    from django.test import Client

    client = Client()
    shown = {path: client.get(path).content.decode() for path in list_pages(out)}
    sys.stdout.write(json.dumps(shown))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
