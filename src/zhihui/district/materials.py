"""Materials, and what one Item asks of them."""

from dataclasses import dataclass, field
from enum import Enum

from zhihui.district.facts import Fact, Provenance, Text
from zhihui.district.ids import MaterialId


class MaterialForm(Enum):
    """材料形式 (material_format)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    EITHER = "either"
    UNKNOWN = "unknown"


class Necessity(Enum):
    """必要性 (is_need)."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """材料: a type of document that several Items may ask for or produce."""

    id: MaterialId
    name: Text
    issued_by: Text = field(default_factory=dict)
    blank_form_url: str = ""
    example_url: str = ""
    provenance: Provenance = field(default_factory=Provenance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """材料要求: what one Item asks of one Material."""

    material: MaterialId
    necessity: Necessity = Necessity.UNKNOWN
    originals: int | None = None
    copies: int | None = None
    form: MaterialForm = MaterialForm.UNKNOWN
    condition: Text = field(default_factory=dict)
    """When a CONDITIONAL material is asked for."""
    shared: Fact = Fact.UNKNOWN
    """Whether the office can fetch it itself by data sharing."""
    note: Text = field(default_factory=dict)
