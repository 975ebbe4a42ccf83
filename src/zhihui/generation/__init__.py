"""Generations: everything public about one district at one moment, in one directory.

Builds, opens, verifies and activates them. Knows how to store, not how to search: what searching
needs is written by a Part that a caller hands in.
"""

from zhihui.generation.building import Part, build
from zhihui.generation.errors import GenerationError, UnknownRecord
from zhihui.generation.manifest import FORMAT_VERSION, FileEntry, Manifest
from zhihui.generation.opened import Generation, open_generation
from zhihui.generation.table import Table
from zhihui.generation.verifying import Damage, DamageKind, verify

__all__ = [
    "FORMAT_VERSION",
    "Damage",
    "DamageKind",
    "FileEntry",
    "Generation",
    "GenerationError",
    "Manifest",
    "Part",
    "Table",
    "UnknownRecord",
    "build",
    "open_generation",
    "verify",
]
