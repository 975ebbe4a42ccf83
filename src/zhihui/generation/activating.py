"""The temporary directory of a build, and putting it in the place of the old generation.

Called by ``build``. A build in progress holds an advisory lock on its directory, so that a later
build can tell what a killed one left behind from what another is still writing.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from zhihui.generation.errors import GenerationError
from zhihui.generation.manifest import looks_like_generation

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def check_target(out: Path) -> None:
    """Raise GenerationError unless ``out`` is free, an empty directory, or a generation."""
    if not os.path.lexists(out):
        return
    if out.is_dir() and (looks_like_generation(out) or not any(out.iterdir())):
        return
    raise GenerationError(
        f"{out} 已存在且不是版本目录，未作改动。请用 -o 另指目录，或先移走它。",
        f"{out} exists and is not a generation, so it is left as it is. Give another directory "
        "with -o, or move this one away.",
    )


@contextlib.contextmanager
def building_directory(out: Path) -> Iterator[Path]:
    """A new directory beside ``out``; whatever stands there at the end is removed."""
    made = _create_parents(out.parent)
    _remove_left_behind(out)
    directory, lock = _create_locked(out)
    try:
        yield directory
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()
        raise
    finally:
        os.close(lock)
        shutil.rmtree(directory, ignore_errors=True)


def activate(directory: Path, out: Path) -> None:
    """Put ``directory`` at ``out`` in one step; what stood at ``out`` is then at ``directory``.

    Raises GenerationError when ``out`` is no generation, and OSError.
    """
    check_target(out)
    if out.exists():
        exchange(directory, out)
    else:
        directory.rename(out)
    sync_directory(out.parent)


def exchange(first: Path, second: Path) -> None:
    """Swap two directories: atomically on Linux, else by renames. Raises OSError."""
    if not _exchange_at_once(first, second):
        _exchange_by_renames(first, second)


def sync_directory(directory: Path) -> None:
    """Make the entries of a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange_at_once(first: Path, second: Path) -> bool:
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    outcome = rename(
        ctypes.c_int(_AT_FDCWD),
        ctypes.c_char_p(os.fsencode(first)),
        ctypes.c_int(_AT_FDCWD),
        ctypes.c_char_p(os.fsencode(second)),
        ctypes.c_uint(_RENAME_EXCHANGE),
    )
    if outcome == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(second))


def _exchange_by_renames(first: Path, second: Path) -> None:
    aside = second.with_name(f".{second.name}.previous-{secrets.token_hex(4)}")
    second.rename(aside)
    try:
        first.rename(second)
    except BaseException:
        aside.rename(second)
        raise
    aside.rename(first)


def _create_parents(directory: Path) -> list[Path]:
    """Create ``directory``; what was created, innermost first."""
    missing = [one for one in (directory, *directory.parents) if not one.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    return missing


def _create_locked(out: Path) -> tuple[Path, int]:
    while True:
        directory = out.with_name(f".{out.name}.building-{secrets.token_hex(8)}")
        directory.mkdir()
        descriptor = os.open(directory, os.O_RDONLY)
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if directory.exists():
            return directory, descriptor
        os.close(descriptor)


def _remove_left_behind(out: Path) -> None:
    for directory in out.parent.glob(f".{_literal(out.name)}.building-*"):
        with contextlib.suppress(OSError):
            descriptor = os.open(directory, os.O_RDONLY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory, ignore_errors=True)
            finally:
                os.close(descriptor)


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
