"""YAML with the line of every value kept, read strictly. Called by ``recipe_reader``.

Scalars stay text, so a code keeps its leading zeros and ``no`` stays a word. Builds no objects.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from zhihui.exchange.faults import Fault, FaultKind, RecipeError
from zhihui.exchange.rows import find_nearest

_EMPTY = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Part:
    """One value of the recipe, and where it stands."""

    node: yaml.Node | None
    file: str
    where: str
    """Keys down to here, such as ``items[0].fields``."""

    @property
    def line(self) -> int:
        """1-based line of the recipe."""
        return 1 if self.node is None else self.node.start_mark.line + 1

    def error(self, kind: FaultKind, *, value: str = "", **details: str | int) -> RecipeError:
        """A RecipeError at this place."""
        return RecipeError(
            Fault(
                kind=kind,
                file=self.file,
                line=self.line,
                value=value,
                details={"where": self.where, **details},
            )
        )

    def shape_error(self, expected_zh: str, expected_en: str) -> RecipeError:
        """The error for a value of another shape than expected."""
        return self.error(FaultKind.RECIPE_SHAPE, expected_zh=expected_zh, expected_en=expected_en)

    @property
    def is_mapping(self) -> bool:
        """Whether this is ``key: value`` pairs."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def pairs(self) -> dict[str, "Part"]:
        """The pairs of a mapping. Raises RecipeError on another shape or a repeated key."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.shape_error("“键: 值”的映射", "a mapping of key: value")
        found: dict[str, Part] = {}
        for key_node, value_node in self.node.value:
            key_part = Part(key_node, self.file, self.where)
            key = key_part.text()
            if key in found:
                raise key_part.error(FaultKind.REPEATED_KEY, value=key)
            found[key] = Part(value_node, self.file, f"{self.where}.{key}".lstrip("."))
        return found

    def known_pairs(self, valid: Iterable[str]) -> dict[str, "Part"]:
        """The pairs, when all keys are in ``valid``; empty values are left out."""
        known = list(valid)
        pairs = self.pairs()
        for key, part in pairs.items():
            if key not in known:
                named = Part(part.node, self.file, self.where or "recipe")
                raise named.error(
                    FaultKind.UNKNOWN_KEY,
                    value=key,
                    nearest=find_nearest(key, known),
                    valid="、".join(known),
                )
        return {key: part for key, part in pairs.items() if not part.is_empty}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written after the key."""
        return isinstance(self.node, yaml.ScalarNode) and (
            self.node.style is None and self.node.value in _EMPTY
        )

    def parts(self) -> list["Part"]:
        """The members of a list. Raises RecipeError on another shape."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.shape_error("列表", "a list")
        return [
            Part(node, self.file, f"{self.where}[{place}]")
            for place, node in enumerate(self.node.value)
        ]

    def text(self) -> str:
        """The text of a scalar. Raises RecipeError on another shape."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.shape_error("一个值", "a single value")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """The texts of a list of scalars, or of one scalar."""
        return tuple(part.text() for part in self.parts()) if self.is_list else (self.text(),)


def parse_yaml(words: str, file: str) -> Part:
    """The root of a YAML text. Raises RecipeError with the line of what is broken."""
    try:
        node = yaml.compose(words, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise _broken(
            file, problem.problem or "YAML", None if mark is None else mark.line + 1
        ) from problem
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        raise _broken(file, str(problem).splitlines()[0], None) from problem
    return Part(node, file, "")


def _broken(file: str, problem: str, line: int | None) -> RecipeError:
    return RecipeError(
        Fault(kind=FaultKind.YAML_BROKEN, file=file, line=line, details={"problem": problem})
    )
