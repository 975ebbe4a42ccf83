"""What the generation room raises, for the faces to show as they are."""


class GenerationError(Exception):
    """A generation cannot be built, opened or read.

    ``zh`` and ``en`` each say what, where, why and what to do; ``str()`` gives both.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type["GenerationError"], tuple[str, str]]:
        return type(self), (self.zh, self.en)


class UnknownRecord(KeyError):  # noqa: N818 - named after what is missing, like KeyError
    """No record has this id."""

    def __init__(self, table: str, record_id: str) -> None:
        super().__init__(f"{table} has no record {record_id!r}")
        self.table = table
        self.record_id = record_id
