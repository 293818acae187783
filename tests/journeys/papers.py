"""What the people of the journey write: the real project of the first ITMO issuance, as far as it is published."""

from datetime import date
from typing import TYPE_CHECKING, Any

from pypdf import PdfWriter

from projects.assessments.forms.assessments import VALIDATION_SECTIONS, VERIFICATION_SECTIONS

if TYPE_CHECKING:
    from tests.journeys.actors import Actor

TITLE = "Introduction of 5MW Floating Solar Power System on Industrial Water Reservoir in Thailand"

PIN: dict[str, dict[str, Any]] = {
    "project": {
        "title": TITLE,
        "contact_name": "Hanako Sato",
        "contact_email": "hanako@example.org",
        "location": "Industrial water reservoir, Thailand",
        "sectoral_scope": "1",
        "technology": "Floating solar 5 MW",
        "scale": "5 MW",
        "estimated_annual_tco2e": "2000",
    },
    "need": {
        "other_revenue": "True",
        "irr_without_percent": "3.1",
        "irr_with_percent": "7.4",
        "need_for_credits": "Without credits the payback period is too long for the owner.",
    },
    "excellence": {
        "excels_in_technology": True,
        "excellence": "First floating plant of its size on an industrial reservoir.",
        "ndc_contribution": "Energy sector of the NDC.",
    },
    "spillover": {"local_companies": "Chao Phraya Water PCL", "spillover": "Local staff learn to run floating plants."},
    "timing": {"procurement_starts_on": "2020-06-01", "construction_starts_on": "2020-07-01"},
    "japan": {
        "japan_role": "Design and supply.",
        "japan_contribution": "3000000",
        "japan_currency": "USD",
        "total_cost": "6000000",
    },
    "method": {"method_idea": "Solar PV system feeding the factory’s grid."},
}

PDD: dict[str, dict[str, Any]] = {
    "project": {
        "title": TITLE,
        "description": "A floating solar plant of 5 MW on an industrial water reservoir.",
        "region": "Thailand",
        "city": "Industrial reservoir",
        "latitude": "12.681",
        "longitude": "101.281",
        "operation_starts_on": "2020-12-01",
        "lifetime_years": "17",
        "contribution_from_japan": "Equipment, design.",
    },
    "methodology": {"methodology": "TH_AM001", "eligibility": "Criterion 1 and 2 are met."},
    "calculation": {
        "emission_sources": "Reference: grid electricity. Project: none.",
        "crediting_period_starts_on": "2021-01-01",
    },
    "years": {
        "year_0": "2021",
        "reference_0": "1009.6",
        "project_0": "0",
        "year_1": "2022",
        "reference_1": "1009.6",
        "project_1": "0",
    },
    "impact": {"eia_required": "False", "consultation": "A meeting at the site; nobody objected."},
    "monitoring": {"monitoring_plan": "One meter, read every month."},
    "declaration": {"declares_no_double_registration": True, "other_mechanism": "No, never"},
}

REPORT: dict[str, dict[str, Any]] = {
    "implementation": {
        "implementation": "The plant ran without a stop.",
        "monitoring_method": "One meter, monthly.",
        "operating_status": "In operation throughout the period",
    },
    "structure": {"who_0": "Plant manager", "role_0": "Monitoring manager", "task_0": "Reads the meter"},
    "parameters": {
        "name_0": "EG",
        "unit_0": "MWh/p",
        "value_0": "2100.5",
        "option_0": "Option C",
        "source_0": "Electricity meter",
    },
    "years": {"reference_2021": "1009.6", "project_2021": "0"},
}

TOPIC = {"assessed": "Read, asked and seen on site.", "conclusion": "It conforms."}
OPINION: dict[str, Any] = {
    "team": "A. Lead auditor",
    "means": "Desk review, site visit.",
    "visited_on": date(2019, 12, 2),
    "conclusion": "In our opinion the project conforms.",
}


def a_pdf(name: str) -> tuple[str, bytes]:
    """A small but real PDF."""
    from io import BytesIO

    writer, content = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(content)
    return name, content.getvalue()


def write_report(entity: "Actor", assessment: str, **values: Any) -> None:
    """The entity writes its report section by section; `values` are further answers by name."""
    sections = VALIDATION_SECTIONS if assessment.startswith("/validations/") else VERIFICATION_SECTIONS
    given = OPINION | {"summary": "In short: it conforms."} | values
    for section in sections:
        entity.open(f"{assessment}edit/{section.slug}/")
        shown = {name: given[name] for name in section.fields if name in given}
        if section.keeps and section.keeps[0].startswith("topics."):
            shown = TOPIC
        elif section.keeps:
            shown = {name: value for name, value in values.items() if name.startswith("amount_")}
        entity.fill(shown).press("Save and continue")
