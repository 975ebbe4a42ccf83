"""What the streets room raises, for the faces to show as they are.

Raised by importing and opening; queries never raise for a place that cannot be reached.
"""


class StreetsError(Exception):
    """A street file cannot be imported, or a street network cannot be opened or asked.

    ``zh`` and ``en`` each say what, where, why and what to do; ``str()`` gives both.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type["StreetsError"], tuple[str, str]]:
        return type(self), (self.zh, self.en)
