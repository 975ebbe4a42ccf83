"""Finding every damaged, missing or unexpected file of a generation.

Called by ``zhihui verify``. Damage is data: nothing here raises for it, and nothing is repaired.
"""

import hashlib
import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from zhihui.district.progress import Progress
from zhihui.generation.manifest import (
    MANIFEST,
    MANIFEST_CHECKSUM,
    FileEntry,
    Manifest,
    ManifestFault,
    decode_manifest,
    encode_checksum,
)


class DamageKind(Enum):
    """What can be wrong with a file of a generation."""

    MISSING = "missing"
    SIZE = "size"
    CHECKSUM = "checksum"
    UNEXPECTED = "unexpected"
    UNREADABLE = "unreadable"
    MANIFEST = "manifest"
    FORMAT_VERSION = "format_version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing wrong. ``path`` is relative to the generation; ``.`` is the directory itself."""

    kind: DamageKind
    path: str
    expected: str
    found: str


def verify(path: Path, *, progress: Progress | None = None) -> tuple[Damage, ...]:
    """Everything wrong with the generation in ``path``; empty when it is sound."""
    if not path.is_dir():
        return (_missing(".", "a directory"),)
    try:
        content = (path / MANIFEST).read_bytes()
    except FileNotFoundError:
        return (_missing(MANIFEST, "a manifest"),)
    except OSError as error:
        return (_unreadable(MANIFEST, error),)
    found = list(_check_manifest_checksum(path, content))
    try:
        manifest = decode_manifest(content)
    except ManifestFault as fault:
        kind = (
            DamageKind.FORMAT_VERSION
            if fault.expected.startswith("format version")
            else DamageKind.MANIFEST
        )
        found.append(Damage(kind=kind, path=MANIFEST, expected=fault.expected, found=fault.found))
        return tuple(found)
    found += _check_files(path, manifest, progress)
    return tuple(found)


def list_files(directory: Path) -> list[str]:
    """Relative paths of all files, sorted, but for the lock files that readers leave behind."""
    return sorted(
        (Path(folder) / name).relative_to(directory).as_posix()
        for folder, folders, names in os.walk(directory)
        for name in [*names, *(one for one in folders if (Path(folder) / one).is_symlink())]
        if not name.endswith(".lock")
    )


def describe_file(path: Path) -> FileEntry:
    """Checksum and size of a file. Raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(sha256=digest, size=file.tell())


def _check_manifest_checksum(path: Path, content: bytes) -> tuple[Damage, ...]:
    try:
        written = (path / MANIFEST_CHECKSUM).read_bytes()
    except FileNotFoundError:
        return (_missing(MANIFEST_CHECKSUM, "the checksum of the manifest"),)
    except OSError as error:
        return (_unreadable(MANIFEST_CHECKSUM, error),)
    computed = encode_checksum(content)
    if written == computed:
        return ()
    return (
        Damage(
            kind=DamageKind.CHECKSUM,
            path=MANIFEST,
            expected=written.decode("utf-8", "backslashreplace").split("  ")[0].strip(),
            found=computed.decode("ascii").split("  ")[0],
        ),
    )


def _check_files(path: Path, manifest: Manifest, progress: Progress | None) -> list[Damage]:
    found: list[Damage] = []
    present = set(list_files(path))
    total = len(manifest.files)
    for number, (name, entry) in enumerate(sorted(manifest.files.items())):
        if progress is not None:
            progress.advance("verify", number, total)
        if name in present or name.endswith(".lock"):
            found += _check_file(path, name, entry)
        else:
            found.append(_missing(name, f"{entry.size} bytes"))
    found += (
        Damage(kind=DamageKind.UNEXPECTED, path=name, expected="no such file", found="a file")
        for name in sorted(present - manifest.files.keys() - {MANIFEST, MANIFEST_CHECKSUM})
    )
    if progress is not None:
        progress.advance("verify", total, total)
    return found


def _check_file(path: Path, name: str, entry: FileEntry) -> tuple[Damage, ...]:
    try:
        size = (path / name).stat().st_size
        if size != entry.size:
            return (_damage(DamageKind.SIZE, name, f"{entry.size} bytes", f"{size} bytes"),)
        sha256 = describe_file(path / name).sha256
    except FileNotFoundError:
        return (_missing(name, f"{entry.size} bytes"),)
    except OSError as error:
        return (_unreadable(name, error),)
    if sha256 != entry.sha256:
        return (_damage(DamageKind.CHECKSUM, name, entry.sha256, sha256),)
    return ()


def _damage(kind: DamageKind, path: str, expected: str, found: str) -> Damage:
    return Damage(kind=kind, path=path, expected=expected, found=found)


def _missing(path: str, expected: str) -> Damage:
    return _damage(DamageKind.MISSING, path, expected, "nothing")


def _unreadable(path: str, error: OSError) -> Damage:
    return _damage(DamageKind.UNREADABLE, path, "a readable file", error.strerror or str(error))
