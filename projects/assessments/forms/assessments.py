"""Forms of a third-party entity's report and team, and of the registration request."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.refusals import Check
from common.widgets import LineField, TextField, TonnesField
from partners.people.models.people import User
from partners.people.selectors import people
from projects.assessments.checks import inputs_answered, site_visited
from projects.assessments.models.teams import TeamRole
from projects.assessments.states.reports import VALIDATION, VERIFICATION, Topic
from projects.monitoring.checks import years_of
from workflow.drafts.forms.sections import form_of, further, problems
from workflow.drafts.questions import Part, Section


class TopicForm(forms.Form):
    """One topic of the report; what is confidential stands apart and is left out of the public version."""

    optional: ClassVar[frozenset[str]] = frozenset()
    assessed = TextField(
        label=_("What was assessed, and how"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("Means, evidence, findings raised and how they were settled."),
    )
    conclusion = TextField(
        label=_("Conclusion on this topic"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    confidential = TextField(
        label=_("Confidential details"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the complete version shows them."),
    )

    def __init__(self, topic: Topic, assessment: Any, data: Any = None) -> None:
        self.topic = topic
        super().__init__(data, initial=assessment.topics.get(topic.key, {}))

    def to_save(self) -> dict[str, Any]:
        """What the service takes."""
        return {"values": {self.topic.name: self.cleaned_data}}


class AmountsForm(forms.Form):
    """The verified tonnes of each vintage year."""

    optional: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, verification: Any, data: Any = None) -> None:
        super().__init__(data)
        self.years = years_of(verification.report)
        known = {amount.year: amount.quantity_tco2e for amount in verification.amounts.all()}
        reported = {year.year: year.reductions_tco2e for year in verification.report.years.all()}
        for year in self.years:
            self.fields[f"amount_{year}"] = TonnesField(
                label=_("Verified reductions of %(year)s") % {"year": year},
                required=False,
                min_value=0,
                initial=known.get(year),
                help_text=_("Reported: %(amount)s t CO₂ eq. Whole tonnes, rounded down.")
                % {"amount": reported.get(year, "–")},
            )

    def to_save(self) -> dict[str, Any]:
        """What the service takes; tonnes once all of them are given."""
        given = self.cleaned_data
        amounts = {year: given[f"amount_{year}"] for year in self.years if given.get(f"amount_{year}") is not None}
        return {"values": {}} | ({"amounts": amounts} if amounts else {})


def _topic_sections(topics: Sequence[Topic]) -> list[Section]:
    return [
        Section(
            topic.key.replace("_", "-"),
            topic.title,
            topic.lead,
            (),
            form=partial(TopicForm, topic),
            keeps=(topic.name,),
        )
        for topic in topics
    ]


_SUMMARY = Section(
    "summary",
    _("Summary, team and means"),
    _("What was assessed, who did what, and by which means."),
    ("summary", "team", "means", "visited_on"),
    hints={
        "means": _("What was read, whom you interviewed, what you saw on site."),
        "visited_on": _("For example, 2026-04-15. The rules may ask for a visit: no opinion comes without it."),
    },
)
_SOURCES = Section(
    "sources",
    _("Interviewees and documents"),
    _("One a line. Interviewees are left out of the public version."),
    ("interviewees", "documents_reviewed"),
)
_AMOUNTS = Section(
    "verified",
    _("Verified tonnes"),
    _("Whole tonnes for each calendar year of the monitoring period."),
    (),
    form=AmountsForm,
    keeps=("amounts",),
)
VALIDATION_SECTIONS = (
    _SUMMARY,
    *_topic_sections(VALIDATION),
    _SOURCES,
    Section(
        "opinion",
        _("Overall conclusion"),
        _("Your conclusion on the project as a whole."),
        ("public_inputs_considered", "conclusion"),
    ),
)
VERIFICATION_SECTIONS = (
    _SUMMARY,
    *_topic_sections(VERIFICATION),
    _AMOUNTS,
    _SOURCES,
    Section(
        "opinion", _("Overall conclusion"), _("Your conclusion on the monitoring report as a whole."), ("conclusion",)
    ),
)


BEFORE_OPINION: tuple[Part, ...] = (
    ("summary", lambda assessment: site_visited(assessment, clock.today())),
    ("opinion", inputs_answered),
)


def section_form(section: Section, assessment: Any, data: Any = None) -> Any:
    """The form of a section of the report."""
    return form_of(section, assessment, data)


def says_nothing(assessment: Any, names: Sequence[str]) -> bool:
    """True where none of these answers of a report says anything."""
    stored = [name for name in names if "." not in name and name not in {"members", "findings", "amounts"}]
    written = [any(str(v) for v in assessment.topics.get(n.partition(".")[2], {}).values()) for n in names if "." in n]
    return (
        len(stored) + len(written) == len(names)
        and not any(written)
        and not any(getattr(assessment, name) for name in stored)
    )


def report_tasks(assessment: Any, parts: Sequence[Section], checks: Sequence[Check]) -> list[dict[str, Any]]:
    """The task list of a report: each section with its address and whether something is missing."""
    missing = {topic.name for topic in assessment.missing_topics}
    if any("amounts" in part.keeps for part in parts) and not assessment.amounts.exists():
        missing.add("amounts")
    beside = {topic.name for topic in assessment.TOPICS} - {topic.name for topic in assessment.topics_asked}
    found = []
    for part in parts:
        if not beside.isdisjoint(part.keeps):
            continue
        waits = bool(problems(assessment, part, checks)) or not missing.isdisjoint(part.keeps)
        waits = waits or bool(further(assessment, part, BEFORE_OPINION))
        state = {"status": _("Completed"), "kind": "good"}
        if waits:
            state = {"status": _("To write"), "kind": "waiting"}
        elif says_nothing(assessment, part.names):
            state = {"status": _("Empty; may stay so"), "kind": "plain"}
        found.append({"title": part.title, "url": f"{assessment.get_absolute_url()}edit/{part.slug}/"} | state)
    return found


class MemberForm(forms.Form):
    """A member of the team."""

    optional: ClassVar[frozenset[str]] = frozenset()
    user = forms.ModelChoiceField(
        label=_("Person of your entity"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("None chosen"),
        help_text=_("Who is chosen here can declare for themselves."),
    )
    name = LineField(label=_("Name, where the person does not use this platform"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=TeamRole.choices, widget=forms.RadioSelect)

    def __init__(self, assessment: Any, data: Any = None) -> None:
        super().__init__(data)
        colleagues = people.acting_as("tpe", country_id=assessment.country_id, organisation_ids=[assessment.tpe_id])
        self.fields["user"].queryset = colleagues  # type: ignore[attr-defined]  # a model choice


class DeclareForm(forms.Form):
    """The declaration of impartiality, point by point."""

    no_consultancy = forms.BooleanField(
        label=_("No consultancy for this project or its participants, now or in the last three years"), required=False
    )
    no_ownership = forms.BooleanField(
        label=_("No ownership, share or credit of this project or its participants"), required=False
    )
    no_involvement = forms.BooleanField(
        label=_("No earlier part in designing, building, monitoring or financing this project"), required=False
    )


class OpinionForm(forms.Form):
    """The opinion."""

    positive = forms.TypedChoiceField(
        label=_("Opinion"),
        choices=(("yes", _("Positive")), ("no", _("Negative"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_("It is final and everybody concerned is told."),
    )
