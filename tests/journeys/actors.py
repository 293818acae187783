"""People with a browser of their own: they open pages, fill forms in, press buttons; every page is seen and checked."""

import os
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Locator, Page, Response

from tests.look.accessibility import DESKTOP, NARROW, SIZES, faults

PASSWORD = "a journey of many steps"
SHOTS: Path = settings.VAR / "journeys"
PHOTOGRAPHED = "PHOTOGRAPHS" in os.environ  # nobody looks at the pictures of every run


def aside[Result](deed: Callable[[], Result]) -> Result:
    """Ask the database from a thread of its own: Playwright's loop runs in this one."""

    def work() -> Result:
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def _is_final_page(answer: Response) -> bool:
    """A page that is not a redirect."""
    return answer.request.resource_type == "document" and not 300 <= answer.status < 400


# As a person opens what is folded before typing into it.
OPEN_WHAT_FOLDS = "e => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true }"


class Actor:
    """One person at one browser."""

    def __init__(self, browser: Browser, base: str, name: str) -> None:
        self.base, self.name = base, name
        self.page: Page = browser.new_context(accept_downloads=True).new_page()
        self.page.set_viewport_size(DESKTOP)
        self.page.set_default_timeout(30_000)
        self.shots = 0

    def sign_in(self, email: str) -> "Actor":
        """Through the sign-in page, as everybody does."""
        self.open("/accounts/login/")
        self.fill({"login": email, "password": PASSWORD})
        self.press()
        assert "/accounts/login" not in self.page.url, self.text()
        return self

    def open(self, path: str) -> "Actor":
        """Go to an address of the platform; it must answer with a page."""
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        assert answer is not None
        assert answer.status == 200, f"{self.name} at {path}: {answer.status}"
        return self

    def is_kept_out(self, path: str, status: int = 403) -> "Actor":
        """Assert that an address refuses this person, with a page that says why."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == status, f"{self.name} at {path}: {answer.status}"
        return self

    @property
    def path(self) -> str:
        """The address without the host."""
        return self.page.url.removeprefix(self.base).split("?", 1)[0]

    def text(self) -> str:
        """What the page says."""
        return re.sub(r"\s+", " ", self.page.inner_text("main").replace("\u202f", " "))

    def sees(self, *words: str) -> "Actor":
        """Assert that the page says each of these."""
        said = self.text()
        for each in words:
            assert each in said, f"{self.name} does not see “{each}” at {self.path}: {said[:1500]}"
        return self

    def lacks(self, words: str) -> "Actor":
        """Assert that the page does not say it."""
        assert words not in self.text(), f"{self.name} sees “{words}” at {self.path}"
        return self

    def reads(self, language: str) -> "Actor":
        """From now on in this language."""
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": self.base}
        self.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie
        return self

    def tick(self, name: str, value: str) -> "Actor":
        """Choose one of several boxes of a field."""
        self.page.locator(f"main [name='{name}'][value='{value}']").check()
        return self

    def fill(self, values: Mapping[str, Any]) -> "Actor":
        """Fill fields in by name, whatever their kind."""
        for name, value in values.items():
            self._fill_one(self.page.locator(f"main [name='{name}']"), name, value)
        return self

    def _fill_one(self, fields: Locator, name: str, value: Any) -> None:
        assert fields.count(), f"{self.name} finds no field “{name}” at {self.path}: {self.text()[:800]}"
        fields.first.evaluate(OPEN_WHAT_FOLDS)
        kind = fields.first.get_attribute("type") or fields.first.evaluate("e => e.tagName.toLowerCase()")
        if kind == "radio":
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            self._tick(fields, value)
        elif kind == "select":
            found = fields.first.locator("option", has_text=str(value)).first.get_attribute("value")
            fields.first.select_option(value=found)
        elif kind == "file":
            file_name, content = value
            fields.first.set_input_files({"name": file_name, "mimeType": "application/pdf", "buffer": content})
        else:
            fields.first.fill(str(value))

    def _tick(self, boxes: Locator, value: Any) -> None:
        if value is True:
            boxes.first.check()
            return
        box = self.page.get_by_label(re.compile(re.escape(str(value))))
        box.first.check()

    def tick_all(self) -> "Actor":
        """Confirm every point of a checklist."""
        for box in self.page.locator("main input[type=checkbox]").all():
            box.check()
        return self

    def press(self, label: str = "", *, status: int = 200) -> "Actor":
        """Press the button with the label, or the form's first one; the page that follows has the status."""
        buttons = self.page.locator("main form[method=post] button:not([name=later]):not([type=button])")
        button = buttons.filter(has_text=label).first if label else buttons.first
        with self.page.expect_event("load"), self.page.expect_response(_is_final_page) as answer:
            button.click()  # the answer comes before the page shows it: only its own load says that it is there
        assert answer.value.status == status, (
            f"{self.name} pressed {label!r}: {answer.value.status} {self.text()[:900]}"
        )
        return self

    def follow(self, label: str) -> "Actor":
        """Follow the link or button-like link with the words."""
        with self.page.expect_navigation():
            self.page.locator("main a", has_text=label).first.click()
        return self

    def keep(self, title: str, *, narrow: bool = False) -> "Actor":
        """Ask axe about the page at desktop and phone width, and on a small phone too where that is asked; keep a
        picture of each where pictures are wanted."""
        for name, size in (SIZES | {"narrow": NARROW} if narrow else SIZES).items():
            self.page.set_viewport_size(size)
            if PHOTOGRAPHED:
                self.page.screenshot(path=SHOTS / f"{title}-{name}.png", full_page=True)
            wrong = faults(self.page, f"{title} at {name}")
            assert not wrong, wrong
        self.page.set_viewport_size(DESKTOP)
        return self

    def has_in_inbox(self, todo: str) -> "Actor":
        """Assert that the inbox asks for a deed."""
        return self.open("/inbox/").sees(todo)
