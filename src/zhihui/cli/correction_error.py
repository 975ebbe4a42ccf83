"""The error of ``zhihui corrections`` that ends in a message; apart, because ``app`` shows it."""


class CorrectionsError(Exception):
    """The corrections cannot be read or closed; the message says why."""
