"""Peers of the finder on the same analysis: SQLite FTS5 and PostgreSQL full text.

Both get the finder's own tokens joined by spaces, rank by their own BM25 or ts_rank, and answer
with ten names. What is measured includes the analysis of the question.
"""

import sqlite3
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import psycopg

from zhihui.finder.folding import fold
from zhihui.finder.index import tokens_of


def _analyse(words: str) -> list[str]:
    return list(dict.fromkeys(tokens_of(fold(words))))


class SqliteFts5:
    """FTS5 in memory, one row a name."""

    title = "SQLite FTS5"

    def __init__(self, names: Sequence[str]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE item USING fts5(tokens, name UNINDEXED)")
        self._connection.executemany(
            "INSERT INTO item VALUES (?, ?)", ((" ".join(tokens_of(fold(n))), n) for n in names)
        )
        self._connection.commit()

    def ask(self, query: str) -> list[str]:
        """The ten best names."""
        any_of = " OR ".join(f'"{token}"' for token in _analyse(query))
        rows = self._connection.execute(
            "SELECT name FROM item WHERE item MATCH ? ORDER BY rank LIMIT 10", (any_of,)
        )
        return [name for (name,) in rows]

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()


class PostgresFullText:
    """A tsvector column with a GIN index, ranked by ts_rank, over a local socket."""

    title = "PostgreSQL full text"

    def __init__(self, address: str, names: Sequence[str]) -> None:
        self._connection = psycopg.connect(address, autocommit=True)
        self._connection.execute("DROP TABLE IF EXISTS item")
        self._connection.execute("CREATE TABLE item (name text, tokens tsvector)")
        with self._connection.cursor().copy("COPY item FROM STDIN") as copy:
            for name in names:
                quoted = " ".join(f"'{token}'" for token in _analyse(name))
                copy.write_row((name, quoted))
        self._connection.execute("CREATE INDEX ON item USING gin (tokens)")
        self._connection.execute("VACUUM ANALYZE item")

    def ask(self, query: str) -> list[str]:
        """The ten best names."""
        any_of = " | ".join(f"'{token}'" for token in _analyse(query))
        rows = self._connection.execute(
            "SELECT name FROM item, to_tsquery('simple', %s) asked WHERE tokens @@ asked"
            " ORDER BY ts_rank(tokens, asked) DESC LIMIT 10",
            (any_of,),
        )
        return [name for (name,) in rows]

    def close(self) -> None:
        """Leave the server."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()
