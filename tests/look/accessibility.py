"""What keeps people out of a page: axe at WCAG 2.2 AA, and anything wider than the screen."""

from hashlib import sha256
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 375, "height": 667}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

# The kinds of element that stand on a page: each with its ancestors, classes, attributes and whether it says anything.
# How many there are of a kind, and what they say, is no part of it.
OUTLINE = """() => {
  const root = document.documentElement, chains = new Map([[root, root.lang]]), kinds = new Set(), ids = new Set()
  for (const one of document.body.querySelectorAll("*")) {
    if (one.id && ids.has(one.id)) kinds.add("twice: " + one.id)
    ids.add(one.id)
    if (!one.checkVisibility()) continue
    const facts = [...one.attributes].map(a =>
      /^(class|role|type|lang|aria-(?!.*(label|by|controls|owns)))/.test(a.name) ? `${a.name}=${a.value}` : a.name)
    const says = (one.textContent.trim() ? "+" : "") + (one.labels?.length ? "l" : "") + (one.disabled ? "d" : "")
    const chain = `${chains.get(one.parentElement) ?? ""}>${one.localName}${says}[${facts.sort().join(" ")}]`
    chains.set(one, chain)
    kinds.add(chain)
  }
  return [document.title !== "", innerWidth, root.lang, ...[...kinds].sort()].join("\\n")
}"""

_axe = Axe()
_open_to_everybody: set[bytes] = set()  # outlines of pages on which nothing was wrong


def faults(page: Page, where: str) -> list[str]:
    """What is wrong with the page as it stands, each with its place; empty when nothing is.

    Axe looks once at each outline: the same template in the same state, width and language. A page that a press has
    only begun to bring has no root yet, so it is waited for.
    """
    page.wait_for_load_state("load")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    too_wide = [f"{where} is {wide} px wider than the screen"] if wide > 1 else []
    outline = sha256(page.evaluate(OUTLINE).encode()).digest()
    if outline in _open_to_everybody:
        return too_wide
    wrong = _violations(page, where)
    if not wrong:
        _open_to_everybody.add(outline)
    return [*wrong, *too_wide]


def _violations(page: Page, where: str) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe.axe_script)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [f"{where}: {one['id']} {[node['html'][:120] for node in one['nodes'][:2]]}" for one in found]


def session_cookie(user: Any, live_server: Any) -> Any:
    """What a browser holds when this person has signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
