"""Forms of meetings and their agenda."""

from typing import Any, ClassVar, override

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.forms import CountryForm
from committee.decisions.models import Decision, DecisionItem, Outcome
from committee.items import selectors as desk
from committee.meetings.models import AgendaPoint, MeetingMode
from committee.meetings.services import POSSIBLE, Arrangement, Said
from common.forms import FormArgument
from common.widgets import DateField, LineField, TextField


class ArrangementForm(forms.Form):
    """When, where and how a meeting takes place."""

    meets_on = DateField(label=_("Day of the meeting"))
    place = LineField(label=_("City"), max_length=120)
    mode = forms.TypedChoiceField(
        label=_("How"), choices=MeetingMode.choices, coerce=MeetingMode, widget=forms.RadioSelect
    )
    invitation = TextField(
        label=_("Words of the invitation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Time of day, room, how to join online. Members read it on the page of the meeting."),
    )

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        values = self.cleaned_data
        return {"arrangement": Arrangement(values["meets_on"], values["place"], values["mode"], values["invitation"])}


class MeetingStartForm(CountryForm, ArrangementForm):
    """A meeting of a committee; its ordinal comes by itself."""

    field_order = ("country", "meets_on", "place", "mode", "invitation")

    @override
    def to_save(self) -> dict[str, Any]:
        return {**super().to_save(), "country": self.cleaned_data["country"]}


class PointForm(forms.Form):
    """A point to talk about."""

    optional: ClassVar[frozenset[str]] = frozenset()
    title = LineField(label=_("Point of the agenda"), required=False, max_length=300)


class TakeForm(forms.Form):
    """Items that wait elsewhere and are to be decided here."""

    items = forms.ModelMultipleChoiceField(
        label=_("Items in preparation or postponed"),
        queryset=DecisionItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: FormArgument, decision: Decision, **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.fields["items"].queryset = desk.free_items(decision)  # type: ignore[attr-defined]  # model choice


class OutcomesForm(forms.Form):
    """What the meeting said, point by point."""

    def __init__(self, *args: FormArgument, points: QuerySet[AgendaPoint], **options: FormArgument) -> None:
        super().__init__(*args, **options)
        self.points = list(points)
        self.sections = []
        for point in self.points:
            names = [f"minutes_{point.pk}"]
            if point.item_id is not None:
                names.insert(0, f"point_{point.pk}")
                self.fields[names[0]] = forms.ChoiceField(
                    label=_("Outcome"),
                    required=False,
                    widget=forms.RadioSelect,
                    initial=point.outcome,
                    choices=[(one.value, Outcome(one).label) for one in POSSIBLE],
                )
            self.fields[names[-1]] = TextField(
                label=_("Minutes"),
                required=False,
                max_length=4000,
                widget=forms.Textarea,
                initial=point.minutes,
                help_text=_("Needed for revisions, postponement and refusal; of an item they are published."),
            )
            self.sections.append((str(point), names))

    def to_save(self) -> dict[str, Any]:
        """What the service takes: what was said on each point."""
        values = self.cleaned_data
        said = {
            point.pk: Said(values.get(f"point_{point.pk}", ""), values[f"minutes_{point.pk}"]) for point in self.points
        }
        return {"said": said}
