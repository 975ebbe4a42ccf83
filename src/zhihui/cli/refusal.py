"""The error of ``plan`` that is said in the language of the answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from zhihui.answers import word_refusal
from zhihui.trips.question import QuestionError


class RefusalError(ValueError):
    """What cannot be planned, in words of ``language``."""

    def __init__(self, words: str, language: str) -> None:
        super().__init__(words)
        self.language = language


@contextmanager
def refused_in(language: str) -> Iterator[None]:
    """Within it, a question that cannot be planned raises RefusalError."""
    try:
        yield
    except QuestionError as error:
        raise RefusalError(word_refusal(error, language), language) from error
