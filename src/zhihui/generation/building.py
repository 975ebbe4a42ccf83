"""Building a generation: tables, derived parts, report, manifest, and one rename at the end.

Called by ``zhihui build`` and ``zhihui sample``. A build that fails, in any way, leaves the old
generation as it was and nothing of itself.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from zhihui import __version__
from zhihui.district import Records
from zhihui.district.progress import Progress
from zhihui.generation import kinds
from zhihui.generation.activating import (
    activate,
    building_directory,
    check_target,
    sync_directory,
)
from zhihui.generation.errors import GenerationError
from zhihui.generation.manifest import (
    FORMAT_VERSION,
    MANIFEST,
    MANIFEST_CHECKSUM,
    REPORT,
    FileEntry,
    Manifest,
    encode_checksum,
    encode_manifest,
    readable_json,
)
from zhihui.generation.verifying import describe_file, list_files
from zhihui.generation.writing import write_tables


class Part(Protocol):
    """A derived part of a generation, e.g. a search index."""

    @property
    def name(self) -> str:
        """Its sub-directory."""

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        """Write the part of ``records`` into ``directory``, which exists and is empty."""


def build(
    records: Records,
    out: Path,
    *,
    built_at: datetime,
    parts: Sequence[Part] = (),
    report: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build a generation of ``records`` with ``parts`` and put it at ``out``.

    The same records, moment and report give the same bytes, but for what the parts write. A
    generation that stands at ``out`` is replaced in one step; readers that opened it keep it.
    Raises GenerationError: ``out`` is something else, the records contradict themselves, or the
    disk refuses. What a part raises passes through.
    """
    target = Path(os.path.realpath(out))
    _check_part_names(parts)
    try:
        check_target(target)
        with building_directory(target) as directory:
            manifest = _write_all(records, directory, built_at, parts, report, progress)
            activate(directory, target)
    except OSError as error:
        raise GenerationError(
            f"版本 {out} 未能写入：{error}。未作任何改动。请检查剩余空间和目录权限后重新构建。",
            f"The generation {out} could not be written: {error}. Nothing was changed. Check "
            "the free space and the permissions of the directory, and build again.",
        ) from error
    return manifest


def _write_all(
    records: Records,
    directory: Path,
    built_at: datetime,
    parts: Sequence[Part],
    report: Mapping[str, object] | None,
    progress: Progress | None,
) -> Manifest:
    tables = directory / kinds.RECORDS
    tables.mkdir()
    counts = write_tables(tables, records, progress)
    for part in parts:
        (directory / part.name).mkdir()
        part.write(directory / part.name, records, progress)
    (directory / REPORT).write_bytes(readable_json(dict(report or {})))
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        district_code=records.district_code,
        district_name=records.district_name,
        built_at=built_at,
        notice=records.notice,
        is_sample=records.is_sample,
        sources=records.sources,
        counts=counts,
        files=_describe_files(directory, progress),
        software=f"zhihui {__version__}",
    )
    content = encode_manifest(manifest)
    (directory / MANIFEST).write_bytes(content)
    (directory / MANIFEST_CHECKSUM).write_bytes(encode_checksum(content))
    _sync_tree(directory)
    return manifest


def _check_part_names(parts: Sequence[Part]) -> None:
    names = [part.name for part in parts]
    for name in names:
        if not name or Path(name).name != name or name.startswith(".") or name == kinds.RECORDS:
            raise GenerationError(
                f"{name!r} 不能作为部分的名称。", f"{name!r} cannot be the name of a part."
            )
    if len(set(names)) != len(names):
        shown = ", ".join(sorted(names))
        raise GenerationError(
            f"部分的名称重复：{shown}。", f"Two parts have the same name: {shown}."
        )


def _describe_files(directory: Path, progress: Progress | None) -> dict[str, FileEntry]:
    names = list_files(directory)
    entries: dict[str, FileEntry] = {}
    for number, name in enumerate(names):
        if progress is not None:
            progress.advance("checksums", number, len(names))
        entries[name] = describe_file(directory / name)
    if progress is not None:
        progress.advance("checksums", len(names), len(names))
    return entries


def _sync_tree(directory: Path) -> None:
    for folder, _, names in os.walk(directory):
        for name in names:
            descriptor = os.open(Path(folder) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_directory(Path(folder))
