"""What can be wrong with a recipe or a row: a closed list, and what carries it.

Every room face that shows an import reads these; the wording is in ``wordings``. Nothing here
reads a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

Detail = str | int | float


class FaultKind(Enum):
    """Closed list of faults. The comment names the details that the wording needs."""

    # the recipe
    RECIPE_ABSENT = "recipe_absent"
    YAML_BROKEN = "yaml_broken"  # problem
    RECIPE_SHAPE = "recipe_shape"  # where, expected_zh, expected_en
    UNKNOWN_KEY = "unknown_key"  # where, nearest, valid
    REPEATED_KEY = "repeated_key"  # where
    MISSING_KEY = "missing_key"  # where, key
    UNKNOWN_FIELD = "unknown_field"  # table, nearest, valid
    REQUIRED_FIELD = "required_field"  # table, field
    UNKNOWN_DATUM = "unknown_datum"  # valid
    UNKNOWN_OPTION = "unknown_option"  # key, valid
    BAD_BOUNDS = "bad_bounds"
    FILE_ABSENT = "file_absent"
    MISSING_COLUMN = "missing_column"  # nearest, columns
    REPEATED_COLUMN = "repeated_column"
    MISSING_SHEET = "missing_sheet"  # sheets
    MISSING_PATH = "missing_path"  # keys
    # a file as a whole
    FILE_UNREADABLE = "file_unreadable"  # problem
    EMPTY_FILE = "empty_file"
    BAD_ENCODING = "bad_encoding"  # encoding, offset, byte, hint_zh, hint_en
    CSV_BROKEN = "csv_broken"  # problem
    FIELD_TOO_LARGE = "field_too_large"  # limit_mb
    SHEET_BROKEN = "sheet_broken"  # problem
    JSON_BROKEN = "json_broken"  # problem
    JSON_NOT_ROWS = "json_not_rows"  # found
    NO_ROWS = "no_rows"
    LEXICON_LINE = "lexicon_line"
    DATUM_NOT_SAID = "datum_not_said"
    # a row
    ROW_TOO_LONG = "row_too_long"  # cells, columns
    ROW_TOO_SHORT = "row_too_short"  # cells, columns
    ROW_NOT_JSON = "row_not_json"  # problem
    ROW_NOT_OBJECT = "row_not_object"  # found
    EMPTY_REQUIRED = "empty_required"  # field
    DUPLICATE = "duplicate"  # field, first_row, first_file
    CODE_ROUNDED = "code_rounded"
    NO_SUCH_ITEM = "no_such_item"
    NO_SUCH_PLACE = "no_such_place"
    # a value
    CODE_NOT_STANDARD = "code_not_standard"  # faults_zh, faults_en
    TIME_LIMIT_UNREADABLE = "time_limit_unreadable"
    VISITS_UNREADABLE = "visits_unreadable"
    PHONE_UNREADABLE = "phone_unreadable"
    HOURS_UNREADABLE = "hours_unreadable"
    NUMBER_UNREADABLE = "number_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    MOMENT_UNREADABLE = "moment_unreadable"
    HOUR_UNREADABLE = "hour_unreadable"
    WEEKDAYS_UNREADABLE = "weekdays_unreadable"
    STRUCTURE_UNREADABLE = "structure_unreadable"  # expected, problem
    VALUE_NOT_KNOWN = "value_not_known"  # valid
    AREA_NOT_KNOWN = "area_not_known"
    NO_COUNTER_SAID = "no_counter_said"
    COORDINATE_UNREADABLE = "coordinate_unreadable"
    COORDINATE_IMPOSSIBLE = "coordinate_impossible"
    COORDINATE_SWAPPED = "coordinate_swapped"
    COORDINATE_OUTSIDE = "coordinate_outside"  # distance_km, datum
    COORDINATE_OUTLIER = "coordinate_outlier"  # distance_km, datum


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault and where it is. ``str()`` says it in Chinese and English."""

    kind: FaultKind
    file: str = ""
    """The file as the recipe writes it, or the recipe itself."""
    row: int | None = None
    """1-based record number, header not counted."""
    line: int | None = None
    """1-based line of the file, where known."""
    column: str = ""
    """The column as the file writes it, or our field where no column is mapped."""
    value: str = ""
    """The value as the source writes it, whole."""
    details: Mapping[str, Detail] = field(default_factory=dict)

    @property
    def message_zh(self) -> str:
        """What, where, why and what to do, in Chinese."""
        return self.in_language("zh")

    @property
    def message_en(self) -> str:
        """What, where, why and what to do, in English."""
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """The message in ``zh`` or ``en``; any other tag gives English."""
        from zhihui.exchange.wordings import word_fault

        return word_fault(self, language)

    def __str__(self) -> str:
        return f"{self.message_zh}\n{self.message_en}"


class Rejection(Fault):
    """A row that was left out, and why."""

    __slots__ = ()


class Remark(Fault):
    """A row that was loaded although something in it is doubtful."""

    __slots__ = ()


class _FaultError(Exception):
    """An import that cannot go on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class RecipeError(_FaultError):
    """The recipe, or what it says of a file, is wrong."""


class InputError(_FaultError):
    """A file that the recipe names cannot be read as a whole."""


@dataclass(slots=True)
class FaultLog:
    """Collects what an import leaves out and doubts, in the order met."""

    rejections: list[Rejection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def reject(self, kind: FaultKind, **where: object) -> None:
        """Note a row left out. ``where`` are the fields of a Fault."""
        self.rejections.append(Rejection(kind=kind, **where))  # type: ignore[arg-type]

    def remark(self, kind: FaultKind, **where: object) -> None:
        """Note a doubt about what was loaded. ``where`` are the fields of a Fault."""
        self.remarks.append(Remark(kind=kind, **where))  # type: ignore[arg-type]
