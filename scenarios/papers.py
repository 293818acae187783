"""What the example papers say: one story a project, and a one-page PDF in place of every file."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from partners.scopes.models import SectoralScope
from projects.definitions.selectors import definitions
from projects.designs.services import designs
from projects.methodologies.models import Methodology
from scenarios import answers
from scenarios.people import HOST

NOTE = "Example document of the JCM platform. It stands for a paper of this kind and is not a real record."


@dataclass(frozen=True)
class Story:
    """One example project; `annual_tco2e` are expected reductions a year, `cost` is in US dollars."""

    title: str
    place: str
    region: str
    technology: str
    scope: int
    annual_tco2e: int
    cost: int
    methodology: str = ""
    track: str = "JCM"

    @property
    def name(self) -> str:
        """The title that every page shows: it begins by saying that this is an example."""
        return f"Example: {self.title}"


def entity_values(name: str, focal_point: bool) -> dict[str, Any]:
    """What an entity says in the modalities of communication."""
    signs = ("Hana Sato", "participant.japan") if focal_point else ("Somchai Wattana", "participant.thailand")
    return {
        "legal_name": name,
        "legal_status": "Company limited by shares (example)",
        "address": "1 Example Road",
        "primary_name": signs[0],
        "primary_title": "Managing director",
        "primary_email": f"{signs[1]}@example.org",
        "primary_phone": "+00 0000 0000",
    }


def pin_values(story: Story, on: date) -> dict[str, Any]:
    """A whole PIN, handed in on a day before procurement starts."""
    cost = Decimal(story.cost)
    return answers.PIN | {
        "title": story.name,
        "contact_name": "Hana Sato",
        "contact_email": "participant.japan@example.org",
        "location": f"{story.place}, {story.region}, Thailand",
        "sectoral_scope": SectoralScope.objects.get(number=story.scope),
        "technology": story.technology,
        "schedule": "Procurement, construction and commissioning within ten months.",
        "operation_starts_on": operation_starts(on),
        "estimated_annual_tco2e": Decimal(story.annual_tco2e),
        "methodology": methodology_of(story),
        "method_idea": "To be calculated as in comparable projects.",
        "payback_without_years": Decimal("9.5"),
        "payback_with_years": Decimal("7.0"),
        "local_companies": "Example Water Industries PCL owns and runs the plant.",
        "procurement_starts_on": on + timedelta(days=120),
        "construction_starts_on": on + timedelta(days=180),
        "japan_contribution": cost / 2,
        "total_cost": cost,
        "finance_sources": "Half by Japan’s financing programme, half by the owner.",
    }


def operation_starts(pin_on: date) -> date:
    """The planned first day of operation of a project whose PIN is of that day."""
    return pin_on + timedelta(days=420)


def methodology_of(story: Story) -> Methodology | None:
    """The approved methodology that a story names, if it is there."""
    return definitions.newest(story.methodology) if story.methodology else None


def _any_methodology() -> Methodology | None:
    return Methodology.objects.filter(country__iso2=HOST, status="approved").first()


def design_values(story: Story, pin_on: date) -> dict[str, Any]:
    """A whole PDD."""
    return answers.DESIGN | {
        "title": story.name,
        "description": story.technology,
        "region": story.region,
        "city": story.place,
        "operation_starts_on": operation_starts(pin_on),
        "lifetime_years": 15,
        "methodology": methodology_of(story) or _any_methodology(),
        "crediting_period_starts_on": operation_starts(pin_on),
        "eia_note": "Below the size for which an assessment is required.",
        "consulted_on": pin_on + timedelta(days=6),
        "sdg_contribution": "Goals 7, 9 and 13.",
    }


def years(story: Story, first: int, count: int = 5) -> list[designs.YearAmounts]:
    """Estimated emissions by year: the reductions of the story, with a little project emission."""
    project = Decimal(50)
    return [designs.YearAmounts(first + n, story.annual_tco2e + project, project) for n in range(count)]


def pdf(name: str) -> SimpleUploadedFile:
    """A one-page PDF that says what it stands for."""
    lines = (name.replace("-", " ").capitalize(), NOTE)
    text = " ".join(f"({line}) Tj 0 -24 Td" for line in lines)
    content = f"BT /F1 12 Tf 60 760 Td {text} ET"
    page = "/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {page} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    whole = f"{body}{tail}startxref\n{len(body)}\n%%EOF\n"
    return SimpleUploadedFile(f"example-{name}.pdf", whole.encode("ascii"), content_type="application/pdf")
