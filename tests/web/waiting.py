"""Waiting for what a page's script does, under the site's own policy."""

from playwright.sync_api import Page


def wait_until_true(page: Page, expression: str, seconds: float = 60) -> None:
    """Until the JavaScript ``expression`` is true.

    Polled from outside: ``wait_for_function`` polls by ``eval`` within the page, which the
    Content-Security-Policy of the site refuses.
    """
    for _ in range(int(seconds * 10)):
        if page.evaluate(f"Boolean({expression})"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not true after {seconds:g} s: {expression}")
