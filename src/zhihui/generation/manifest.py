"""The manifest of a generation: what it is, what it was built from, and every file's checksum.

Written last by a build, read first by every reader. It never describes itself or its own
checksum file.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from zhihui.district import Source, Text
from zhihui.generation.errors import GenerationError

FORMAT: Final = "zhihui-generation"
FORMAT_VERSION: Final = 1

MANIFEST: Final = "manifest.json"
MANIFEST_CHECKSUM: Final = "manifest.sha256"
REPORT: Final = "report.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """Checksum (SHA-256, hexadecimal) and size in bytes of one file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation says about itself."""

    format: str = FORMAT
    format_version: int
    district_code: str
    district_name: Text
    built_at: datetime
    notice: Text
    is_sample: bool
    sources: tuple[Source, ...]
    counts: dict[str, int]
    """Table name → number of records."""
    files: dict[str, FileEntry]
    """Path relative to the generation, with ``/`` → its entry."""
    software: str


class _Heading(msgspec.Struct):
    """What must be readable in every format version."""

    format: str
    format_version: int


class ManifestFault(Exception):  # noqa: N818 - carries a fault for open and verify to word
    """Why a manifest cannot be used. ``is_newer``: written by a newer format version."""

    def __init__(self, expected: str, found: str, *, is_newer: bool = False) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected = expected
        self.found = found
        self.is_newer = is_newer


_heading_decoder = msgspec.json.Decoder(_Heading)
_decoder = msgspec.json.Decoder(Manifest)


def encode_manifest(manifest: Manifest) -> bytes:
    """The bytes of ``manifest.json``: readable, and the same for the same manifest."""
    return readable_json(manifest)


def encode_checksum(manifest_bytes: bytes) -> bytes:
    """The bytes of ``manifest.sha256``, in the format that ``sha256sum -c`` reads."""
    return f"{hashlib.sha256(manifest_bytes).hexdigest()}  {MANIFEST}\n".encode("ascii")


def decode_manifest(content: bytes) -> Manifest:
    """The manifest in ``content``. Raises ManifestFault."""
    try:
        heading = _heading_decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ManifestFault("a readable manifest", str(error)) from error
    if heading.format != FORMAT:
        raise ManifestFault(f"format {FORMAT}", f"format {heading.format!r}")
    if heading.format_version != FORMAT_VERSION:
        raise ManifestFault(
            f"format version {FORMAT_VERSION}",
            f"format version {heading.format_version}",
            is_newer=heading.format_version > FORMAT_VERSION,
        )
    try:
        manifest = _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ManifestFault("a readable manifest", str(error)) from error
    for name in manifest.files:
        if not _stays_inside(name):
            raise ManifestFault("paths inside the generation", f"path {name!r}")
    return manifest


def readable_json(value: object) -> bytes:
    """Indented JSON that ends with a newline. Raises GenerationError on what JSON cannot hold."""
    try:
        encoded = msgspec.json.encode(value, enc_hook=_encode_other)
    except (TypeError, UnicodeEncodeError) as error:
        raise GenerationError(
            f"报告中有不能写成 JSON 的值：{error}。",
            f"A value of the report cannot be written as JSON: {error}",
        ) from error
    return msgspec.json.format(encoded, indent=2) + b"\n"


def looks_like_generation(directory: Path) -> bool:
    """Whether ``directory`` holds a generation, of any version, possibly damaged."""
    return (
        _contains(directory / MANIFEST, f'"{FORMAT}"'.encode())
        and (directory / MANIFEST_CHECKSUM).is_file()
    ) or (
        (directory / MANIFEST).is_file()
        and _contains(directory / MANIFEST_CHECKSUM, f"  {MANIFEST}\n".encode())
    )


def _contains(path: Path, wanted: bytes) -> bool:
    return path.is_file() and wanted in path.read_bytes()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts


def _encode_other(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")
