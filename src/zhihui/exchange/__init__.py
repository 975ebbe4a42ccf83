"""Tables of a city → records: recipes, the formats offices use, and the everyday lexicon.

Called by the faces that build a district. Knows CSV, XLSX, JSON Lines and JSON, the datums of
Chinese maps and the ways offices write values; knows no HTTP and writes nothing.
"""

from zhihui.exchange.datums import distance_km, from_wgs84, to_wgs84
from zhihui.exchange.faults import (
    Fault,
    FaultKind,
    InputError,
    RecipeError,
    Rejection,
    Remark,
)
from zhihui.exchange.importing import Import, read_district
from zhihui.exchange.importing_streets import StreetsImport, read_streets
from zhihui.exchange.lexicon_files import parse_lexicon, read_lexicon
from zhihui.exchange.recipe import (
    DistrictRecipe,
    FieldName,
    Recipe,
    SourceRecipe,
    StreetRecipe,
    TableFormat,
    TableKind,
    TableRecipe,
)
from zhihui.exchange.recipe_reader import read_recipe

__all__ = [
    "DistrictRecipe",
    "Fault",
    "FaultKind",
    "FieldName",
    "Import",
    "InputError",
    "Recipe",
    "RecipeError",
    "Rejection",
    "Remark",
    "SourceRecipe",
    "StreetRecipe",
    "StreetsImport",
    "TableFormat",
    "TableKind",
    "TableRecipe",
    "distance_km",
    "from_wgs84",
    "parse_lexicon",
    "read_district",
    "read_lexicon",
    "read_recipe",
    "read_streets",
    "to_wgs84",
]
