"""What the maps room raises, for the faces to show as it is."""


class MapsError(Exception):
    """The tiles cannot be read. ``zh`` and ``en`` say what, where and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
