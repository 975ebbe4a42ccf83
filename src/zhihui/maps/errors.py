"""What the maps room raises, for the faces to show as it is."""

from pathlib import Path


class MapsError(Exception):
    """The tiles cannot be read. ``zh`` and ``en`` say what, where and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


def damaged(path: Path, why: str) -> MapsError:
    """The error for a file that cannot be read."""
    return MapsError(
        f"地图文件 {path} 不能读取：{why}。请用 `zhihui verify` 检查该版本，然后重新构建。",
        f"The map file {path} cannot be read: {why}. Check the generation with `zhihui verify`, "
        "then build it again.",
    )
