"""A district in a folder of its own, written and imported in one call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zhihui.exchange import Import, read_district, read_recipe

DISTRICT = 'district: {code: "370103", name: {zh: 市中区, en: Shizhong}}\n'

Load = Callable[..., Import]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """``load(tables, **files)``: writes ``files`` (``items_csv`` → items.csv) and imports them."""

    def run(tables: str, district: str = DISTRICT, **files: str | bytes) -> Import:
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            (tmp_path / name.replace("_", ".")).write_bytes(raw)
        recipe = tmp_path / "recipe.yaml"
        recipe.write_text(district + tables, encoding="utf-8")
        return read_district(read_recipe(recipe))

    return run
