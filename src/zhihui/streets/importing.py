"""Street files → one network for each mode.

Called by exchange for the files that a recipe names, and by the sample for the streets that it
makes up. Files of one mode are merged; nothing is written.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from zhihui.district.progress import Progress
from zhihui.streets.drafts import ModeDraft, add_shapes
from zhihui.streets.errors import StreetsError
from zhihui.streets.files import StreetFile, StreetLine
from zhihui.streets.graph import GraphBuilder
from zhihui.streets.imported import ImportedStreets, WaysRead, summarise
from zhihui.streets.modes import Mode, street_assumptions
from zhihui.streets.sphere import E7

OSM_SUFFIXES: Final = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2", ".o5m")
LINE_SUFFIXES: Final = (".shp", ".geojson", ".json")


def is_osm(name: str) -> bool:
    """Whether a file of this name is OpenStreetMap data."""
    return name.lower().endswith(OSM_SUFFIXES)


def import_streets(
    files: Sequence[StreetFile], *, progress: Progress | None = None
) -> tuple[tuple[ImportedStreets, ...], dict[str, WaysRead]]:
    """The networks in the order of ``Mode``, and the ways of each source.

    Raises StreetsError: a file is missing, broken, of an unknown format, has not the fields, the
    geometry or the coordinates expected, or nothing in it is usable in a mode.
    """
    drafts = {mode: ModeDraft(GraphBuilder(mode)) for mode in Mode}
    ways: dict[str, WaysRead] = {}
    for number, file in enumerate(files):
        if progress is not None:
            progress.advance("street files", number, len(files))
        _check_file(file)
        wanted = [drafts[mode] for mode in dict.fromkeys(file.modes)]
        for draft in wanted:
            draft.builder.begin_file()
            draft.sources.append(file.source)
        ways[file.source] = _import_file(file, wanted)
    if progress is not None and files:
        progress.advance("street files", len(files), len(files))
    return tuple(
        _finish(draft, [file for file in files if mode in file.modes])
        for mode, draft in drafts.items()
        if draft.sources
    ), ways


def _import_file(file: StreetFile, drafts: Sequence[ModeDraft]) -> WaysRead:
    """Loads the format's library only now: queries need none of them."""
    if is_osm(file.shown):
        from zhihui.streets.osm_files import import_osm

        return import_osm(file, drafts)
    from zhihui.streets.line_files import import_lines

    return import_lines(file, drafts)


def create_streets(
    lines: Iterable[StreetLine], modes: Sequence[Mode], *, source: str = "", is_sample: bool = False
) -> tuple[ImportedStreets, ...]:
    """Networks of streets that are in no file; they meet where their ends do."""
    drafts = [ModeDraft(GraphBuilder(mode)) for mode in modes]
    for line in lines:
        shape = [(round(lon * E7), round(lat * E7)) for lon, lat in line.points]
        add_shapes(drafts, [shape], line.tags)
    return tuple(
        summarise(
            draft.builder.build(),
            street_assumptions(draft.mode, is_sample=is_sample),
            left_out=draft.left_out,
            sources=(source,) if source else (),
        )
        for draft in drafts
    )


def _finish(draft: ModeDraft, files: Sequence[StreetFile]) -> ImportedStreets:
    if not draft.builder.segments:
        shown = "、".join(file.shown for file in files)
        reasons_zh = "，".join(f"{r.wording['zh']} {n}" for r, n in draft.left_out.items()) or "–"
        reasons_en = ", ".join(f"{r.wording['en']}: {n}" for r, n in draft.left_out.items()) or "–"
        raise StreetsError(
            f"{shown} 中没有可供{draft.mode.title['zh']}（{draft.mode.value}）使用的道路。"
            f"未用的道路：{reasons_zh}。请检查文件、class_field 和 modes。",
            f"There is no street to use {draft.mode.title['en']} ({draft.mode.value}) in {shown}. "
            f"Left out: {reasons_en}. Check the file, class_field and modes.",
        )
    return summarise(
        draft.builder.build(),
        street_assumptions(draft.mode),
        left_out=draft.left_out,
        unknown_classes=draft.unknown_classes,
        sources=tuple(source for source in draft.sources if source),
    )


def _check_file(file: StreetFile) -> None:
    if not file.shown.lower().endswith((*OSM_SUFFIXES, *LINE_SUFFIXES)):
        valid = "、".join((*OSM_SUFFIXES, *LINE_SUFFIXES))
        raise StreetsError(
            f"不认识路网文件 {file.shown} 的格式。可用的：{valid}。请转换后再用。",
            f"The format of the street file {file.shown} is not known. Valid: {valid}. Convert it.",
        )
    if not file.path.is_file():
        raise StreetsError(
            f"找不到路网文件 {file.shown}。请检查路径和文件名。",
            f"There is no street file {file.shown}. Check path and name.",
        )
