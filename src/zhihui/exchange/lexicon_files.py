"""The everyday lexicon that comes with the software: ``lexicon/*.tsv`` beside this file.

Called by the faces that build. Format: ``say<TAB>means``, office wordings separated by ``|``;
lines that begin with ``#`` are comments; UTF-8. The file's stem is the source of its lexemes.
"""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from zhihui.district import Lexeme
from zhihui.exchange.faults import Fault, FaultKind, InputError
from zhihui.exchange.text_lines import UTF8, bad_encoding


def read_lexicon() -> tuple[Lexeme, ...]:
    """The packaged lexicon, files in order of name. Raises InputError on a broken line."""
    folder = files("zhihui.exchange") / "lexicon"
    found = [file for file in folder.iterdir() if file.name.endswith(".tsv")]
    lexemes: list[Lexeme] = []
    for file in sorted(found, key=lambda file: file.name):
        lexemes.extend(parse_lexicon(_read_text(file), file.name))
    return merge_lexemes(lexemes)


def parse_lexicon(words: str, name: str) -> tuple[Lexeme, ...]:
    """The lexemes of one file's text. Raises InputError that names the line."""
    source = name.removesuffix(".tsv")
    lexemes = []
    for line, raw in enumerate(words.split("\n"), start=1):
        row = raw.rstrip("\r")
        if not row.strip() or row.startswith("#"):
            continue
        say, *rest = (part.strip() for part in row.split("\t"))
        means = tuple(filter(None, (part.strip() for part in "".join(rest).split("|"))))
        if len(rest) != 1 or not say or not means:
            raise InputError(Fault(kind=FaultKind.LEXICON_LINE, file=name, line=line, value=row))
        lexemes.append(Lexeme(say=say, means=tuple(dict.fromkeys(means)), source=source))
    return tuple(lexemes)


def merge_lexemes(lexemes: Iterable[Lexeme]) -> tuple[Lexeme, ...]:
    """One lexeme for each ``say``: meanings of repeated ones are joined, the first place kept."""
    merged: dict[str, Lexeme] = {}
    for lexeme in lexemes:
        first = merged.get(lexeme.say)
        means = lexeme.means if first is None else (*first.means, *lexeme.means)
        merged[lexeme.say] = Lexeme(
            say=lexeme.say,
            means=tuple(dict.fromkeys(means)),
            source=lexeme.source if first is None else first.source,
        )
    return tuple(merged.values())


def _read_text(file: Traversable) -> str:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise bad_encoding(
            file.name, encoding=UTF8, raw=raw, place=problem.start, line=line, offset=0
        ) from problem
