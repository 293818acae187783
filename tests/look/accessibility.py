"""What keeps people out of a page: axe at WCAG 2.2 AA, and anything wider than the screen."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

_axe = Axe()


def faults(page: Page, where: str) -> list[str]:
    """What is wrong with the page as it stands, each with its place; empty when nothing is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe.axe_script)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    wrong = [f"{where}: {one['id']} {[node['html'][:120] for node in one['nodes'][:2]]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*wrong, f"{where} is {wide} px wider than the screen"] if wide > 1 else wrong


def session_cookie(user: Any, live_server: Any) -> Any:
    """What a browser holds when this person has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
