"""A small city in files, and the generation that the build command makes of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhihui.cli import app

Run = Callable[..., Result]

RECIPE = """
district: {code: "370103", name: {zh: 市中区, en: Shizhong}}
items:
  - file: items.jsonl
    fields: {code: TASK_CODE, name: TASK_NAME, body: DEPT, promised_time: DAYS,
             audiences: WHO, materials: PAPERS}
places:
  - file: places.csv
    datum: WGS-84
    fields: {id: id, name: name, lon: lon, lat: lat, hours: hours}
offers:
  - file: offers.csv
    fields: {item: item, place: place}
"""
NAMES = ("居民身份证丢失补领", "出生登记", "个体工商户设立登记", "老年人优待证办理", "食品经营许可")
CODES = tuple(f"11370103MB2843785{number}437011100100{number}" for number in range(len(NAMES)))


@pytest.fixture
def run() -> Run:
    """Run a command line as a user would; the result has exit_code, stdout and stderr."""
    return lambda *arguments, **rest: CliRunner().invoke(app, [*map(str, arguments)], **rest)


def write_city(folder: Path) -> Path:
    """Write the recipe with its tables; the path of the recipe."""
    rows = [
        {
            "TASK_CODE": code,
            "TASK_NAME": name,
            "DEPT": "市中区公安分局",
            "DAYS": "5个工作日",
            "PAPERS": "一寸照片",
        }
        for code, name in zip(CODES, NAMES, strict=True)
    ]
    rows.append(rows[0])
    lines = [json.dumps(row | {"WHO": "自然人"}, ensure_ascii=False) for row in rows]
    (folder / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "places.csv").write_text(
        "id,name,lon,lat,hours\nP1,市中区政务服务中心,117.0,36.65,周一至周五 9:00-17:00\n",
        encoding="utf-8",
    )
    offers = "".join(f"{code},P1\n" for code in CODES)
    (folder / "offers.csv").write_text(f"item,place\n{offers}", encoding="utf-8")
    (folder / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    return folder / "recipe.yaml"


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built generation that tests only read."""
    folder = tmp_path_factory.mktemp("city")
    recipe = write_city(folder)
    command = ["build", str(recipe), "-o", str(folder / "generation"), "--without-meaning"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    return folder / "generation"
