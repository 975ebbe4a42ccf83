"""A build replaces a generation in one step, or leaves everything as it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.generation.generation_records import BUILT_AT, OneFilePart, create_records
from zhihui import __version__
from zhihui.district import Records
from zhihui.district.progress import Progress
from zhihui.generation import (
    FORMAT_VERSION,
    GenerationError,
    activating,
    build,
    open_generation,
    verify,
)


class _FailingPart(OneFilePart):
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        object.__setattr__(self, "error", error)

    def write(self, directory: Path, records: Records, progress: Progress | None) -> None:
        super().write(directory, records, progress)
        raise self.error  # type: ignore[attr-defined]


def _contents(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def _names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()]


def test_the_manifest_says_what_was_built(tmp_path: Path) -> None:
    records = create_records(4)
    build(records, tmp_path / "g", built_at=BUILT_AT, parts=[OneFilePart()])
    with open_generation(tmp_path / "g") as generation:
        manifest = generation.manifest
        assert manifest.format_version == FORMAT_VERSION
        assert (manifest.district_code, manifest.built_at) == ("370103", BUILT_AT)
        assert manifest.is_sample
        assert manifest.sources[0].licence == "CC0-1.0"
        assert manifest.software == f"zhihui {__version__}"
        assert manifest.counts == {
            "items": 4,
            "places": 2,
            "offers": 5,
            "materials": 1,
            "areas": 1,
            "life_events": 1,
            "lexicon": 1,
            "calendar_days": 0,
        }
        assert (generation.part("index") / "data.bin").read_bytes() == b"derived"
        assert "index/data.bin" in manifest.files
        with pytest.raises(GenerationError, match="no part 'streets'"):
            generation.part("streets")


def test_the_report_is_written_as_given(tmp_path: Path) -> None:
    report = {"rejections": [{"row": 7, "why": "编码为空", "day": date(2026, 1, 2)}], "remarks": ()}
    build(create_records(), tmp_path / "g", built_at=BUILT_AT, report=report)
    written = msgspec.json.decode((tmp_path / "g" / "report.json").read_bytes())
    assert written == {
        "rejections": [{"row": 7, "why": "编码为空", "day": "2026-01-02"}],
        "remarks": [],
    }


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        build(create_records(), tmp_path / name, built_at=BUILT_AT, report={"remarks": []})
    assert _contents(tmp_path / "first") == _contents(tmp_path / "second")


def test_parents_are_created_and_directories_are_readable_by_others(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "g"
    build(create_records(), out, built_at=BUILT_AT)
    umask = os.umask(0)
    os.umask(umask)
    assert out.stat().st_mode & 0o777 == 0o777 & ~umask
    assert _names(out.parent) == ["g"]


@pytest.mark.parametrize("at_once", [True, False], ids=["renameat2", "two renames"])
def test_a_new_build_replaces_the_old_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(activating, "_exchange_at_once", lambda first, second: False)
    build(create_records(3), tmp_path / "g", built_at=BUILT_AT)
    build(create_records(5), tmp_path / "g", built_at=BUILT_AT)
    assert _names(tmp_path) == ["g"]
    assert verify(tmp_path / "g") == ()
    with open_generation(tmp_path / "g") as generation:
        assert len(generation.items) == 5


def test_a_failed_second_rename_puts_the_old_generation_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    monkeypatch.setattr(activating, "_exchange_at_once", lambda first, second: False)
    with pytest.raises(FileNotFoundError):
        activating.exchange(tmp_path / "absent", tmp_path / "g")
    assert _names(tmp_path) == ["g"]
    assert verify(tmp_path / "g") == ()


def test_readers_keep_the_generation_that_they_opened(tmp_path: Path) -> None:
    old, new = create_records(30), create_records(2)
    build(old, tmp_path / "g", built_at=BUILT_AT)
    with open_generation(tmp_path / "g") as reader:
        first = reader.items[0]
        build(new, tmp_path / "g", built_at=BUILT_AT)
        assert first == old.items[0]
        assert tuple(reader.items) == old.items
        assert len(reader.list_offers_at_place(old.places[0].id)) == 30
        with open_generation(tmp_path / "g") as later:
            assert tuple(later.items) == new.items


def test_a_link_to_a_generation_stays_a_link(tmp_path: Path) -> None:
    build(create_records(), tmp_path / "real", built_at=BUILT_AT)
    (tmp_path / "current").symlink_to("real")
    build(create_records(5), tmp_path / "current", built_at=BUILT_AT)
    assert (tmp_path / "current").is_symlink()
    with open_generation(tmp_path / "real") as generation:
        assert len(generation.items) == 5


@pytest.mark.parametrize(
    "error", [RuntimeError("disk on fire"), KeyboardInterrupt(), SystemExit(143)], ids=repr
)
@pytest.mark.parametrize("has_old", [True, False])
def test_a_build_that_fails_leaves_nothing_behind(
    tmp_path: Path, error: BaseException, has_old: bool
) -> None:
    out = tmp_path / "new" / "g"
    if has_old:
        build(create_records(), out, built_at=BUILT_AT)
    before = _contents(tmp_path)
    with pytest.raises(type(error)):
        build(create_records(9), out, built_at=BUILT_AT, parts=[_FailingPart(error)])
    assert _contents(tmp_path) == before
    assert _names(tmp_path) == (["new"] if has_old else [])


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    full = OSError(28, "No space left on device")
    with pytest.raises(GenerationError, match=r"No space left on device.*Nothing was changed"):
        build(create_records(), tmp_path / "g", built_at=BUILT_AT, parts=[_FailingPart(full)])
    assert _names(tmp_path) == []


def _make_file(out: Path) -> None:
    out.write_text("notes")


def _make_directory_with_notes(out: Path) -> None:
    out.mkdir()
    (out / "notes.txt").write_text("notes")


def _make_other_manifest(out: Path) -> None:
    out.mkdir()
    (out / "manifest.json").write_text('{"name": "web app"}')


@pytest.mark.parametrize(
    "make",
    [_make_file, _make_directory_with_notes, _make_other_manifest],
    ids=lambda make: make.__name__,
)
def test_what_is_no_generation_is_not_touched(tmp_path: Path, make: Callable[[Path], None]) -> None:
    out = tmp_path / "g"
    make(out)
    before = _contents(tmp_path)
    with pytest.raises(GenerationError, match="exists and is not a generation"):
        build(create_records(), out, built_at=BUILT_AT)
    assert _contents(tmp_path) == before


def test_an_empty_directory_and_a_damaged_generation_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "g").mkdir()
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    (tmp_path / "g" / "manifest.json").write_text("{")
    build(create_records(), tmp_path / "g", built_at=BUILT_AT)
    assert verify(tmp_path / "g") == ()
    assert _names(tmp_path) == ["g"]


@pytest.mark.parametrize("name", ["records", "", ".hidden", "a/b", ".."])
def test_a_part_cannot_take_a_name_that_harms(tmp_path: Path, name: str) -> None:
    with pytest.raises(GenerationError, match="cannot be the name of a part"):
        build(create_records(), tmp_path / "g", built_at=BUILT_AT, parts=[OneFilePart(name)])


_SLOW_BUILD = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.generation.generation_records import BUILT_AT, OneFilePart, create_records
from zhihui.generation import build

class SlowPart(OneFilePart):
    def write(self, directory, records, progress):
        super().write(directory, records, progress)
        print("writing", flush=True)
        time.sleep(600)

build(create_records(50), Path(sys.argv[1]), built_at=BUILT_AT, parts=[SlowPart()])
"""


def test_a_killed_build_leaves_the_old_one_and_is_swept_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "g[1]"
    build(create_records(3), out, built_at=BUILT_AT)
    command = [sys.executable, "-c", _SLOW_BUILD, str(out), str(Path(__file__).parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        build(create_records(4), out, built_at=BUILT_AT)
        assert len(_names(tmp_path)) == 2, "a build that still runs is left alone"
        running.send_signal(signal.SIGKILL)
    assert verify(out) == ()
    with open_generation(out) as generation:
        assert len(generation.items) == 4
    build(create_records(5), out, built_at=BUILT_AT)
    assert _names(tmp_path) == [out.name]


def test_progress_names_the_stages(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []

    class Noted:
        def advance(self, stage: str, done: int, total: int | None) -> None:
            seen.append((stage, done, total))

    build(create_records(4), tmp_path / "g", built_at=BUILT_AT, progress=Noted())
    assert ("items", 4, 4) in seen
    assert seen[-1][0] == "checksums"
    assert all(total is None or done <= total for _, done, total in seen)
