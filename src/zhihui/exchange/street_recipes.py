"""Reads the ``streets`` list of a recipe, strictly. Called by ``recipe_reader``."""

from functools import partial
from pathlib import Path

from zhihui.district import Datum
from zhihui.exchange.datums import to_wgs84
from zhihui.exchange.faults import FaultKind
from zhihui.exchange.recipe import SourceRecipe, StreetRecipe
from zhihui.exchange.recipe_values import find_file, need, read_datum, read_source
from zhihui.exchange.yaml_parts import Part
from zhihui.streets import LINE_SUFFIXES, OSM_SUFFIXES, Mode, StreetFile, is_osm

FIELD_KEYS = ("class_field", "maxspeed_field", "oneway_field", "name_field")
LINE_KEYS = ("directed", *FIELD_KEYS, "datum")
"""Keys for shapefile and GeoJSON only: OpenStreetMap data says all of it by itself."""
OSM_SOURCE = SourceRecipe(
    title="© OpenStreetMap contributors",
    licence="ODbL 1.0",
    url="https://www.openstreetmap.org/copyright",
)
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def read_streets_list(part: Part, folder: Path) -> tuple[StreetRecipe, ...]:
    """The files of streets. Raises RecipeError."""
    return tuple(_read_street_file(each, folder) for each in part.parts())


def _read_street_file(part: Part, folder: Path) -> StreetRecipe:
    named = part.pairs().get("file")
    osm = named is not None and is_osm(named.text())
    pairs = part.known_pairs(("file", "modes", "source", *(() if osm else LINE_KEYS)))
    file = need(part, pairs, "file")
    datum = read_datum(pairs["datum"]) if "datum" in pairs else Datum.WGS84
    fields = {key: pairs[key].text() for key in FIELD_KEYS if key in pairs}
    return StreetRecipe(
        file=StreetFile(
            path=_find_street_file(file, folder),
            shown=file.text(),
            modes=_read_modes(need(part, pairs, "modes")),
            directed=_read_flag(pairs["directed"], "directed") if "directed" in pairs else False,
            to_wgs84=None if datum is Datum.WGS84 else partial(to_wgs84, datum=datum),
            **fields,
        ),
        source=_fill(read_source(pairs.get("source"))) if osm else read_source(pairs.get("source")),
    )


def _find_street_file(part: Part, folder: Path) -> Path:
    suffixes = (*OSM_SUFFIXES, *LINE_SUFFIXES)
    if not part.text().lower().endswith(suffixes):
        raise part.error(
            FaultKind.UNKNOWN_OPTION, key="file", value=part.text(), valid="、".join(suffixes)
        )
    return find_file(part, folder)


def _fill(source: SourceRecipe) -> SourceRecipe:
    """OpenStreetMap's attribution, where the recipe does not say another."""
    return SourceRecipe(
        title=source.title or OSM_SOURCE.title,
        licence=source.licence or OSM_SOURCE.licence,
        url=source.url or OSM_SOURCE.url,
    )


def _read_modes(part: Part) -> tuple[Mode, ...]:
    known = {mode.value: mode for mode in Mode}
    found: list[Mode] = []
    for words in part.texts():
        if words not in known:
            valid = "、".join(known)
            raise part.error(FaultKind.UNKNOWN_OPTION, key="modes", value=words, valid=valid)
        found.append(known[words])
    if not found:
        raise part.error(FaultKind.MISSING_KEY, key="modes")
    return tuple(dict.fromkeys(found))


def _read_flag(part: Part, key: str) -> bool:
    found = _YES_NO.get(part.text().lower())
    if found is None:
        raise part.error(FaultKind.UNKNOWN_OPTION, key=key, value=part.text(), valid="true、false")
    return found
