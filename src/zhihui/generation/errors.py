"""What the generation room raises, for the faces to show as they are."""


class GenerationError(Exception):
    """A generation cannot be built, opened or read. The message says what, where and what to do."""


class UnknownRecord(KeyError):  # noqa: N818 - named after what is missing, like KeyError
    """No record has this id."""

    def __init__(self, table: str, record_id: str) -> None:
        super().__init__(f"{table} has no record {record_id!r}")
        self.table = table
        self.record_id = record_id
