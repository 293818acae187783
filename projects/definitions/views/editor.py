"""The officers' editor of definitions: write with a live check, propose, put in force."""

from collections.abc import Sequence
from datetime import datetime
from typing import override

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.facts import Fact
from common.pages.forms import Data, FormPage
from common.pages.pages import SubjectPage
from common.refusals import Refused
from common.screens import screen
from partners.people.models.people import User
from projects.definitions.forms.definitions import DefinitionForm
from projects.definitions.models import MethodologyDefinition
from projects.definitions.selectors import definitions as selectors
from projects.definitions.selectors.presentation import presented
from projects.definitions.services import definitions
from projects.definitions.services.definitions import Written
from projects.definitions.views.definitions import find
from projects.methodologies import selectors as methodologies
from projects.methodologies.calculation import texts
from projects.methodologies.models import Methodology
from projects.papers.forms.notes import NoteForm
from projects.papers.views.pages import PaperFinal, PaperMove, or_404
from projects.permissions import may_check, may_read_dossiers

EDITOR = "projects/definition_edit.html"


@screen(may=may_read_dossiers, methods=("GET",))
def definition_desk(request: HttpRequest) -> HttpResponse:
    """What officers work on: drafts and texts that wait for a second officer."""
    return render(request, "projects/definition_desk.html", {"definitions": selectors.desk(request.user)})


@screen(may=may_check, methods=("POST",))
def definition_check(request: HttpRequest) -> HttpResponse:
    """Judge a text and show what it would be: form, formulas and examples. Nothing is kept."""
    form = DefinitionForm(request.POST)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            context["shown"] = presented(texts.read(form.to_save()["written"].text))
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "projects/parts/definition_check.html", context)


class DefinitionStart(FormPage[Methodology]):
    """An officer writes the first draft of a methodology's next definition."""

    may = staticmethod(may_check)
    form_class = DefinitionForm
    template_name = EDITOR
    title = _("Write a definition")
    lead = _("What stands in force goes on counting until a second officer has put the new text in its place.")
    submit = _("Keep the draft")
    done = _("The draft is kept. Propose it when its examples come out.")

    @override
    def find(self, slug: str) -> Methodology:
        return or_404(selectors.written_by(self.request.user, methodologies.by_slug(slug)))

    @override
    def form(self, methodology: Methodology, data: Data) -> DefinitionForm:
        return DefinitionForm(data, initial={"text": selectors.first_text(methodology)})

    @override
    def act(self, methodology: Methodology, *, by: User, at: datetime, written: Written) -> MethodologyDefinition:
        return definitions.start(methodology_id=methodology.pk, written=written, by=by, at=at)


class AboutDefinition(SubjectPage[MethodologyDefinition]):
    """A page about one text."""

    @override
    def find(self, pk: int) -> MethodologyDefinition:
        return find(self.request, pk)


class DefinitionEdit(AboutDefinition, FormPage[MethodologyDefinition]):
    """An officer goes on writing a draft."""

    may = staticmethod(may_check)
    form_class = DefinitionForm
    template_name = EDITOR
    title = _("Edit the definition")
    submit = _("Keep the draft")
    done = _("The draft is kept.")

    @override
    def form(self, definition: MethodologyDefinition, data: Data) -> DefinitionForm:
        before = {"text": definition.text, "reason": definition.reason, "seen": definition.sha256}
        return DefinitionForm(data, initial=before)

    @override
    def act(
        self, definition: MethodologyDefinition, *, by: User, at: datetime, written: Written
    ) -> MethodologyDefinition:
        return definitions.write(definition_id=definition.pk, written=written, by=by, at=at)


class DefinitionPropose(AboutDefinition, PaperMove[MethodologyDefinition]):
    """An officer hands a draft to a second one."""

    may = staticmethod(may_check)
    title = _("Propose the definition")
    lead = _("Its worked examples are calculated now; a second officer then reads it and puts it in force.")
    done = _("It is proposed. A second officer of JCMA confirms it.")

    @override
    def act(self, definition: MethodologyDefinition, *, by: User, at: datetime) -> MethodologyDefinition:
        return definitions.propose(definition_id=definition.pk, by=by, at=at)


class DefinitionConfirm(AboutDefinition, PaperFinal[MethodologyDefinition]):
    """A second officer puts a text in force."""

    move = "confirm"
    may = staticmethod(may_check)
    title = _("Put the definition in force")
    lead = _("Another officer proposed exactly this text.")
    consequence = _(
        "From now on amounts of this version are calculated by it, in public. What was calculated before names the "
        "text it was calculated by and stays."
    )
    done = _("The definition is in force.")

    @override
    def facts(self, definition: MethodologyDefinition, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(_("Methodology"), definition.code),
            Fact(_("Text number"), str(definition.number)),
            Fact(_("State of the definition"), definition.get_sourcing_display()),
            Fact(_("SHA-256 of the text"), definition.sha256),
            Fact(_("What changes, and why"), definition.reason or gettext("The first text of this version")),
            Fact(_("Proposed by"), str(definition.proposed_by or "")),
        ]

    @override
    def act(self, definition: MethodologyDefinition, *, by: User, at: datetime) -> MethodologyDefinition:
        return definitions.confirm(definition_id=definition.pk, by=by, at=at)


class DefinitionSendBack(AboutDefinition, PaperMove[MethodologyDefinition]):
    """An officer gives a proposed text back to its writer."""

    may = staticmethod(may_check)
    form_class = NoteForm
    title = _("Send the definition back")
    lead = _("It becomes a draft again. Whoever wrote it reads your reason.")
    done = _("It is a draft again.")

    @override
    def act(self, definition: MethodologyDefinition, *, by: User, at: datetime, note: str) -> MethodologyDefinition:
        return definitions.send_back(definition_id=definition.pk, note=note, by=by, at=at)


class DefinitionWithdraw(AboutDefinition, PaperMove[MethodologyDefinition]):
    """An officer gives a draft up."""

    may = staticmethod(may_check)
    form_class = NoteForm
    warning = True
    title = _("Give the draft up")
    lead = _("It stays readable for officers and auditors; the next draft begins from what is in force.")
    done = _("The draft is given up.")

    @override
    def act(self, definition: MethodologyDefinition, *, by: User, at: datetime, note: str) -> MethodologyDefinition:
        return definitions.withdraw(definition_id=definition.pk, note=note, by=by, at=at)
