"""Rules and guidelines: the public page of a country with its downloads, and the secretariat's drafting desk."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import override

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision
from committee.rules import reports
from committee.rules.forms.documents import MeasureForm, PackageForm, ProposeForm, RulebookForm, VersionForm
from committee.rules.models.documents import RulePackage
from committee.rules.selectors import rules
from committee.rules.services import measures
from committee.rules.services import rules as services
from common import clock
from common.drafts import mark_of_fields
from common.forms import refusals_in, status_of
from common.pages.drafts import DraftPage
from common.pages.forms import Data, FormPage, StartPage
from common.pages.pages import SubjectPage, Values
from common.screens import anyone, screen
from partners.countries import selectors as countries
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.permissions import role, secretariat
from partners.permissions.reading import WORKERS
from partners.rulebooks.selectors import rulebooks
from partners.views.pages import acting

SECRETARIAT = role("secretariat")


def _country(iso2: str) -> PartnerCountry:
    return get_object_or_404(countries.public(), iso2=iso2.upper())


@screen(may=anyone, methods=("GET",))
def rule_list(request: HttpRequest, iso2: str) -> HttpResponse:
    """Rules, guidelines and forms of a country by category, with their history and special measures."""
    country, today = _country(iso2), clock.today()
    context = {
        "country": country,
        "categories": rules.by_category(country, today),
        "measures": rules.measures(country),
        "today": today,
    }
    return render(request, "committee/rule_list.html", context)


@screen(may=anyone, methods=("GET",))
def rule_file(request: HttpRequest, iso2: str, code: str) -> HttpResponseBase:
    """A version that is, was or will be in force."""
    stem, _sign, version = code.rpartition("_ver")
    document_version = get_object_or_404(
        rules.public_versions().filter(document__country=_country(iso2)), document__stem=stem, version=version
    )
    stored = document_version.stored
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


@screen(may=anyone, methods=("GET",))
def rule_archive(request: HttpRequest, iso2: str, kind: str) -> HttpResponse:
    """All current rules, or all current forms, in one archive."""
    if kind not in {"rules", "forms"}:
        raise Http404
    country = _country(iso2)
    made = reports.archive(country, clock.today(), forms=kind == "forms")
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="JCM_{country.iso2}_{kind}.zip"'
    return answer


@screen(may=WORKERS, methods=("GET",))
def rule_desk(request: HttpRequest) -> HttpResponse:
    """Packages in draft and before the committees, and special measures."""
    context = {
        "packages": rules.packages_visible_to(request.user)[:200],
        "measures": rules.measures_visible_to(request.user)[:200],
        "may_draft": SECRETARIAT(request.user),
    }
    return render(request, "committee/rule_desk.html", context)


class PackageStart(StartPage):
    """Open a package of rules in draft."""

    may = staticmethod(SECRETARIAT)
    title = _("Draft rules and guidelines")
    submit = _("Start the draft")
    back_route = "committee:rule-desk"
    back_caption = _("Rules and guidelines")
    lead = _("Documents that are adopted together. Next you add them, each with its code and version.")

    @override
    def form(self, subject: None, data: Data) -> PackageForm:
        return PackageForm(data, by=acting(self.request))

    @override
    def act(self, subject: None, *, by: User, at: datetime, **package: Values) -> RulePackage:
        return services.start(by=by, at=at, **package)


def _package(request: HttpRequest, pk: int) -> RulePackage:
    return get_object_or_404(rules.packages_visible_to(request.user), pk=pk)


@screen(may=WORKERS, methods=("GET",))
def package_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A package: its documents, the rulebook that comes with it, and its way."""
    return _package_page(request, _package(request, pk))


def _package_page(request: HttpRequest, package: RulePackage, form: VersionForm | None = None) -> HttpResponse:
    drafts = package.state == "draft" and secretariat(package, request.user)
    context = {
        "package": package,
        "versions": rules.versions_of(package),
        "changes": rules.proposed_changes(package, clock.today()),
        "drafts": drafts,
        "form": (form or VersionForm(initial={"stem": f"JCM_{package.country.iso2}_"})) if drafts else None,
    }
    return render(request, "committee/package_page.html", context, status=status_of(form) if form else 200)


@screen(may=SECRETARIAT, methods=("POST",))
def package_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a document into the package."""
    package = _package(request, pk)
    form = VersionForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            services.add_version(
                package_id=package.pk,
                draft=form.draft(),
                upload=form.cleaned_data["upload"],
                by=acting(request),
                at=clock.now(),
            )
            messages.success(request, gettext("The document is in the package."))
            return redirect(package)
    return _package_page(request, package, form)


@screen(may=SECRETARIAT, methods=("POST",))
def package_remove(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Take a document out of the package."""
    package = _package(request, pk)
    get_object_or_404(rules.versions_of(package), pk=version)
    services.remove_version(version_id=version, by=acting(request), at=clock.now())
    return redirect(package)


@screen(may=WORKERS, methods=("GET",))
def package_file(request: HttpRequest, pk: int, version: int) -> HttpResponseBase:
    """A document of the package, for the secretariat and auditors; members open it on the decision's page."""
    package = _package(request, pk)
    document_version = get_object_or_404(rules.versions_of(package), pk=version)
    if not role("secretariat", "auditor")(request.user):
        raise Http404
    return FileResponse(
        document_version.stored.content.open(),
        as_attachment=True,
        filename=document_version.stored.name,
        content_type=document_version.stored.media_type,
    )


class AboutPackage(SubjectPage[RulePackage]):
    """A page about a package."""

    @override
    def find(self, pk: int) -> RulePackage:
        return _package(self.request, pk)


class PackageRulebook(AboutPackage, DraftPage[RulePackage]):
    """Say what the rulebook sets that comes with the package."""

    may = staticmethod(SECRETARIAT)
    title = _("The rulebook that comes with it")
    lead = _("It comes into force by the committee’s decision and never before.")

    @override
    def form(self, package: RulePackage, data: Data) -> RulebookForm:
        today = rulebooks.on_day(package.country_id, clock.today(), package.track)
        return RulebookForm(data, package=package, today=today)

    @override
    def names(self, package: RulePackage) -> Sequence[str]:
        return services.RULEBOOK

    @override
    def mark(self, package: RulePackage) -> str:
        return mark_of_fields(package, services.RULEBOOK)

    @override
    def act(self, package: RulePackage, **answers: Values) -> RulePackage:
        return services.set_rulebook(package_id=package.pk, **answers)


class PackagePropose(AboutPackage, FormPage[RulePackage]):
    """Put the package before the committee."""

    may = staticmethod(SECRETARIAT)
    form_class = ProposeForm
    title = _("Put before the Joint Committee")
    submit = _("Prepare the decision")
    lead = _("Every document goes along as a file for members; it is published when the decision is taken.")
    done = _("A decision is prepared. Circulate it, or put it on a meeting’s agenda.")

    @override
    def act(self, package: RulePackage, *, by: User, at: datetime, effective_on: date | None) -> Decision:
        return services.propose(package_id=package.pk, effective_on=effective_on, by=by, at=at)


class MeasureStart(StartPage):
    """Put a special measure before the committee."""

    may = staticmethod(SECRETARIAT)
    title = _("Propose a special measure")
    submit = _("Prepare the decision")
    back_route = "committee:rule-desk"
    back_caption = _("Rules and guidelines")
    lead = _("A rule has another value from one day to another, for example while sites cannot be visited.")
    done = _("A decision is prepared. Circulate it, or put it on a meeting’s agenda.")

    @override
    def form(self, subject: None, data: Data) -> MeasureForm:
        return MeasureForm(data, by=acting(self.request))

    @override
    def act(self, subject: None, *, by: User, at: datetime, **measure: Values) -> Decision | None:
        proposed = measures.propose(by=by, at=at, **measure)
        return proposed.decision_item.decision if proposed.decision_item else None
