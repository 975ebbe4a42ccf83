"""Pages of a language of which there is nothing but one catalogue file.

Run in a process of its own by test_third_language, over a copy of the package: writes the catalogue
of a made-up language, in which every wording is the Chinese one between ⟦ and ⟧, then prints the
pages as JSON, by path.
"""

import json
import os
import sys
from pathlib import Path

TAG = "qps"
PAGES = (
    "",
    "?q=孩子要上户口",
    "?q=火星移民签证",
    "?near=nowhere&q=a",
    "items/{item}",
    "places/{place}",
    "plan/",
    "plan/?errand={item}&from=116.99,36.65&at=2026-11-25T08:30",
    "plan/?need=&from=nowhere&at=2026-11-25T08:30",
    "events/",
    "errands/?errand={item}",
    "near/?near=116.99,36.65",
    "nothing",
)
PARTS = ("errands", "origin", "end", "start", "days", "back_by", "defaults")
WAYS = ("estimated", "by_class", "along_streets")
KEPT = {"language.html": TAG, "language.name": "⟦Q⟧"}
LISTS = ("weekdays", "months")


def wrap(key: str, wording: str) -> str:
    """A wording of the made-up language."""
    if key in KEPT:
        return KEPT[key]
    if key in LISTS:
        return " ".join(f"⟦{word}⟧" for word in wording.split())
    return "|".join(f"⟦{word}⟧" for word in wording.split("|"))


def write_catalogue(package: Path) -> None:
    """The one file that makes a language."""
    answers = package / "answers" / "catalogues"
    sections = json.loads((answers / "zh.json").read_text(encoding="utf-8"))
    pages = json.loads((package / "web" / "catalogues" / "zh.json").read_text(encoding="utf-8"))
    made = {
        section: {key: wrap(key, wording) for key, wording in words.items()}
        for section, words in {**sections, "pages": pages}.items()
    }
    made["refusals"] = {part: f"⟦{part}⟧" for part in PARTS}
    made["travel"] = dict.fromkeys(WAYS, "⟦{mode} {kmh}⟧")
    (answers / f"{TAG}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


def main(package: Path, generation: str) -> None:
    """Print the pages."""
    write_catalogue(package)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "zhihui.web.settings",
        "ZHIHUI_GENERATION": generation,
        "ZHIHUI_MEANING": "off",
        "ZHIHUI_REQUESTS_PER_MINUTE": "0",
        "ZHIHUI_ALLOWED_HOSTS": "testserver",
    }
    import django
    from django.test import Client

    django.setup()
    from zhihui.web.served import get_served

    records = get_served().generation
    codes = {
        "item": next(item.code for item in records.items if records.list_offers_of_item(item.code)),
        "place": next(place.id for place in records.places if place.hours),
    }
    client = Client()
    paths = [f"/{TAG}/{page.format(**codes)}" for page in PAGES]
    sys.stdout.write(json.dumps({path: client.get(path).content.decode() for path in paths}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
