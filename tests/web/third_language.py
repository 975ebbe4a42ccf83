"""Pages and commands of a language of which there is nothing but one catalogue file.

Run in a process of its own by test_third_language, over a copy of the package: writes the catalogue
of a made-up language, in which every wording is the Chinese one between ⟦ and ⟧, then prints as
JSON what is served, by path, and what the terminal shows, by command line.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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
    "plan/?errand={item}&from=116.99,36.65&at=2026-11-25T08:30&back_by=08:35&days=1",
    "plan/?errand={item}&from=0,0&at=2026-11-25T08:30",
    "plan/?need=&from=nowhere&at=2026-11-25T08:30",
    "plan/sheet/?errand={item}&from=116.99,36.65&at=2026-11-25T08:30",
    "topics/",
    "bodies/",
    "audiences/",
    "areas/",
    "areas/{area}/",
    "map/",
    "offline/",
    "widgets/",
    "widget/search/",
    "widget/place/{place}",
    "widget/place/nothing",
    "corrections/new/?record=place:{place}&field=phone",
    "corrections/new/?record=item:{item}",
    "corrections/thanks/",
    "events/",
    "errands/?errand={item}",
    "near/?near=116.99,36.65",
    "nothing",
    "?" + "&".join(["q=a"] * 300),
)
OTHERS = (
    "/{tag}/plan.ics?errand={item}&from=116.99,36.65&at=2026-11-25T08:30",
    "/api/v1/search?q=孩子要上户口&lang={tag}",
    "/api/v1/items/{item}?lang={tag}",
    "/api/v1/items/nothing?lang={tag}",
    "/api/v1/places/{place}?near=nowhere&lang={tag}",
)
START = ("--from", "116.99,36.65", "--at", "2026-11-25T08:30")
COMMANDS = (
    ("ask", "孩子要上户口", "--at", "2026-11-25T09:30"),
    ("ask", "孩子要上户口", "--near", "116.99,36.65", "--at", "2026-11-28T09:30"),
    ("ask", "火星移民签证"),
    ("ask", "政务服务中心"),
    ("plan", "--errand", "{item}", *START),
    ("plan", "--errand", "{item}", *START, "--back-by", "08:35", "--days", "1"),
    ("plan", "--need", "孩子要上户口，帮我点杯奶茶", *START),
    ("plan", "--need", "帮我点杯奶茶", *START),
    ("plan", "--errand", "NOTHING", "--errand", "{slip}", *START),
    ("plan", "--errand", "", *START),
    ("plan", "--errand", "{item}", *START, "--have", "nothing like it"),
    ("plan", "--errand", "{item}", *START, "--days", "200"),
    ("plan", "--errand", "{item}", *START, "--ics", "{folder}/visits.ics"),
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
    terminal = (package / "cli" / "catalogues" / "zh.json").read_text(encoding="utf-8")
    made["terminal"] = {key: wrap(key, wording) for key, wording in json.loads(terminal).items()}
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
        "COLUMNS": "2000",
    }
    import django
    from django.test import Client

    django.setup()
    from zhihui.web.served import get_served

    records = get_served().generation
    codes = {
        "item": next(item.code for item in records.items if records.list_offers_of_item(item.code)),
        "place": next(place.id for place in records.places if place.hours),
        "area": next(area.code for area in records.areas),
    }
    client = Client()
    paths = [f"/{TAG}/{page.format(**codes)}" for page in PAGES]
    others = [path.format(tag=TAG, **codes) for path in OTHERS]
    shown = {
        "pages": {path: client.get(path).content.decode() for path in paths},
        "others": {path: client.get(path).content.decode() for path in others},
        "commands": run_commands(generation, codes),
    }
    sys.stdout.write(json.dumps(shown))


def run_commands(generation: str, codes: dict[str, str]) -> dict[str, str]:
    """What each command shows on both streams, by its line."""
    from typer.testing import CliRunner

    from zhihui.cli import app

    shown = {}
    with TemporaryDirectory() as folder:
        values = {**codes, "slip": f"{codes['item'][:-1]}X", "folder": folder}
        for command, *rest in COMMANDS:
            options = [option.format(**values) for option in rest]
            line = [command, generation, *options, "--lang", TAG]
            result = CliRunner().invoke(app, line, input="7\n0\n" * 3)
            shown[" ".join([command, *options])] = result.output
    return shown


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
