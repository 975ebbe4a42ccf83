"""Fails on files past 500 lines and functions past 60: small rooms stay readable."""

import ast
import sys
from pathlib import Path

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
ROOTS = ("src", "tests", "benchmarks", "scripts")


def list_faults(path: Path) -> list[str]:
    """What is too long in one file."""
    source = path.read_text(encoding="utf-8")
    lines = source.count("\n")
    faults = [f"{path}: {lines} lines, at most {MAX_FILE_LINES}"] if lines > MAX_FILE_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > MAX_FUNCTION_LINES:
                faults.append(
                    f"{path}:{node.lineno}: {node.name} has {size} lines,"
                    f" at most {MAX_FUNCTION_LINES}"
                )
    return faults


def main() -> int:
    """Print every fault; 1 when there is one."""
    paths = sorted(path for root in ROOTS for path in Path(root).rglob("*.py"))
    faults = [fault for path in paths for fault in list_faults(path)]
    print("\n".join(faults) if faults else f"sizes: {len(paths)} files are small enough")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
