"""What the frame of every page links to, declared once by route name; routes that do not exist yet are left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jcm_platform.portal.permissions import may_read_undelivered
from partners.people.models.people import Visitor
from partners.permissions import at_work
from partners.permissions import role as _role

type Seen = Callable[[Visitor], bool]


def _everybody(user: Visitor) -> bool:
    return True


def _staff(user: Visitor) -> bool:
    return bool(user.is_staff)


@dataclass(frozen=True)
class Place:
    """One link of the frame: its words, its route, and who sees it."""

    label: Promise
    route: str
    seen_by: Seen = _everybody
    counts_inbox: bool = False


@dataclass(frozen=True)
class Link:
    """A place on one page: where it leads and whether the reader stands in it."""

    label: Promise
    url: str
    is_current: bool
    counts_inbox: bool


PUBLIC = (
    Place(_("Home"), "portal:home"),
    Place(_("Countries"), "portal:country-list"),
    Place(_("Projects"), "portal:project-list"),
    Place(_("Decisions"), "portal:decision-list"),
    Place(_("Methodologies"), "portal:methodology-list"),
    Place(_("Third-party entities"), "portal:tpe-list"),
    Place(_("Issuances"), "portal:issuance-list"),
    Place(_("Calls for inputs"), "portal:call-list"),
    Place(_("Look up a serial"), "registry:serial-lookup"),
)
PUBLIC_AT_WORK = (Place(_("Public home"), "portal:front"), *PUBLIC[1:])
PERSONAL = (
    Place(_("Today"), "portal:home", seen_by=at_work),
    Place(_("Inbox"), "workflow:inbox", seen_by=at_work, counts_inbox=True),
    Place(_("My work"), "projects:my-work", seen_by=_role("participant", "tpe")),
    Place(_("JCMA’s desk"), "workflow:officer-desk", seen_by=_role("secretariat")),
    Place(_("Entity’s desk"), "projects:entity-desk", seen_by=_role("tpe")),
    Place(_("Joint Committee’s desk"), "committee:decision-desk", seen_by=_role("committee", "secretariat", "auditor")),
    Place(_("Registry desk"), "registry:desk", seen_by=_role("registry")),
    Place(_("Authorisations"), "credits:authorisation-list", seen_by=_role("government")),
    Place(_("Adjustments of your Party"), "credits:adjustment-list", seen_by=_role("government")),
    Place(_("Formats of your Party"), "credits:aef-list", seen_by=_role("government")),
    Place(_("Reports"), "credits:report-list", seen_by=_role("secretariat", "registry", "government", "auditor")),
    Place(_("Issuance requests"), "credits:request-desk", seen_by=_role("secretariat")),
    Place(_("Credits to issue"), "credits:issuance-desk", seen_by=_role("registry")),
    Place(_("Accounts"), "registry:account-list", seen_by=at_work),
    Place(_("People"), "partners:person-list", seen_by=_role("secretariat", "auditor")),
    Place(_("Rulebooks"), "committee:rulebook-desk", seen_by=_role("secretariat", "auditor")),
    Place(_("Drafting rules and guidelines"), "committee:rule-desk", seen_by=_role("secretariat", "auditor")),
    Place(_("Designation of entities"), "committee:application-list", seen_by=_role("secretariat")),
    Place(_("Undelivered messages"), "portal:undelivered", seen_by=may_read_undelivered),
    Place(_("Back office"), "admin:index", seen_by=_staff),
    Place(_("Profile"), "partners:profile"),
)
FOOTER = (
    Place(_("About"), "portal:about"),
    Place(_("Accessibility"), "portal:accessibility"),
    Place(_("Personal data and cookies"), "portal:privacy"),
    Place(_("Rules side by side"), "portal:rulebook-matrix"),
    Place(_("Service times"), "portal:service-times"),
    Place(_("API"), "api"),
    Place(_("Data downloads"), "portal:downloads"),
    Place(_("Progress towards 2030 and 2040"), "credits:progress-page"),
    Place(_("Certificates"), "credits:certificate-list"),
    Place(_("Authorisations"), "credits:authorisation-list"),
    Place(_("Corresponding adjustments"), "credits:adjustment-list"),
    Place(_("Agreed electronic formats"), "credits:aef-list"),
    Place(_("Accounts of the registry"), "registry:account-directory"),
    Place(_("Transactions of the registry"), "registry:transaction-directory"),
    Place(_("Transparency log"), "registry:log"),
    Place(_("Contact"), "portal:contact"),
)


NOBODY = AnonymousUser()
IN_THE_BAR = 6  # links of one's own work; the others stand under “More”


def links(places: Iterable[Place], path: str, user: Visitor = NOBODY) -> list[Link]:
    """The links that exist and that this person sees; the longest address that begins `path` is current."""
    seen = [(place, _address(place.route)) for place in places if place.seen_by(user)]
    standing = [(place, url) for place, url in seen if url]
    current = max((url for _place, url in standing if _lies_in(path, url)), key=len, default="")
    return [Link(place.label, url, url == current, place.counts_inbox) for place, url in standing]


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _lies_in(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def public(user: Visitor) -> tuple[Place, ...]:
    """The public entries; for people at work the start page is their own, so the public home has another address."""
    return PUBLIC_AT_WORK if at_work(user) else PUBLIC
