"""Final acts: what cannot be taken back is read as a whole, proved and confirmed on one page of its own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import ClassVar, override

from django import forms
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock, proofs
from common.days import day
from common.facts import Fact
from common.forms import refusals_in, status_of
from common.machines import judge
from common.pages.forms import FormPage, values_of
from common.pages.pages import Values
from common.refusals import Sentence

EMPTY: tuple[object, ...] = (None, "", [])


class FinalPage[Subject](FormPage[Subject]):
    """An act that cannot be taken back.

    What was typed and what will follow stand on one page as lines, and are confirmed there by somebody who has proved
    within the last minutes who they are. Only what was shown is done: where it has changed since, it is shown again.

    Attributes:
        consequence: what follows at once, and what cannot be undone.
        second: who else must agree before it counts, or has proposed it; nothing where one person is enough.
        is_rehearsed: true where what was typed is done and taken back before it is shown: what stands in the way comes
            first.
        move: the move of the subject that it makes, by name: who cannot make it now is told before anything is shown.
    """

    consequence: ClassVar[Sentence] = ""
    second: ClassVar[Sentence] = ""
    is_rehearsed: ClassVar[bool] = False
    move: ClassVar[str] = ""
    sent_once = False  # what was shown is compared instead
    template_name = "common/form_page.html"
    check_template_name: ClassVar[str] = "common/check_page.html"

    def facts(self, subject: Subject, form: BaseForm) -> Sequence[Fact]:
        """What the act would do, beside what was typed: amounts, serial numbers, accounts, names. It may refuse."""
        return ()

    def said(self, form: BaseForm) -> Sequence[str]:
        """The fields whose words are read as they were typed; what the facts say already need not be said twice."""
        return list(form.fields)

    def is_possible(self, subject: Subject) -> bool:
        """False where what is shown cannot be confirmed; then there is no button."""
        return True

    def consequence_of(self, subject: Subject) -> Sentence:
        """The consequence, where it depends on the subject."""
        return self.consequence

    @override
    def get(self, request: HttpRequest, **address: Values) -> HttpResponse:
        subject = self.open()
        form = self.form(subject, self.typed_before())
        if form.fields:
            return self.page(subject, form)
        nothing_asked = self.form(subject, request.GET)
        nothing_asked.is_valid()  # it asks for nothing, and has an answer for the service all the same
        return self.read(subject, nothing_asked, None)

    @override
    def post(self, request: HttpRequest, **address: Values) -> HttpResponse:
        subject = self.open()
        form = self.form(subject, request.POST)
        if "change" in request.POST or not form.is_valid():
            return self.page(subject, form)
        return self.read(subject, form, request.POST.get("shown"))

    def read(self, subject: Subject, form: BaseForm, confirmed: str | None) -> HttpResponse:
        """Show everything, or do it where exactly this was shown and is confirmed."""
        lines: Sequence[Fact] = ()
        with refusals_in(form):
            if self.move:
                judge(getattr(subject, self.move), by=self.request.user)
            if self.is_rehearsed and confirmed is None and self.request.method == "POST":  # to look changes nothing
                self.rehearse(subject, form)
            lines = [*self.facts(subject, form), *typed(form, self.said(form))]
            shown = digest(lines)
            if confirmed == shown and self.is_possible(subject):
                proofs.demand(self.request)
                return self.answer(subject, form)
            return self.check(subject, form, lines, shown, has_changed=confirmed not in {None, shown})
        return self.page(subject, form) if form.fields else self.check(subject, form, lines, "")

    def rehearse(self, subject: Subject, form: BaseForm) -> None:
        """Do it and take all of it back. Raises: Refused as the act itself would."""
        with transaction.atomic():
            self.act(self.open(), by=self.request.user, at=clock.now(), **values_of(form))
            transaction.set_rollback(True)

    def check(
        self, subject: Subject, form: BaseForm, lines: Sequence[Fact], shown: str, *, has_changed: bool = False
    ) -> HttpResponse:
        """The page on which it is read and confirmed."""
        context = self.context(subject, form) | {
            "lines": lines,
            "shown": shown,
            "is_possible": bool(shown) and self.is_possible(subject),
            "consequence": self.consequence_of(subject),
            "second": self.second,
            "has_changed": has_changed,
        }
        return render(self.request, self.check_template_name, context, status=409 if has_changed else status_of(form))

    @override
    def context(self, subject: Subject, form: BaseForm) -> dict[str, object]:
        values = super().context(subject, form)
        return values | {"confirm": values["submit"], "submit": gettext_lazy("Continue") if form.fields else ""}


def digest(lines: Sequence[Fact]) -> str:
    """What the lines say, as one short text, to notice when they have changed."""
    said = "\n".join(f"{fact.label}: {[str(value) for value in fact.values]}" for fact in lines)
    return sha256(said.encode()).hexdigest()


def typed(form: BaseForm, names: Sequence[str]) -> Sequence[Fact]:
    """What was typed into a valid form, as people read it; hidden fields are passed over, and what was left empty.

    What stood there before and was emptied is told: it changes as much as other words do.
    """
    lines = []
    for field in form:
        if field.name not in names or field.is_hidden:
            continue
        value, before = form.cleaned_data.get(field.name), field.initial
        if value not in EMPTY:
            lines.append(Fact(str(field.label), _read(field, value), "public"))
        elif before not in EMPTY:
            lines.append(Fact(str(field.label), _("Emptied. Until now: %(words)s") % {"words": before}, "public"))
    return lines


def _read(field: BoundField, value: object) -> object:
    if isinstance(field.field, forms.ChoiceField) and not isinstance(value, Model | QuerySet):
        chosen = field.value()
        several = isinstance(field.field, forms.MultipleChoiceField)
        return [_label(field.field, each) for each in chosen] if several else _label(field.field, chosen)
    if isinstance(value, QuerySet):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value)
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value)


def _label(field: forms.ChoiceField, value: object) -> str:
    labels: Mapping[str, object] = {str(key): label for key, label in _flat(field.choices)}
    return str(labels.get(str(value), value))


def _flat(choices: object) -> Sequence[tuple[object, object]]:
    pairs: list[tuple[object, object]] = []
    for key, label in choices if isinstance(choices, Sequence) else list(choices):  # type: ignore[call-overload]  # Django's own iterators of choices
        pairs += label if isinstance(label, list | tuple) else [(key, label)]
    return pairs
