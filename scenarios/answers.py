"""What papers say whatever the project: stories of the demo and situations of the tests answer with the same words."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from projects.assessments.services.assessments import TOPIC_NAMES
from projects.designs.services import designs
from projects.monitoring import services as monitoring
from projects.sustainability.topics import SustainabilityTopic

PIN: dict[str, Any] = {
    "other_revenue": True,
    "need_for_credits": "Without credits the payback period is longer than the owner accepts.",
    "excels_in_technology": True,
    "excellence": "First plant of its kind in the region.",
    "ndc_contribution": "Supports the energy target of the country’s NDC.",
    "spillover": "Local staff learn to run and maintain the equipment.",
    "japan_role": "Design, supply and commissioning of the equipment.",
    "japan_currency": "USD",
}
DESIGN: dict[str, Any] = {
    "contribution_from_japan": "Equipment, design and training.",
    "eligibility": "1. The equipment is new. 2. It meets the certified performance.",
    "emission_sources": "Reference: grid electricity (CO2). Project: own consumption (CO2).",
    "eia_required": False,
    "consultation": "A meeting was held at the site with twenty neighbours; nobody objected.",
    "monitoring_plan": "Electricity is measured by one calibrated meter and read every month.",
    "declares_no_double_registration": True,
    "other_mechanism": "none",
}
MONITORING: dict[str, Any] = {
    "implementation": "The plant ran all year without longer interruption.",
    "monitoring_method": "Electricity was measured by one calibrated meter and read every month.",
    "operating_status": "running",
}
STRUCTURE = (
    monitoring.Responsibility("Plant manager", "Monitoring manager", "Reads the meter and approves the report"),
    monitoring.Responsibility("Shift leader", "Operator", "Reads the meter every month and keeps the records"),
)
REFERENCE: dict[str, Any] = {
    "ndc_title": "Example: updated NDC",
    "ndc_version": "2nd update",
    "ndc_communicated_on": date(2022, 11, 2),
    "explanation": "The emission factor of the grid falls with the NDC’s share of renewable power.",
    "below_business_as_usual": "About a tenth below the mean of the grid.",
    "evidence": "Table 3 of the NDC.",
}
RELEVANT = {
    SustainabilityTopic.SAFETY: "Yearly training of all staff in safe work on the plant.",
    SustainabilityTopic.ECONOMY: "Local companies maintain the plant.",
}
ACHIEVED = {
    SustainabilityTopic.SAFETY.value: "Two trainings were held; no accident happened.",
    SustainabilityTopic.ECONOMY.value: "Two local companies maintained the plant all year.",
}


def parameters(amount: Decimal) -> list[monitoring.Parameter]:
    """The measured parameter behind a report's reductions, in MWh."""
    return [monitoring.Parameter("EG", "MWh/p", amount, "C", "Electricity meter", "Read and recorded every month")]


def topics(relevant: Collection[SustainabilityTopic] = tuple(RELEVANT)) -> list[designs.TopicAnswer]:
    """A whole SDIP, with what is planned for the topics that matter to the project."""
    return [
        designs.TopicAnswer(topic, "yes", RELEVANT[topic])
        if topic in relevant
        else designs.TopicAnswer(topic, "no", "")
        for topic in SustainabilityTopic
    ]


def opinion(conclusion: str, **values: Any) -> dict[str, Any]:
    """An entity's report on every topic, and its opinion."""
    conforms = {"assessed": "Read, asked and seen on site.", "conclusion": "It conforms."}
    return dict.fromkeys(TOPIC_NAMES, conforms) | {"conclusion": conclusion} | values
