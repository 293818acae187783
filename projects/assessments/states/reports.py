"""The topics of validation and verification reports, declared once: forms, checks and PDF follow from here.

The forms' own headings were not published; the topics are those of the domain notes 3.5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence


@dataclass(frozen=True)
class Topic:
    """One topic of a report: what the entity assessed, and its conclusion."""

    key: str
    title: Sentence
    lead: Sentence

    @property
    def name(self) -> str:
        """How the draft names the answers of this topic."""
        return f"topics.{self.key}"


_SOURCES = Topic(
    "sources_calculation",
    _("Emission sources and calculation"),
    _("Whether all sources are covered and the reductions are calculated as the methodology says."),
)
_ELIGIBILITY = Topic(
    "eligibility",
    _("Eligibility criteria"),
    _("Whether each eligibility criterion of the methodology is met, and how you know."),
)
_DOUBLE = Topic(
    "double_registration",
    _("Prevention of double registration"),
    _("Whether the project is registered under another mechanism, and what you searched."),
)
# Where the rulebook leaves the sustainability papers to the entity; elsewhere the country's authority reviews them.
SUSTAINABILITY = "sustainability"
VALIDATION = (
    Topic("project_design", _("Project design"), _("Whether design, technology and participants are as described.")),
    _ELIGIBILITY,
    _SOURCES,
    Topic("eia", _("Environmental impact assessment"), _("Whether the host country requires one, and its result.")),
    Topic("consultation", _("Local stakeholder consultation"), _("Who was invited; how comments were taken up.")),
    Topic("monitoring_plan", _("Monitoring plan"), _("Whether the plan can be done and fits the methodology.")),
    Topic(
        SUSTAINABILITY,
        _("Sustainable development plan (SDIP)"),
        _("Whether each topic is answered, and the plans fit the project and its place."),
    ),
    Topic("public_inputs", _("Public inputs"), _("Which comments came in and how they were considered.")),
    Topic("moc", _("Modalities of communication"), _("Whether the statement is whole and its signatories verified.")),
    _DOUBLE,
)
VERIFICATION = (
    _ELIGIBILITY,
    Topic(
        "data_calculation",
        _("Data and calculation"),
        _("Whether the monitored data are complete and correct, and the calculation follows the methodology."),
    ),
    Topic(
        SUSTAINABILITY,
        _("Sustainable development report (SDIR)"),
        _("Whether what is said to be achieved was achieved, topic by topic of the plan."),
    ),
    Topic("changes", _("Post-registration changes"), _("Whether the project differs from its registered design.")),
    _DOUBLE,
    Topic("amounts", _("Verified emission reductions"), _("How the verified tonnes of each year came about.")),
)
PARTS = ("assessed", "conclusion", "confidential")


def missing(topics: tuple[Topic, ...], written: Mapping[str, Any]) -> list[Topic]:
    """The topics that have no conclusion yet."""
    return [topic for topic in topics if not written.get(topic.key, {}).get("conclusion")]


TEXTS = ("team", "summary", "means", "public_inputs_considered", "interviewees", "documents_reviewed", "conclusion")
FACTS = ("visited_on",)
# What a version of each report keeps.
ANSWERS = {
    "validation": (*TEXTS, *FACTS, *(topic.name for topic in VALIDATION), "members", "findings"),
    "verification": (*TEXTS, *FACTS, *(topic.name for topic in VERIFICATION), "members", "findings", "amounts"),
}
