"""The public lists: columns, search, filters and order of each, for the page, the downloads and the API alike."""

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.listing import Column, Listing
from jcm_platform.portal import cells, filters
from partners.published_words import read
from projects.inputs.states import CallState

OPEN_FIRST = Case(When(state=CallState.OPEN, then=Value(0)), default=Value(1)).asc()

SOURCE_COLUMNS = (
    Column("origin", _("Origin"), on_page=False),
    Column("source_url", _("Source"), on_page=False),
    Column("record_status", _("How sure it is"), on_page=False),
)


def _country_columns() -> tuple[Column, ...]:
    return (
        Column(
            "country",
            _("Country"),
            value=lambda row: row.country.name,
            show=lambda row: row.country,
            link=lambda row: row.country.get_absolute_url(),
            sort="country__order",
        ),
        Column("country_iso2", _("Country code"), value=lambda row: row.country.iso2, on_page=False),
    )


COUNTRIES = Listing(
    name="partner-countries",
    title=_("Partner countries"),
    lead=_("Countries that have signed the bilateral document on the JCM with Japan, in order of signature."),
    columns=[
        Column("order", _("Order"), numeric=True, sort="order"),
        Column("name", _("Country"), show=str, link=cells.address, sort="name"),
        Column("name_ja", _("Name in Japanese"), on_page=False),
        Column("iso2", _("Code"), sort="iso2"),
        Column("iso3", _("Three-letter code"), on_page=False),
        Column("region", _("Region"), sort="region", show=lambda row: read(row.region)),
        Column("signed_on", _("Signed on"), sort="signed_on", show=cells.signed),
        Column("signed_precision", _("Precision of the day"), on_page=False),
        Column("signed_place", _("Place"), on_page=False),
        Column("projects", _("Projects"), value=lambda row: row.project_count, numeric=True, sort="project_count"),
        *SOURCE_COLUMNS,
    ],
    search=["name", "name_ja", "iso2__iexact", "iso3__iexact"],
    filters=filters.CountryFilter,
    order=["order"],
    page_size=50,
    empty=_("No partner country is recorded yet."),
)


DECISIONS = Listing(
    name="joint-committee-decisions",
    title=_("Decisions of the Joint Committees"),
    lead=_("What the committees of Japan and each partner country have decided by consensus, newest first."),
    columns=[
        Column("number", _("Decision"), link=cells.address, show=cells.marked("number"), sort="number"),
        *_country_columns(),
        Column("decided_on", _("Decided on"), sort="decided_on", show=cells.decided),
        Column("form", _("How"), value=cells.choice("form"), sort="form"),
        Column("title", _("What was decided"), show=cells.first_items),
        Column("state", _("Outcome"), value=cells.choice("state"), show=cells.state_tag, sort="state"),
        Column("outcomes", _("Outcome of each item"), value=cells.outcomes, on_page=False),
        Column("ordinal", _("Meeting number"), on_page=False),
        Column("place", _("Place"), on_page=False),
        *SOURCE_COLUMNS,
    ],
    search=[
        "number",
        "items__title__values__name",
        "items__title__values__entity",
        "items__reference",
        "published_text",
        "country__name",
    ],
    filters=filters.DecisionFilter,
    order=[F("decided_on").desc(nulls_last=True), "-pk"],
    empty=_("No decision is recorded yet."),
)


TPES = Listing(
    name="third-party-entities",
    title=_("Third-party entities"),
    lead=_("Who may validate projects and verify reductions, country by country, in which sectoral scopes."),
    columns=[
        Column("reference", _("Reference"), link=cells.tpe_address, show=cells.marked("reference"), sort="reference"),
        Column(
            "name",
            _("Name"),
            value=lambda row: row.organisation.name,
            show=cells.entity,
            link=cells.tpe_address,
            sort="organisation__name",
        ),
        *_country_columns(),
        Column("validation_scopes", _("Validates in"), value=cells.scope_numbers("validation")),
        Column("verification_scopes", _("Verifies in"), value=cells.scope_numbers("verification")),
        Column("status", _("Status"), value=cells.choice("state"), sort="state"),
        Column("suspended_scopes", _("Suspended scopes"), value=cells.resting_scopes, on_page=False),
        Column("designated_on", _("Since"), sort="designated_on"),
        Column("scopes_until", _("Until"), sort="scopes_until"),
        *SOURCE_COLUMNS,
    ],
    search=["reference", "organisation__name", "organisation__name_ja", "country__name"],
    filters=filters.TpeFilter,
    order=["country__order", *numbers.by_number("reference", one_prefix=True)],
    empty=_("No third-party entity is recorded yet."),
)


PROGRAMMES = Listing(
    name="financing-programmes",
    title=_("Financing programmes"),
    lead=_("Support of the Japanese government for projects and for the work around them."),
    columns=[
        Column("code", _("Code"), sort="code", on_page=False),
        Column("name", _("Programme"), show=lambda row: cells.with_mark(read(row.name), row), sort="name"),
        Column("ministry", _("Ministry"), sort="ministry", show=lambda row: read(row.ministry)),
        Column("support", _("Type of support"), sort="support", show=lambda row: read(row.support)),
        Column("implementer", _("Run by"), sort="implementer", show=lambda row: read(row.implementer)),
        Column("most_share_of_cost", _("Most share of the cost")),
        Column("credit_condition", _("Condition on credits")),
        Column("facts", _("More facts"), on_page=False),
        *SOURCE_COLUMNS,
    ],
    search=["name", "ministry", "support", "implementer", "facts"],
    order=["code"],
    empty=_("No programme is recorded yet."),
)


PROJECTS = Listing(
    name="jcm-projects",
    title=_("Projects"),
    lead=_("Every planned and registered project of the JCM. The page of a project shows each step it has taken."),
    columns=[
        Column(
            "reference", _("Reference"), link=lambda row: cells.address(row) if row.reference else "", sort="reference"
        ),
        Column("title", _("Title"), link=cells.address, show=cells.marked("title"), sort="title"),
        *_country_columns(),
        Column("state", _("State"), value=cells.choice("state"), show=cells.state_tag, sort="state"),
        Column("registered_on", _("Registered on"), sort="registered_on", show=cells.registered),
        Column(
            "sectoral_scope",
            _("Scope"),
            value=lambda row: row.sectoral_scope and str(row.sectoral_scope),
            sort="sectoral_scope",
        ),
        Column(
            "estimated_annual_tco2e",
            _("Expected t a year"),
            value=cells.plain_tonnes("estimated_annual_tco2e"),
            numeric=True,
            sort="estimated_annual_tco2e",
        ),
        Column(
            "methodology",
            _("Methodology"),
            value=lambda row: row.methodology and row.methodology.reference,
            on_page=False,
        ),
        Column(
            "estimated_total_tco2e",
            _("Expected t CO₂ eq in all"),
            value=cells.plain_tonnes("estimated_total_tco2e"),
            on_page=False,
        ),
        Column("technology", _("Technology"), on_page=False),
        Column("location", _("Location"), on_page=False),
        Column("participants_as_published", _("Participants as published"), on_page=False),
        Column("financing_as_published", _("Financing as published"), on_page=False),
        Column("operation_started_on", _("Operation since"), on_page=False),
        *SOURCE_COLUMNS,
    ],
    search=["reference__istartswith", "title", "technology", "location", "country__name", "participants_as_published"],
    filters=filters.ProjectFilter,
    order=["country__order", *numbers.by_number("reference", one_prefix=True)],
    empty=_("No project is published yet."),
)


METHODOLOGIES = Listing(
    name="jcm-methodologies",
    title=_("Methodologies"),
    lead=_("How reductions are calculated, approved by the Joint Committees, and what is proposed."),
    columns=[
        Column(
            "reference",
            _("Reference"),
            value=lambda row: row.reference or row.proposed_reference,
            link=cells.address,
            sort="reference",
        ),
        Column("title", _("Title"), link=cells.address, show=cells.marked("title"), sort="title"),
        *_country_columns(),
        Column("version", _("Version"), sort="version"),
        Column("scopes", _("Sectoral scopes"), value=cells.scopes),
        Column("status", _("Status"), value=cells.choice("status"), sort="status"),
        Column("sourcing", _("Calculation"), show=cells.sourcing, sort="sourcing"),
        Column("approved_on", _("Approved on"), sort="approved_on", show=cells.approved),
        Column("proponent", _("Proposed by"), on_page=False),
        Column("formula_family", _("Family of formulas"), on_page=False),
        *SOURCE_COLUMNS,
    ],
    search=["reference", "proposed_reference", "title", "proponent", "country__name"],
    filters=filters.MethodologyFilter,
    order=["country__order", *numbers.by_number("reference", one_prefix=True), "proposed_reference"],
    empty=_("No methodology is recorded yet."),
)


CALLS = Listing(
    name="calls-for-inputs",
    title=_("Calls for public inputs"),
    lead=_(
        "Anybody may comment on a project design or a proposed methodology while its call is open. Comments and "
        "answers stay readable."
    ),
    columns=[
        Column(
            "subject",
            _("About"),
            value=lambda row: str(row.subject),
            link=cells.address,
            show=lambda row: cells.with_mark(row.title, row),
        ),
        Column("kind", _("Kind"), value=cells.call_kind),
        Column(
            "country",
            _("Country"),
            value=lambda row: row.country.name,
            show=lambda row: row.country,
            link=lambda row: row.country.get_absolute_url(),
            sort="country_order",
        ),
        Column("state", _("State"), value=cells.choice("state"), show=cells.state_tag, sort="state"),
        Column("opens_on", _("Opens on"), sort="opens_on"),
        Column("closes_on", _("Closes on"), sort="closes_on"),
    ],
    search=[
        "design__project__title",
        "design__project__reference",
        "design__project__country__name",
        "proposal__title",
        "proposal__reference",
        "proposal__country__name",
    ],
    filters=filters.CallFilter,
    order=[OPEN_FIRST, "-closes_on"],
    empty=_("No call has been made yet. When a project design or a methodology is published, its call appears here."),
)

ISSUANCES = Listing(
    name="jcm-issuances",
    title=_("Issuances"),
    lead=_("Credits issued, by project and monitoring period: what each side’s registry received, and when."),
    columns=[
        Column("reference", _("Project"), link=cells.address, show=cells.issuance_of, sort="reference"),
        Column("title", _("Title"), on_page=False),
        *_country_columns(),
        Column("period_starts_on", _("Monitored from"), sort="period_starts_on", on_page=False),
        Column("period_ends_on", _("Monitored to"), sort="period_ends_on"),
        Column("decided_on", _("Decided on"), sort="decided_on"),
        Column("total_tco2e", _("Total t"), numeric=True, sort="total_tco2e", show=cells.total),
        Column("japan_tco2e", _("To Japan’s side"), numeric=True, sort="japan_tco2e"),
        Column("partner_tco2e", _("To the partner’s side"), numeric=True, sort="partner_tco2e"),
        Column("japan_issued_on", _("Issued in Japan’s registry"), on_page=False),
        Column("partner_issued_on", _("Issued in the partner’s registry"), on_page=False),
        Column("counts", _("Counts in the totals"), on_page=False),
        *SOURCE_COLUMNS,
    ],
    search=["reference", "title", "country__name"],
    filters=filters.IssuanceFilter,
    order=[F("decided_on").desc(nulls_last=True)],
    empty=_("No issuance is recorded yet."),
)

BY_NAME = {
    "country": COUNTRIES,
    "project": PROJECTS,
    "decision": DECISIONS,
    "methodology": METHODOLOGIES,
    "tpe": TPES,
    "issuance": ISSUANCES,
    "call": CALLS,
    "programme": PROGRAMMES,
}
