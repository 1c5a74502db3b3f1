"""The system's own Chromium as a phone, for tests; they are skipped by name where it is missing.

Debian: `apt-get install chromium`.
"""

import ctypes.util
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCREEN = {"width": 360, "height": 640}
PATIENCE_MS = 30_000

NEEDED = "" if sys.platform != "linux" or ctypes.util.find_library("atomic") else "libatomic1"
"""What the driver of the browser cannot start without."""
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None or bool(NEEDED),
    reason=f"这台机器没有 {'Chromium' if CHROMIUM is None else NEEDED}，手机页面没有在浏览器里试",
)
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; it knows no proxy."""
    with sync_playwright() as client:
        opened = client.chromium.launch(executable_path=CHROMIUM, args=["--no-proxy-server"])
        yield opened
        opened.close()


@pytest.fixture
def handset(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A phone of its own each time, with a narrow screen."""
    opened: list[BrowserContext] = []

    def take(scheme: Any = "light") -> BrowserContext:
        one = browser.new_context(
            viewport=SCREEN, color_scheme=scheme, locale="zh-CN", has_touch=True, is_mobile=True
        )
        one.set_default_timeout(PATIENCE_MS)
        opened.append(one)
        return one

    yield take
    for each in opened:
        each.close()


def tap(page: Page, letter: str) -> None:
    """Choose an answer by its letter."""
    page.get_by_role("button").filter(has=page.locator(".letter", has_text=letter)).tap()
