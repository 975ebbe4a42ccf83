"""Every kind of damage to every file is found, and said before a reader trusts it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generation.generation_records import BUILT_AT, OneFilePart, create_records
from zhihui.generation import (
    Damage,
    DamageKind,
    GenerationError,
    build,
    open_generation,
    verify,
)

TABLES = ("items", "places", "offers", "materials", "areas", "life_events")
FILES = (
    "manifest.json",
    "manifest.sha256",
    "report.json",
    "index/data.bin",
    *(f"records/{table}.jsonl" for table in (*TABLES, "lexicon")),
    *(f"records/{table}.offsets.npy" for table in (*TABLES, "lexicon")),
    *(f"records/{table}.id-hashes.npy" for table in TABLES),
    *(f"records/{table}.id-ordinals.npy" for table in TABLES),
    *(
        f"records/offers-by-{owner}.{what}.npy"
        for owner in ("item", "place")
        for what in ("starts", "offers")
    ),
)

NO_DAYS = tuple(
    f"records/calendar_days.{what}"
    for what in ("jsonl", "offsets.npy", "id-hashes.npy", "id-ordinals.npy")
)
"""The calendar of the district has no days of its own, so there is nothing in it to damage."""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    out = tmp_path / "g"
    build(create_records(), out, built_at=BUILT_AT, parts=[OneFilePart()], report={"remarks": [1]})
    return out


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sound") / "g"
    build(create_records(), out, built_at=BUILT_AT, parts=[OneFilePart()])
    return out


def test_the_list_of_files_is_complete(built: Path) -> None:
    present = {
        path.relative_to(built).as_posix()
        for path in built.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }
    assert present == {*FILES, *NO_DAYS}
    assert verify(built) == ()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "harm", [_truncate, _lengthen, _empty, _flip, Path.unlink], ids=lambda harm: harm.__name__
)
def test_every_damage_to_every_file_is_found(
    built: Path, name: str, harm: Callable[[Path], object]
) -> None:
    harm(built / name)
    damages = verify(built)
    assert damages
    named = {damage.path for damage in damages}
    assert name in named or named == {"manifest.json"}
    if harm is Path.unlink:
        assert damages[0].kind is DamageKind.MISSING
        assert damages[0].path == name
    elif not name.startswith("manifest"):
        changed = DamageKind.CHECKSUM if harm is _flip else DamageKind.SIZE
        assert [damage.kind for damage in damages] == [changed]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_flipped_byte_is_found(sound: Path, data: st.DataObject) -> None:
    path = sound / data.draw(st.sampled_from(FILES))
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    mask = data.draw(st.integers(1, 255))
    try:
        path.write_bytes(content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :])
        assert verify(sound)
    finally:
        path.write_bytes(content)
    assert verify(sound) == ()


def test_an_unexpected_file_is_found_but_a_lock_file_is_not(built: Path) -> None:
    (built / "index" / ".tantivy-meta.lock").touch()
    (built / "index" / "notes.txt").write_text("mine")
    assert verify(built) == (
        Damage(
            kind=DamageKind.UNEXPECTED,
            path="index/notes.txt",
            expected="no such file",
            found="a file",
        ),
    )


def test_several_damages_are_all_told(built: Path) -> None:
    (built / "records" / "items.jsonl").unlink()
    _flip(built / "records" / "places.jsonl")
    (built / "extra").touch()
    assert {(damage.kind, damage.path) for damage in verify(built)} == {
        (DamageKind.MISSING, "records/items.jsonl"),
        (DamageKind.CHECKSUM, "records/places.jsonl"),
        (DamageKind.UNEXPECTED, "extra"),
    }


def test_no_directory_and_no_manifest_are_damage_too(tmp_path: Path) -> None:
    assert [(one.kind, one.path) for one in verify(tmp_path / "none")] == [
        (DamageKind.MISSING, ".")
    ]
    assert [(one.kind, one.path) for one in verify(tmp_path)] == [
        (DamageKind.MISSING, "manifest.json")
    ]


def _rewrite_manifest(built: Path, **changes: object) -> None:
    manifest = msgspec.json.decode((built / "manifest.json").read_bytes())
    (built / "manifest.json").write_bytes(msgspec.json.encode(manifest | changes))


def test_a_newer_format_version_is_refused_with_what_to_do(built: Path) -> None:
    _rewrite_manifest(built, format_version=99)
    assert DamageKind.FORMAT_VERSION in {damage.kind for damage in verify(built)}
    with pytest.raises(GenerationError, match=r"format version 99.*Update Zhihui"):
        open_generation(built)


def test_a_manifest_that_points_outside_is_refused(built: Path) -> None:
    _rewrite_manifest(built, files={"../secret": {"sha256": "", "size": 0}})
    assert DamageKind.MANIFEST in {damage.kind for damage in verify(built)}
    with pytest.raises(GenerationError, match=r"path '\.\./secret'"):
        open_generation(built)


def test_what_cannot_be_opened_is_said_in_words(built: Path, tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="There is no generation at"):
        open_generation(tmp_path / "none")
    with pytest.raises(GenerationError, match="is not a generation: it has no manifest"):
        open_generation(tmp_path)
    _rewrite_manifest(built, format="something-else")
    with pytest.raises(GenerationError, match="found format 'something-else'"):
        open_generation(built)
    (built / "manifest.json").write_bytes(b"\xff{")
    with pytest.raises(GenerationError, match="cannot be used"):
        open_generation(built)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("records/")])
@pytest.mark.parametrize("harm", [_truncate, _empty, Path.unlink], ids=lambda harm: harm.__name__)
def test_a_reader_refuses_a_cut_table(
    built: Path, name: str, harm: Callable[[Path], object]
) -> None:
    harm(built / name)
    with pytest.raises(GenerationError, match="zhihui verify"):
        open_generation(built)


def test_a_damaged_record_is_said_when_it_is_read(built: Path) -> None:
    path = built / "records" / "items.jsonl"
    content = path.read_bytes()
    path.write_bytes(content.replace(b'{"code":"I1"', b'["code":"I1"'))
    with open_generation(built) as generation:
        assert generation.items[0].code == "I0"
        with pytest.raises(GenerationError, match="record 1 cannot be read"):
            generation.items[1]


def test_a_moved_generation_is_still_sound(built: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(built, moved)
    assert verify(moved) == ()
