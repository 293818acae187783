"""The machine's Chromium, or the one that Playwright brought; nothing of it may call home. One runs for all tests."""

import asyncio
import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@cache
def _running() -> tuple[Browser, asyncio.AbstractEventLoop]:
    """The browser, and the loop that Playwright runs in this thread from now on; both end with the process."""
    playwright = sync_playwright().start()
    loop = asyncio.get_running_loop()
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)

    def stop() -> None:
        asyncio._set_running_loop(loop)
        browser.close()
        playwright.stop()

    atexit.register(stop)
    return browser, loop


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the time of the block, without anything of an earlier one; no database call may stand inside.

    Playwright's loop counts as running in the block alone: Django refuses the database to whoever runs one.
    """
    browser, loop = _running()
    asyncio._set_running_loop(loop)
    try:
        yield browser
    finally:
        for context in browser.contexts:
            context.close()
        asyncio._set_running_loop(None)
