"""How people write modalities of communication at their browsers."""

from tests.journeys.actors import Actor
from tests.journeys.papers import a_pdf

IDENTITY = {"legal_status": "Public company limited", "address": "1 Wireless Road, Bangkok"}
PRIMARY = {
    "primary_name": "Kanda Chaiyo",
    "primary_title": "Managing director",
    "primary_email": "kanda@example.org",
    "primary_phone": "+66 2 000 0000",
}


def write_entities(me: Actor, paper: str) -> None:
    """Fill every entity of a statement in, with a specimen signature."""
    links = me.open(paper).page.locator("main th a").all()
    for address in [str(link.get_attribute("href")) for link in links]:
        me.open(f"{address}edit/identity/").fill(IDENTITY).press("Save and continue")
        me.page.wait_for_url("**/edit/primary/")
        me.fill(PRIMARY).press("Save and continue")
        me.page.wait_for_url("**/edit/alternate/")
        me.open(f"{address}specimens/primary/").fill({"specimen": a_pdf("signature.pdf")}).press()


def confirmed_and_accepted(paper: str, people: list[Actor], officer: Actor) -> None:
    """The first of the people asks; all confirm; JCMA accepts."""
    people[0].open(f"{paper}ask-to-confirm/").press()
    for one in people:
        one.has_in_inbox("Confirm the modalities").open(f"{paper}confirm/").press()
    officer.has_in_inbox("Check that the modalities").open(f"{paper}accept/").tick_all().press().press("Accept").sees(
        "In force"
    )
