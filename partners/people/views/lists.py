"""Lists of people and organisations for JCMA and auditors."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from common.listing import Column, Listing
from common.screens import screen
from partners.organisations import selectors as organisations
from partners.organisations.models import Organisation
from partners.people.forms.searches import PersonFilter
from partners.people.models.people import User
from partners.people.selectors import people
from partners.people.views.people import READERS


def _roles(person: User) -> str:
    running = [appointment for appointment in person.appointments.all() if appointment.ended_on is None]
    return "; ".join(f"{appointment.get_role_display()}, {appointment.organisation}" for appointment in running)


def _standing(person: User) -> str:
    return gettext("Suspended") if person.suspended_at else gettext("Active")


def _person_page(person: User) -> str:
    return reverse("partners:person-page", args=[person.pk])


def _organisation_page(organisation: Organisation) -> str:
    return reverse("partners:organisation-page", args=[organisation.pk])


PEOPLE = Listing(
    name="people",
    title=_("People"),
    lead=_("Everybody who may sign in, and what they may do. Only JCMA and auditors see this list."),
    columns=[
        Column("name", pgettext_lazy("person", "Name"), link=_person_page, sort="name"),
        Column("email", _("E-mail address"), sort="email"),
        Column("roles", _("Acts as"), value=_roles, show=lambda person: _roles(person) or gettext("Nothing now")),
        Column("standing", _("User account"), value=_standing, sort="suspended_at"),
        Column("joined_at", _("Known since"), sort="joined_at"),
    ],
    search=["name", "email", "appointments__organisation__name"],
    filters=PersonFilter,
    order=["name"],
    empty=_("Nobody is found with these words. Use fewer words, or invite the person."),
)
ORGANISATIONS = Listing(
    name="organisations",
    title=_("Organisations"),
    lead=_("Companies, entities and public bodies that act in the JCM, with how many people act for each now."),
    columns=[
        Column("name", _("Name"), value=lambda row: row.name, link=_organisation_page, sort="name"),
        Column("kind", _("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
        Column("side", _("Side"), value=lambda row: row.get_side_display(), sort="side"),
        Column(
            "country",
            _("Country"),
            value=lambda row: str(row.country or "Japan"),
            sort="country__name",
            show=lambda row: row.country or (gettext("Japan") if row.side == "japan" else "–"),
        ),
        Column("people", _("People"), numeric=True, sort="people"),
    ],
    search=["name", "name_ja"],
    order=["name"],
    empty=_("No organisation is found with these words."),
)


@screen(may=READERS, methods=("GET",))
def person_list(request: HttpRequest) -> HttpResponseBase:
    """Everybody who may sign in."""
    return PEOPLE.respond(request, people.visible_to(request.user).distinct(), template="partners/person_list.html")


@screen(may=READERS, methods=("GET",))
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    """Every organisation."""
    return ORGANISATIONS.respond(request, organisations.visible_to(request.user))
