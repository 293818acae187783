"""The project cycle."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import projects.papers.models.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0002_schema"),
        ("partners", "0001_schema"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Methodology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                ("reference", models.CharField(blank=True, max_length=20)),
                ("proposed_reference", models.CharField(blank=True, max_length=80)),
                ("version", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=300)),
                ("title_status", models.CharField(blank=True, max_length=80)),
                ("proponent", models.CharField(blank=True, max_length=300)),
                ("approved_on", models.DateField(null=True)),
                ("valid_until", models.DateField(editable=False, null=True)),
                ("approved_as_published", models.CharField(blank=True, max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("proposed_revision", "Proposed revision"),
                            ("approved", "Approved"),
                            ("replaced", "Replaced by a newer version"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn by its proponent"),
                        ],
                        max_length=20,
                    ),
                ),
                ("status_as_published", models.CharField(blank=True, max_length=200)),
                ("formula_family", models.CharField(blank=True, max_length=40)),
                ("import_key", models.CharField(editable=False, max_length=300, null=True, unique=True)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="methodologies",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "scopes",
                    models.ManyToManyField(blank=True, related_name="methodologies", to="partners.sectoralscope"),
                ),
            ],
            options={
                "verbose_name_plural": "methodologies",
                "ordering": ["country__order", "reference", "proposed_reference", "id"],
            },
        ),
        migrations.CreateModel(
            name="MethodologyProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("inputs_open", "Open for public inputs"),
                            ("considered", "Under consideration"),
                            ("with_committee", "Before the Joint Committee"),
                            ("to_revise", "Approved with revisions: revised text awaited"),
                            ("revised", "Revised text with JCMA"),
                            ("approved", "Approved"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("considered_from", models.DateField(editable=False, null=True)),
                ("consideration_due_on", models.DateField(editable=False, null=True)),
                ("extended_at", models.DateTimeField(editable=False, null=True)),
                ("extension_reason", models.TextField(blank=True, editable=False)),
                ("without_response_note", models.TextField(blank=True, editable=False)),
                ("required_revisions", models.TextField(blank=True, editable=False)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("revised_at", models.DateTimeField(editable=False, null=True)),
                ("approved_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "Proposed methodology"), ("revision", "Revision of an approved methodology")],
                        default="new",
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=16, null=True, unique=True)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title of the methodology")),
                ("revision_reason", models.TextField(blank=True, verbose_name="what is revised, and why")),
                ("terms", models.TextField(blank=True, verbose_name="terms and definitions")),
                ("summary", models.TextField(blank=True, verbose_name="summary of the methodology")),
                ("measures", models.TextField(blank=True, verbose_name="measures that reduce GHG emissions")),
                (
                    "eligibility",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[projects.papers.models.tables.RowsOf("eligibility")],
                        verbose_name="eligibility criteria",
                    ),
                ),
                (
                    "emission_sources",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[projects.papers.models.tables.RowsOf("emission_sources")],
                        verbose_name="emission sources and GHG types",
                    ),
                ),
                (
                    "reference_establishment",
                    models.TextField(blank=True, verbose_name="establishment of reference emissions"),
                ),
                (
                    "reference_calculation",
                    models.TextField(blank=True, verbose_name="calculation of reference emissions"),
                ),
                ("project_calculation", models.TextField(blank=True, verbose_name="calculation of project emissions")),
                (
                    "fixed_parameters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[projects.papers.models.tables.RowsOf("fixed_parameters")],
                        verbose_name="data and parameters fixed ex ante",
                    ),
                ),
                (
                    "monitored_parameters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[projects.papers.models.tables.RowsOf("monitored_parameters")],
                        verbose_name="parameters to be monitored",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="methodology_proposals",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="methodology_proposal",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "methodology",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="projects.methodology",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "proponents",
                    models.ManyToManyField(related_name="methodology_proposals", to="partners.organisation"),
                ),
                (
                    "revises",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="projects.methodology",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.rulebook"
                    ),
                ),
                (
                    "sectoral_scope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.sectoralscope",
                        verbose_name="sectoral scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed methodology",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Modalities",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("confirming", "Being confirmed by each entity"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("in_force", "In force"),
                            ("superseded", "Superseded by a later version"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("confirming_since", models.DateTimeField(editable=False, null=True)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("in_force_from", models.DateField(editable=False, null=True)),
                ("in_force_until", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "case",
                    models.CharField(
                        choices=[
                            ("complete", "Complete statement, or change of the focal point"),
                            ("join", "New participant"),
                            ("identity", "Change of an entity’s name or legal status"),
                            ("leave", "Withdrawal of a participant"),
                            ("details", "Change of contact details or specimen signatures only"),
                        ],
                        default="complete",
                        editable=False,
                        max_length=10,
                        verbose_name="what is filed",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason of the change")),
                (
                    "about",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="entity concerned",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "modalities of communication",
                "ordering": ["project", "-version"],
            },
        ),
        migrations.CreateModel(
            name="ModalitiesEntity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_focal_point", models.BooleanField(default=False, verbose_name="focal point")),
                ("has_ceased", models.BooleanField(default=False, verbose_name="has ceased to exist and cannot sign")),
                (
                    "leaves",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="leaves the project by this statement"
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=300, verbose_name="legal name")),
                ("legal_status", models.CharField(blank=True, max_length=200, verbose_name="legal status")),
                ("address", models.TextField(blank=True, max_length=1000, verbose_name="registered address")),
                ("primary_name", models.CharField(blank=True, max_length=200, verbose_name="primary signatory: name")),
                (
                    "primary_title",
                    models.CharField(blank=True, max_length=200, verbose_name="primary signatory: title"),
                ),
                (
                    "primary_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="primary signatory: e-mail"),
                ),
                (
                    "primary_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="primary signatory: telephone"),
                ),
                (
                    "alternate_name",
                    models.CharField(blank=True, max_length=200, verbose_name="alternate signatory: name"),
                ),
                (
                    "alternate_title",
                    models.CharField(blank=True, max_length=200, verbose_name="alternate signatory: title"),
                ),
                (
                    "alternate_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="alternate signatory: e-mail"),
                ),
                (
                    "alternate_phone",
                    models.CharField(blank=True, max_length=60, verbose_name="alternate signatory: telephone"),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("confirmed_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "alternate_specimen",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.storedfile",
                        verbose_name="alternate signatory: specimen signature",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "modalities",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entities", to="projects.modalities"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "primary_specimen",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="common.storedfile",
                        verbose_name="primary signatory: specimen signature",
                    ),
                ),
            ],
            options={
                "verbose_name": "entity of the modalities",
                "ordering": ["modalities", "-is_focal_point", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="PaperVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("form_code", models.CharField(max_length=60)),
                ("answers", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="common.paper"
                    ),
                ),
            ],
            options={
                "ordering": ["paper", "number"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("planned", "Planned: no objection to its PIN"),
                            ("registered", "Registered"),
                            ("withdrawn", "Withdrawn"),
                            ("deregistered", "De-registered"),
                        ],
                        default="proposed",
                        max_length=50,
                    ),
                ),
                ("reference", models.CharField(max_length=12, null=True, unique=True)),
                ("started_at", models.DateTimeField(editable=False, null=True)),
                ("registered_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(editable=False, null=True)),
                ("deregistered_on", models.DateField(editable=False, null=True)),
                ("withdrawal_note", models.TextField(blank=True, editable=False)),
                ("track", models.CharField(default="JCM", max_length=40)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("location", models.TextField(blank=True)),
                ("technology", models.TextField(blank=True)),
                ("financing_as_published", models.CharField(blank=True, max_length=200)),
                ("participants_as_published", models.TextField(blank=True)),
                ("estimated_annual_tco2e", models.DecimalField(decimal_places=3, max_digits=16, null=True)),
                ("estimated_total_tco2e", models.DecimalField(decimal_places=3, max_digits=16, null=True)),
                ("operation_started_on", models.DateField(null=True)),
                ("registered_as_published", models.CharField(blank=True, max_length=120)),
                ("import_key", models.CharField(editable=False, max_length=300, null=True, unique=True)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "financing_programme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.financingprogramme",
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="projects.methodology",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="partners.rulebook",
                    ),
                ),
                (
                    "sectoral_scope",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.sectoralscope",
                    ),
                ),
            ],
            options={
                "ordering": ["country__order", models.OrderBy(models.F("reference"), nulls_last=True), "id"],
            },
        ),
        migrations.CreateModel(
            name="PostRegistrationChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With the Joint Committee"),
                            ("awaiting_validation", "Approved; the revised PDD is to be validated"),
                            ("in_force", "Approved and in force"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed: the project has ended"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("in_force_from", models.DateField(editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="What we submit is true and complete"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deviation", "Temporary deviation from the monitoring plan or the methodology"),
                            ("design", "Permanent change of the project design"),
                            ("monitoring_plan", "Permanent change of the monitoring plan"),
                            ("methodology", "Another version of the methodology, or another methodology"),
                            ("crediting_start", "Change of the first day of the crediting period"),
                            ("correction", "Correction of a registered paper"),
                        ],
                        max_length=20,
                        verbose_name="kind of change",
                    ),
                ),
                (
                    "summary",
                    models.TextField(blank=True, verbose_name="what changes, compared with the registered PDD"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason for the change")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="first day of the change")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day of the deviation")),
                (
                    "conservativeness",
                    models.TextField(blank=True, verbose_name="how the calculation stays conservative"),
                ),
                ("applicability", models.TextField(blank=True, verbose_name="why the methodology still applies")),
                ("effect", models.TextField(blank=True, verbose_name="effect on emission reductions")),
                (
                    "new_crediting_start",
                    models.DateField(blank=True, null=True, verbose_name="new first day of the crediting period"),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "change after registration",
                "verbose_name_plural": "changes after registration",
                "ordering": ["project", "number"],
            },
        ),
        migrations.CreateModel(
            name="MonitoringReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Ready for verification"),
                            ("in_verification", "In verification"),
                            ("verified", "Verified"),
                            ("not_verified", "Not verified"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("verified_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("period_starts_on", models.DateField(verbose_name="first day of the monitoring period")),
                ("period_ends_on", models.DateField(verbose_name="last day of the monitoring period")),
                ("implementation", models.TextField(blank=True, verbose_name="implementation in the period")),
                ("monitoring_method", models.TextField(blank=True, verbose_name="how the parameters were monitored")),
                (
                    "operating_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("running", "In operation throughout the period"),
                            ("partly", "In operation for a part of the period, or at a part of its capacity"),
                            ("stopped", "Not in operation in the period"),
                        ],
                        max_length=8,
                        verbose_name="operation in the period",
                    ),
                ),
                ("events", models.TextField(blank=True, verbose_name="events that affected emission reductions")),
                (
                    "changes_since",
                    models.TextField(blank=True, verbose_name="changes since the last period or registration"),
                ),
                (
                    "deviations_applied",
                    models.TextField(blank=True, verbose_name="how approved deviations were applied"),
                ),
                ("structure", models.JSONField(blank=True, default=list, verbose_name="monitoring structure")),
                ("parameters", models.JSONField(blank=True, default=list, verbose_name="measured parameters")),
                (
                    "sdir",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="sustainable development implementation report"
                    ),
                ),
                ("import_key", models.CharField(editable=False, max_length=300, null=True, unique=True)),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_reports",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "monitoring report",
                "ordering": ["project", "number"],
            },
        ),
        migrations.AddField(
            model_name="modalities",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="modalities", to="projects.project"
            ),
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent"),
                            ("awaits_participant", "Waits for the participants’ answer"),
                            ("awaits_tpe", "Waits for the entity’s answer"),
                            ("awaits_government", "Waits for the partner government’s answer"),
                            ("awaits_secretariat", "Waits for JCMA’s answer"),
                            ("answered", "Answered"),
                            ("settled", "Settled without an answer"),
                        ],
                        default="sent",
                        max_length=50,
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "from_role",
                    models.CharField(
                        choices=[
                            ("participant", "The project’s participants"),
                            ("tpe", "The third-party entities of the project"),
                            ("secretariat", "JCM Implementation Agency"),
                            ("government", "Government of the partner country"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_role",
                    models.CharField(
                        choices=[
                            ("participant", "The project’s participants"),
                            ("tpe", "The third-party entities of the project"),
                            ("secretariat", "JCM Implementation Agency"),
                            ("government", "Government of the partner country"),
                        ],
                        max_length=12,
                        verbose_name="to",
                    ),
                ),
                ("topic", models.CharField(max_length=200, verbose_name="subject")),
                ("text", models.TextField(max_length=20000, verbose_name="text")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="answer by")),
                ("at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="projects.letter",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("pin", "PIN annexes"),
                            ("pdd", "Project design document (PDD)"),
                            ("sdip", "Sustainable development implementation plan (SDIP)"),
                            ("figure", "C.2 Figure of sources and monitoring points"),
                            ("monitoring_plan", "Monitoring plan sheet"),
                            ("moc", "Modalities of communication (MoC)"),
                            ("validation_report", "Validation report"),
                            ("allocation", "Credit allocation form"),
                            ("monitoring_report", "Monitoring report sheet"),
                            ("sdir", "Sustainable development implementation report (SDIR)"),
                            ("verification_report", "Verification report"),
                            ("evidence", "Evidence"),
                            ("methodology_sheet", "Methodology spreadsheet"),
                            ("draft_pdd", "Draft PDD"),
                            ("additional", "Additional information"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="common.paper"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Deregistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "In preparation"),
                            ("with_committee", "With the Joint Committee"),
                            ("decided", "Decided: the project is de-registered"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn by JCMA"),
                        ],
                        default="prepared",
                        max_length=50,
                    ),
                ),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("reasons", models.TextField(verbose_name="reasons for the de-registration")),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deregistration",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deregistrations",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "de-registration",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CreditingPeriodRenewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With the Joint Committee"),
                            ("awaiting_validation", "Approved; the revised PDD is to be validated"),
                            ("in_force", "Approved and in force"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed: the project has ended"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="What we submit is true and complete"),
                ),
                (
                    "ndc_considered",
                    models.TextField(
                        blank=True, verbose_name="the partner country’s latest NDC: title, day and relevant targets"
                    ),
                ),
                (
                    "reference_update",
                    models.TextField(blank=True, verbose_name="how reference emissions were updated against that NDC"),
                ),
                (
                    "validity",
                    models.TextField(blank=True, verbose_name="why project and methodology are still eligible"),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="renewals", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "renewal of the crediting period",
                "verbose_name_plural": "renewals of crediting periods",
                "ordering": ["project", "number"],
            },
        ),
        migrations.CreateModel(
            name="CreditingPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "renewal",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="period",
                        to="projects.creditingperiodrenewal",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="crediting_periods",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "crediting period",
                "verbose_name_plural": "crediting periods",
                "ordering": ["project", "number"],
            },
        ),
        migrations.CreateModel(
            name="ProjectDesign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "With JCMA for publication"),
                            ("returned", "Returned for completion"),
                            ("inputs_open", "Open for public inputs"),
                            ("inputs_closed", "Public inputs closed"),
                            ("for_validation", "Revised; with the validating entity"),
                            ("validated", "Validated"),
                            ("not_validated", "Not validated"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("inputs_closed_at", models.DateTimeField(editable=False, null=True)),
                ("validated_on", models.DateField(editable=False, null=True)),
                ("in_force_from", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="A.1 title")),
                (
                    "description",
                    models.TextField(blank=True, verbose_name="A.2 description of the project and its technologies"),
                ),
                ("region", models.CharField(blank=True, max_length=200, verbose_name="A.3 region, state or province")),
                ("city", models.CharField(blank=True, max_length=300, verbose_name="A.3 city, town or site")),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="A.3 latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="A.3 longitude",
                    ),
                ),
                ("operation_starts_on", models.DateField(blank=True, null=True, verbose_name="A.5 start of operation")),
                (
                    "lifetime_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="A.5 expected operational lifetime (years)",
                    ),
                ),
                ("contribution_from_japan", models.TextField(blank=True, verbose_name="A.6 contribution from Japan")),
                ("eligibility", models.TextField(blank=True, verbose_name="B.2 how each eligibility criterion is met")),
                ("emission_sources", models.TextField(blank=True, verbose_name="C.1 sources and gases")),
                (
                    "crediting_period_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="C.3 first day of the crediting period"),
                ),
                (
                    "eia_required",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="D environmental impact assessment is required"
                    ),
                ),
                ("eia_note", models.TextField(blank=True, verbose_name="D result of the assessment")),
                ("consultation", models.TextField(blank=True, verbose_name="E local stakeholder consultation")),
                ("consulted_on", models.DateField(blank=True, null=True, verbose_name="E day of the consultation")),
                ("references", models.TextField(blank=True, verbose_name="F references")),
                ("monitoring_plan", models.TextField(blank=True, verbose_name="summary of the monitoring plan")),
                (
                    "declares_no_double_registration",
                    models.BooleanField(
                        default=False, verbose_name="The project is not registered under another mechanism"
                    ),
                ),
                (
                    "other_mechanism",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No, never"),
                            ("applied", "Applied for, not registered"),
                            ("ended", "It was registered and has left that mechanism"),
                        ],
                        max_length=8,
                        verbose_name="registered or applied for under another mechanism, now or before",
                    ),
                ),
                ("other_mechanism_name", models.CharField(blank=True, max_length=200, verbose_name="which mechanism")),
                (
                    "other_mechanism_reference",
                    models.CharField(blank=True, max_length=200, verbose_name="reference under that mechanism"),
                ),
                (
                    "sdip",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="sustainable development implementation plan"
                    ),
                ),
                ("sdg_contribution", models.TextField(blank=True, verbose_name="contribution to the SDGs")),
                (
                    "change",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designs",
                        to="projects.postregistrationchange",
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.methodology",
                        verbose_name="B.1 approved methodology",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="designs", to="projects.project"
                    ),
                ),
                (
                    "renewal",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designs",
                        to="projects.creditingperiodrenewal",
                    ),
                ),
            ],
            options={
                "verbose_name": "project design document",
                "ordering": ["project", "-version"],
            },
        ),
        migrations.CreateModel(
            name="InputCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open for comments"),
                            ("awaiting_response", "Closed; the participants’ response is awaited"),
                            ("concluded", "Closed"),
                        ],
                        default="open",
                        max_length=50,
                    ),
                ),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("response", models.TextField(blank=True)),
                ("responded_at", models.DateTimeField(editable=False, null=True)),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="input_call",
                        to="projects.methodologyproposal",
                    ),
                ),
                (
                    "design",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="input_call",
                        to="projects.projectdesign",
                    ),
                ),
            ],
            options={
                "verbose_name": "call for public inputs",
                "verbose_name_plural": "calls for public inputs",
                "ordering": ["-opens_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="EstimatedYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("reference_tco2e", models.DecimalField(decimal_places=3, max_digits=16)),
                ("project_tco2e", models.DecimalField(decimal_places=3, max_digits=16)),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="years", to="projects.projectdesign"
                    ),
                ),
            ],
            options={
                "ordering": ["design", "year"],
            },
        ),
        migrations.CreateModel(
            name="ProjectIdeaNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("platform", "Made on this platform"),
                            ("imported", "Imported from published records"),
                            ("example", "Example, not a real record"),
                        ],
                        default="platform",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("source_url", models.TextField(blank=True, editable=False)),
                ("record_status", models.CharField(blank=True, editable=False, max_length=120)),
                ("record_note", models.TextField(blank=True, editable=False)),
                ("imported_values", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With both governments"),
                            ("no_objection", "No objection"),
                            ("objected", "Objected"),
                            ("decided", "Decided; outcome not published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("returned_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("timing_note", models.TextField(blank=True, editable=False)),
                ("sent_to_partner_government_on", models.DateField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("reference", models.CharField(max_length=16, null=True, unique=True)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="contact person")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail of the contact person"),
                ),
                ("location", models.TextField(blank=True, verbose_name="location")),
                ("technology", models.TextField(blank=True, verbose_name="technology")),
                ("scale", models.CharField(blank=True, max_length=200, verbose_name="scale")),
                ("schedule", models.TextField(blank=True, verbose_name="schedule")),
                (
                    "operation_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="planned start of operation"),
                ),
                (
                    "estimated_annual_tco2e",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=16,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal(0), "Give a number that is not below zero."
                            )
                        ],
                        verbose_name="expected reductions a year (t CO2 eq)",
                    ),
                ),
                ("method_idea", models.TextField(blank=True, verbose_name="method, if no approved methodology fits")),
                (
                    "other_revenue",
                    models.BooleanField(blank=True, null=True, verbose_name="Is there revenue other than credits?"),
                ),
                (
                    "irr_without_percent",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="IRR without credits (%)"
                    ),
                ),
                (
                    "irr_with_percent",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="IRR with credits (%)"
                    ),
                ),
                (
                    "payback_without_years",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal(0), "Give a number that is not below zero."
                            )
                        ],
                        verbose_name="payback period without credits (years)",
                    ),
                ),
                (
                    "payback_with_years",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal(0), "Give a number that is not below zero."
                            )
                        ],
                        verbose_name="payback period with credits (years)",
                    ),
                ),
                ("need_for_credits", models.TextField(blank=True, verbose_name="why the project needs credits")),
                (
                    "excels_in_technology",
                    models.BooleanField(default=False, verbose_name="difficulty of the technology"),
                ),
                ("excels_in_scale", models.BooleanField(default=False, verbose_name="scale")),
                ("excels_in_speed", models.BooleanField(default=False, verbose_name="speed of implementation")),
                ("excellence", models.TextField(blank=True, verbose_name="evidence of excellence")),
                (
                    "ndc_contribution",
                    models.TextField(blank=True, verbose_name="contribution to the partner country’s NDC"),
                ),
                ("local_companies", models.TextField(blank=True, verbose_name="local companies that take part")),
                (
                    "no_local_company_reason",
                    models.TextField(blank=True, verbose_name="why no local company takes part"),
                ),
                (
                    "spillover",
                    models.TextField(blank=True, verbose_name="capacity building and technology acquisition"),
                ),
                (
                    "procurement_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="start of equipment procurement"),
                ),
                (
                    "construction_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="start of construction"),
                ),
                (
                    "timing_exemption",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("changed", "Circumstances changed after the start, and credits became necessary (2)"),
                            ("support", "Public financial support towards a JCM application (2)"),
                            ("no_equipment", "No equipment is procured: forestry, agriculture or land use (3)"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="exemption claimed",
                    ),
                ),
                ("timing_explanation", models.TextField(blank=True, verbose_name="explanation of the exemption")),
                (
                    "support_decided_on",
                    models.DateField(blank=True, null=True, verbose_name="day on which support was decided"),
                ),
                (
                    "forestry_guideline",
                    models.CharField(blank=True, max_length=200, verbose_name="forestry guideline followed"),
                ),
                (
                    "forestry_guideline_on",
                    models.DateField(blank=True, null=True, verbose_name="day on which that guideline was approved"),
                ),
                ("japan_role", models.TextField(blank=True, verbose_name="role of Japanese companies or government")),
                (
                    "japan_contribution",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal(0), "Give a number that is not below zero."
                            )
                        ],
                        verbose_name="financial contribution from Japan",
                    ),
                ),
                (
                    "japan_currency",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Give the currency as three capital letters, as JPY or USD."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                (
                    "total_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                Decimal(0), "Give a number that is not below zero."
                            ),
                            django.core.validators.MaxValueValidator(Decimal(9999999999999999)),
                        ],
                        verbose_name="total cost, in the same currency",
                    ),
                ),
                ("finance_sources", models.TextField(blank=True, verbose_name="sources of finance")),
                ("import_key", models.CharField(editable=False, max_length=300, null=True, unique=True)),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_idea_note",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "methodology",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.methodology",
                        verbose_name="methodology",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pins", to="projects.project"
                    ),
                ),
                (
                    "sectoral_scope",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.sectoralscope",
                        verbose_name="sectoral scope",
                    ),
                ),
                (
                    "support_programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.financingprogramme",
                        verbose_name="support programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "project idea note",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("is_focal_point", models.BooleanField(default=False)),
                ("since", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_participations",
                        to="partners.organisation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "project participant",
                "ordering": ["project", "-is_focal_point", "side", "organisation__name"],
            },
        ),
        migrations.CreateModel(
            name="ProjectWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With the Joint Committee"),
                            ("awaiting_validation", "Approved; the revised PDD is to be validated"),
                            ("in_force", "Approved and in force"),
                            ("not_approved", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed: the project has ended"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="What we submit is true and complete"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason for the withdrawal")),
                (
                    "all_agree",
                    models.BooleanField(default=False, verbose_name="All participants agree to the withdrawal"),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="projects.project"
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal of the project",
                "verbose_name_plural": "withdrawals of projects",
                "ordering": ["project", "number"],
            },
        ),
        migrations.CreateModel(
            name="PublicInput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received; JCMA checks it"),
                            ("published", "Published"),
                            ("withheld", "Not published"),
                        ],
                        default="received",
                        max_length=50,
                    ),
                ),
                ("received_at", models.DateTimeField(editable=False)),
                ("judged_at", models.DateTimeField(editable=False, null=True)),
                ("withheld_because", models.TextField(blank=True, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="your name")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("text", models.TextField(max_length=10000, verbose_name="your comment")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inputs", to="projects.inputcall"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "public input",
                "ordering": ["call", "received_at"],
            },
        ),
        migrations.CreateModel(
            name="ReferenceAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("in_assessment", "Under assessment"),
                            ("with_committee", "Before the Joint Committee"),
                            ("positive", "Consistent with the NDC"),
                            ("negative", "Not consistent with the NDC"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("assessed_on", models.DateField(editable=False, null=True)),
                ("conclusion", models.TextField(blank=True, editable=False)),
                ("ndc_title", models.CharField(blank=True, max_length=300, verbose_name="NDC taken into account")),
                ("ndc_version", models.CharField(blank=True, max_length=120, verbose_name="version of the NDC")),
                (
                    "ndc_communicated_on",
                    models.DateField(blank=True, null=True, verbose_name="day on which the NDC was communicated"),
                ),
                (
                    "explanation",
                    models.TextField(blank=True, verbose_name="how the reference level takes the NDC into account"),
                ),
                (
                    "below_business_as_usual",
                    models.TextField(blank=True, verbose_name="how far it lies below business as usual"),
                ),
                ("evidence", models.TextField(blank=True, verbose_name="evidence and its sources")),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reference_assessment",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reference_assessments",
                        to="projects.projectdesign",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment of reference emissions",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fee_reference",
                    models.CharField(
                        blank=True, editable=False, max_length=120, verbose_name="reference of the payment"
                    ),
                ),
                ("fee_paid_on", models.DateField(editable=False, null=True, verbose_name="day of the payment")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With the Joint Committee"),
                            ("registered", "Registered"),
                            ("not_registered", "Not registered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("project_reference", models.CharField(blank=True, editable=False, max_length=12)),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("note", models.TextField(blank=True, verbose_name="note to the Joint Committee")),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="What we submit is true and complete"),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_request",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.projectdesign"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_requests",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration request",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DoubleJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("other", "Another project"), ("same", "The same project")], max_length=8
                    ),
                ),
                ("explanation", models.TextField(max_length=4000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="double_judgements",
                        to="projects.registrationrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "judgement of a similar project",
                "ordering": ["request", "candidate"],
            },
        ),
        migrations.CreateModel(
            name="AllocationProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, verbose_name="how the shares follow from the contributions")),
                ("agreed_on", models.DateField(editable=False, null=True)),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation",
                        to="projects.registrationrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "allocation proposal",
            },
        ),
        migrations.CreateModel(
            name="ReportedYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("reference_tco2e", models.DecimalField(decimal_places=3, max_digits=16)),
                ("project_tco2e", models.DecimalField(decimal_places=3, max_digits=16)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="projects.monitoringreport",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "year"],
            },
        ),
        migrations.CreateModel(
            name="SustainabilityReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "With the authority of the partner country"),
                            ("questioned", "The authority asks; the participants answer"),
                            ("accepted", "Accepted by the authority"),
                            ("closed", "Closed: the paper was withdrawn or failed"),
                        ],
                        default="waiting",
                        max_length=50,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False)),
                ("question", models.TextField(blank=True, editable=False)),
                ("answer_text", models.TextField(blank=True, editable=False)),
                ("conclusion", models.TextField(blank=True, editable=False)),
                ("accepted_on", models.DateField(editable=False, null=True)),
                (
                    "design",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sustainability_reviews",
                        to="projects.projectdesign",
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sustainability_reviews",
                        to="projects.project",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sustainability_reviews",
                        to="projects.monitoringreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "review of sustainable development",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Validation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "Asked; the entity has not accepted yet"),
                            ("in_progress", "In progress"),
                            ("positive", "Positive opinion"),
                            ("negative", "Negative opinion"),
                            ("declined", "Declined"),
                            ("closed", "Closed: the project has ended"),
                            ("released", "Ended; another entity is asked"),
                        ],
                        default="assigned",
                        max_length=50,
                    ),
                ),
                ("assigned_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("concluded_at", models.DateTimeField(editable=False, null=True)),
                ("decline_note", models.TextField(blank=True, editable=False)),
                ("impartiality_declared_at", models.DateTimeField(editable=False, null=True)),
                ("lost_on", models.DateField(editable=False, null=True)),
                ("team", models.TextField(blank=True, verbose_name="team and roles")),
                ("means", models.TextField(blank=True, verbose_name="means of assessment")),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="day of the visit to the site")),
                (
                    "public_inputs_considered",
                    models.TextField(blank=True, verbose_name="how public inputs were considered"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("interviewees", models.TextField(blank=True, verbose_name="interviewees")),
                ("documents_reviewed", models.TextField(blank=True, verbose_name="documents reviewed")),
                ("topics", models.JSONField(default=dict, verbose_name="topics")),
                ("conclusion", models.TextField(blank=True, verbose_name="conclusion")),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="validations",
                        to="projects.projectdesign",
                    ),
                ),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.designation"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "tpe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "validation",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="registrationrequest",
            name="validation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.validation"
            ),
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "Asked; the entity has not accepted yet"),
                            ("in_progress", "In progress"),
                            ("positive", "Positive opinion"),
                            ("negative", "Negative opinion"),
                            ("declined", "Declined"),
                            ("closed", "Closed: the project has ended"),
                            ("released", "Ended; another entity is asked"),
                        ],
                        default="assigned",
                        max_length=50,
                    ),
                ),
                ("assigned_at", models.DateTimeField(editable=False, null=True)),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("concluded_at", models.DateTimeField(editable=False, null=True)),
                ("decline_note", models.TextField(blank=True, editable=False)),
                ("impartiality_declared_at", models.DateTimeField(editable=False, null=True)),
                ("lost_on", models.DateField(editable=False, null=True)),
                ("team", models.TextField(blank=True, verbose_name="team and roles")),
                ("means", models.TextField(blank=True, verbose_name="means of assessment")),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="day of the visit to the site")),
                (
                    "public_inputs_considered",
                    models.TextField(blank=True, verbose_name="how public inputs were considered"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("interviewees", models.TextField(blank=True, verbose_name="interviewees")),
                ("documents_reviewed", models.TextField(blank=True, verbose_name="documents reviewed")),
                ("topics", models.JSONField(default=dict, verbose_name="topics")),
                ("conclusion", models.TextField(blank=True, verbose_name="conclusion")),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.designation"
                    ),
                ),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="projects.monitoringreport",
                    ),
                ),
                (
                    "tpe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "verification",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead auditor"),
                            ("auditor", "Auditor"),
                            ("expert", "Technical expert"),
                            ("reviewer", "Technical reviewer"),
                        ],
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("no_consultancy", models.BooleanField(default=False)),
                ("no_ownership", models.BooleanField(default=False)),
                ("no_involvement", models.BooleanField(default=False)),
                ("declared_at", models.DateTimeField(null=True)),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "validation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="projects.validation",
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="projects.verification",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "Raised; the participants answer"),
                            ("answered", "Answered; the entity judges"),
                            ("closed", "Closed"),
                            ("carried", "For the next verification"),
                        ],
                        default="raised",
                        max_length=50,
                    ),
                ),
                ("raised_at", models.DateTimeField(editable=False)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CAR", "Corrective action request"),
                            ("CL", "Clarification request"),
                            ("FAR", "Forward action request"),
                        ],
                        max_length=3,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                (
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
                    ),
                ),
                (
                    "validation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="projects.validation",
                    ),
                ),
                (
                    "carried_to",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_findings",
                        to="projects.verification",
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="projects.verification",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="VerifiedAmount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                (
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amounts", to="projects.verification"
                    ),
                ),
            ],
            options={
                "ordering": ["verification", "year"],
            },
        ),
        migrations.CreateModel(
            name="AllocationShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=7,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal(0)),
                            django.core.validators.MaxValueValidator(Decimal(100)),
                        ],
                        verbose_name="percentage",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="projects.allocationproposal",
                    ),
                ),
            ],
            options={
                "ordering": ["proposal", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "organisation"), name="allocation_share_once"),
                    models.CheckConstraint(
                        condition=models.Q(("percentage__gte", 0), ("percentage__lte", 100)),
                        name="allocation_percentage_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "complete_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="projects.document"
                    ),
                ),
                (
                    "public_file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["document", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="document_version_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="document_version_from_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=20000, verbose_name="text")),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("files", models.ManyToManyField(blank=True, related_name="+", to="common.storedfile")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="projects.finding"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["finding", "at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="finding_message_has_text"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="methodology",
            index=models.Index(fields=["country", "status"], name="methodologies_of_country"),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["proposed", "proposed_revision", "approved", "replaced", "not_approved", "withdrawn"],
                    )
                ),
                name="methodology_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", ""), ("reference__regex", "^[A-Z]{2}_AM[0-9]{3}$"), _connector="OR"),
                name="methodology_reference_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("reference", "version"),
                name="methodology_version_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "approved"), _negated=True),
                    ("origin", "imported"),
                    models.Q(models.Q(("reference", ""), _negated=True), ("approved_on__isnull", False)),
                    _connector="OR",
                ),
                name="approved_methodology_has_reference_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until", None), ("status", "replaced"), _connector="OR"),
                name="methodology_ends_when_replaced",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_on", None),
                    ("valid_until", None),
                    ("valid_until__gte", models.F("approved_on")),
                    _connector="OR",
                ),
                name="methodology_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="methodologyproposal",
            index=models.Index(fields=["country", "state"], name="proposals_of_country"),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "inputs_open",
                            "considered",
                            "with_committee",
                            "to_revise",
                            "revised",
                            "approved",
                            "not_approved",
                            "withdrawn",
                        ],
                    )
                ),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "new"), ("revises", None)),
                    models.Q(("kind", "revision"), ("revises__isnull", False)),
                    _connector="OR",
                ),
                name="proposal_revision_names_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", None), ("reference__regex", "^[A-Z]{2}_PM[0-9]{3}$"), _connector="OR"),
                name="proposal_reference_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="proposal_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "inputs_open",
                                "considered",
                                "with_committee",
                                "to_revise",
                                "revised",
                                "approved",
                                "not_approved",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("methodology__isnull", False), ("published_at__isnull", False), ("reference__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="published_proposal_has_reference_and_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["considered", "with_committee"]), _negated=True),
                    ("consideration_due_on__isnull", False),
                    _connector="OR",
                ),
                name="considered_proposal_has_due_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["with_committee", "to_revise", "revised", "approved", "not_approved"]),
                        _negated=True,
                    ),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="proposal_before_committee_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["to_revise", "revised", "approved", "not_approved"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="decided_proposal_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["to_revise", "revised"]), _negated=True),
                    models.Q(("required_revisions", ""), _negated=True),
                    _connector="OR",
                ),
                name="proposal_to_revise_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extended_at", None), models.Q(("extension_reason", ""), _negated=True), _connector="OR"
                ),
                name="extended_proposal_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="methodologyproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "not_approved", "withdrawn"]), _negated=True),
                    ("revises__isnull", False),
                ),
                fields=("revises",),
                name="proposal_one_revision_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalitiesentity",
            constraint=models.UniqueConstraint(fields=("modalities", "organisation"), name="modalities_entity_once"),
        ),
        migrations.AddConstraint(
            model_name="modalitiesentity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_focal_point", True)), fields=("modalities",), name="modalities_one_focal_point"
            ),
        ),
        migrations.AddConstraint(
            model_name="modalitiesentity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_focal_point", False), models.Q(("has_ceased", False), ("leaves", False)), _connector="OR"
                ),
                name="modalities_focal_point_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalitiesentity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None), ("confirmed_sha256", "")),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        models.Q(("confirmed_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="modalities_confirmation_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.UniqueConstraint(fields=("paper", "number"), name="paper_version_once"),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="paper_version_from_one"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["country", "state"], name="projects_of_country"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "planned", "registered", "withdrawn", "deregistered"])),
                name="project_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("reference", None), ("reference__regex", "^[A-Z]{2}[0-9]{3}$"), _connector="OR"),
                name="project_reference_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin", "imported"), ("rulebook__isnull", False), _connector="OR"),
                name="project_has_rulebook",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "registered"), _negated=True),
                    ("origin", "imported"),
                    models.Q(("reference__isnull", False), ("registered_on__isnull", False)),
                    _connector="OR",
                ),
                name="registered_project_has_reference_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    ("origin", "imported"),
                    ("withdrawn_on__isnull", False),
                    _connector="OR",
                ),
                name="withdrawn_project_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "deregistered"), _negated=True),
                    models.Q(("deregistered_on__isnull", False), ("reference__isnull", False)),
                    _connector="OR",
                ),
                name="deregistered_project_has_day",
            ),
        ),
        migrations.AddIndex(
            model_name="postregistrationchange",
            index=models.Index(fields=["project", "state"], name="changes_of_project"),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "draft",
                            "submitted",
                            "returned",
                            "with_committee",
                            "awaiting_validation",
                            "in_force",
                            "not_approved",
                            "withdrawn",
                            "closed",
                        ),
                    )
                ),
                name="change_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="change_number_once"),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn", "closed"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="change_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_committee"), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="change_forwarded_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["awaiting_validation", "in_force", "not_approved"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="change_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", ""),
                    (
                        "kind__in",
                        ["deviation", "design", "monitoring_plan", "methodology", "crediting_start", "correction"],
                    ),
                    _connector="OR",
                ),
                name="change_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "returned", "withdrawn", "closed"]),
                    ("ends_on", None),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="change_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="postregistrationchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_force"), _negated=True), ("in_force_from__isnull", False), _connector="OR"
                ),
                name="change_in_force_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "in_verification", "verified", "not_verified", "withdrawn"])
                ),
                name="monitoring_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="monitoring_number_once"),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_ends_on__gte", models.F("period_starts_on"))),
                name="monitoring_period_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ["not_verified", "withdrawn"]), _negated=True),
                expressions=[
                    ("project", "="),
                    (
                        models.Func(
                            models.F("period_starts_on"),
                            models.F("period_ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="monitoring_periods_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("operating_status", ""),
                    ("operating_status__in", ["running", "partly", "stopped"]),
                    _connector="OR",
                ),
                name="monitoring_operation_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    ("origin", "imported"),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="monitoring_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="monitoringreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "verified"), _negated=True),
                    ("origin", "imported"),
                    ("verified_on__isnull", False),
                    _connector="OR",
                ),
                name="monitoring_verified_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "confirming", "submitted", "returned", "in_force", "superseded", "withdrawn"],
                    )
                ),
                name="modalities_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__in", ["complete", "join", "identity", "leave", "details"])),
                name="modalities_case_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", None), ("case", "complete")),
                    models.Q(models.Q(("case", "complete"), _negated=True), ("about__isnull", False)),
                    _connector="OR",
                ),
                name="modalities_change_is_about_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.UniqueConstraint(fields=("project", "version"), name="modalities_version_once"),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")), fields=("project",), name="modalities_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "returned", "confirming", "submitted"))),
                fields=("project",),
                name="modalities_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["submitted", "in_force", "superseded"]), _negated=True),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="modalities_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in_force", "superseded"]), _negated=True),
                    ("in_force_from__isnull", False),
                    _connector="OR",
                ),
                name="modalities_in_force_since_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="modalities",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("state", "superseded"), _negated=True), ("in_force_until", None)),
                    models.Q(("in_force_until__gte", models.F("in_force_from")), ("state", "superseded")),
                    _connector="OR",
                ),
                name="modalities_superseded_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "sent",
                            "awaits_participant",
                            "awaits_tpe",
                            "awaits_government",
                            "awaits_secretariat",
                            "answered",
                            "settled",
                        ],
                    )
                ),
                name="letter_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_role", models.F("to_role")), _negated=True),
                    models.Q(("from_role", "secretariat"), ("to_role", "secretariat"), _connector="OR"),
                ),
                name="letter_is_to_or_from_jcma",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("topic", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="letter_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__startswith", "awaits"), _negated=True),
                    ("answer_by__isnull", False),
                    _connector="OR",
                ),
                name="awaited_answer_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slot__in",
                        [
                            "pin",
                            "pdd",
                            "sdip",
                            "figure",
                            "monitoring_plan",
                            "moc",
                            "validation_report",
                            "allocation",
                            "monitoring_report",
                            "sdir",
                            "verification_report",
                            "evidence",
                            "methodology_sheet",
                            "draft_pdd",
                            "additional",
                        ],
                    )
                ),
                name="document_slot_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(fields=("paper", "slot"), name="document_slot_once"),
        ),
        migrations.AddConstraint(
            model_name="deregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["prepared", "with_committee", "decided", "not_approved", "withdrawn"])
                ),
                name="deregistration_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="deregistration_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="deregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "prepared"), ("decision_item__isnull", False), _connector="OR"),
                name="deregistration_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="deregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["decided", "not_approved"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="deregistration_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="deregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["prepared", "with_committee"])),
                fields=("project",),
                name="deregistration_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "draft",
                            "submitted",
                            "returned",
                            "with_committee",
                            "in_force",
                            "not_approved",
                            "withdrawn",
                            "closed",
                        ),
                    )
                ),
                name="renewal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="renewal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn", "closed"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="renewal_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_committee"), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="renewal_forwarded_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in_force", "not_approved"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="renewal_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiodrenewal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned", "with_committee"])),
                fields=("project",),
                name="renewal_one_open_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiod",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="crediting_period_number_once"),
        ),
        migrations.AddConstraint(
            model_name="creditingperiod",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="crediting_period_from_one"),
        ),
        migrations.AddConstraint(
            model_name="creditingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="crediting_period_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), ("renewal__isnull", False), _connector="OR"),
                name="further_crediting_period_has_renewal",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditingperiod",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("project", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="crediting_periods_do_not_overlap",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "inputs_open",
                            "inputs_closed",
                            "for_validation",
                            "validated",
                            "not_validated",
                            "withdrawn",
                        ],
                    )
                ),
                name="design_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.UniqueConstraint(fields=("project", "version"), name="design_version_once"),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["not_validated", "withdrawn"]), _negated=True),
                    ("change", None),
                    ("renewal", None),
                ),
                fields=("project",),
                name="design_one_registered",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "returned", "submitted", "inputs_open", "inputs_closed", "for_validation"))
                ),
                fields=("project",),
                name="design_one_in_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(("change", None), ("renewal", None), _connector="OR"),
                name="design_revises_for_one_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_force_from", None), ("state", "validated"), _connector="OR"),
                name="design_in_force_is_validated",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    ("origin", "imported"),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="design_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("inputs_open", "inputs_closed", "validated", "not_validated")), _negated=True
                    ),
                    ("origin", "imported"),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="design_published_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "validated"), _negated=True),
                    ("origin", "imported"),
                    ("validated_on__isnull", False),
                    _connector="OR",
                ),
                name="design_validated_has_day",
            ),
        ),
        migrations.AddIndex(
            model_name="inputcall",
            index=models.Index(fields=["state", "closes_on"], name="calls_by_close"),
        ),
        migrations.AddConstraint(
            model_name="inputcall",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "awaiting_response", "concluded"])), name="call_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="inputcall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("design", None), ("proposal__isnull", False)),
                    models.Q(("design__isnull", False), ("proposal", None)),
                    _connector="OR",
                ),
                name="call_has_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="inputcall",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="call_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="inputcall",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("closed_at__isnull", False), _connector="OR"),
                name="closed_call_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="estimatedyear",
            constraint=models.UniqueConstraint(fields=("design", "year"), name="estimated_year_once"),
        ),
        migrations.AddConstraint(
            model_name="estimatedyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("project_tco2e__gte", 0), ("reference_tco2e__gte", 0)),
                name="estimated_emissions_not_negative",
            ),
        ),
        migrations.AddIndex(
            model_name="projectideanote",
            index=models.Index(fields=["project", "state"], name="pins_of_project"),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "with_committee",
                            "no_objection",
                            "objected",
                            "decided",
                            "withdrawn",
                        ],
                    )
                ),
                name="pin_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference", None), ("reference__regex", "^[A-Z]{2}_PIN[0-9]{3}$"), _connector="OR"
                ),
                name="pin_reference_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]),
                    ("origin", "imported"),
                    ("submitted_at__isnull", False),
                    _connector="OR",
                ),
                name="pin_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "no_objection", "objected"]), _negated=True),
                    ("origin", "imported"),
                    models.Q(
                        ("decision_item__isnull", False),
                        ("reference__isnull", False),
                        ("sent_to_partner_government_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="pin_sent_has_reference_day_and_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["no_objection", "objected"]), _negated=True),
                    ("origin", "imported"),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="pin_answered_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "decided"), _negated=True), ("origin", "imported"), _connector="OR"
                ),
                name="pin_unstated_is_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectparticipant",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="project_participant_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("project", "organisation"),
                name="project_participant_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("is_focal_point", True)),
                fields=("project",),
                name="project_one_focal_point",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            "draft",
                            "submitted",
                            "returned",
                            "with_committee",
                            "in_force",
                            "not_approved",
                            "withdrawn",
                            "closed",
                        ),
                    )
                ),
                name="withdrawal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.UniqueConstraint(fields=("project", "number"), name="withdrawal_number_once"),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn", "closed"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="withdrawal_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_committee"), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="withdrawal_forwarded_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in_force", "not_approved"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="withdrawal_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectwithdrawal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned", "with_committee"])),
                fields=("project",),
                name="withdrawal_one_open_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicinput",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "published", "withheld"])),
                name="public_input_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicinput",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="public_input_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicinput",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withheld"), _negated=True),
                    models.Q(("withheld_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="withheld_input_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="referenceassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "in_assessment",
                            "with_committee",
                            "positive",
                            "negative",
                            "withdrawn",
                        ],
                    )
                ),
                name="reference_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="referenceassessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["negative", "withdrawn"]), _negated=True),
                fields=("design",),
                name="reference_one_alive",
            ),
        ),
        migrations.AddConstraint(
            model_name="referenceassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["positive", "negative"]), _negated=True),
                    models.Q(("assessed_on__isnull", False), models.Q(("conclusion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assessed_reference_has_day_and_conclusion",
            ),
        ),
        migrations.AddConstraint(
            model_name="referenceassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "with_committee"), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="reference_before_committee_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="doublejudgement",
            constraint=models.UniqueConstraint(fields=("request", "candidate"), name="double_judged_once"),
        ),
        migrations.AddConstraint(
            model_name="doublejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["other", "same"])), name="double_verdict_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="doublejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation", ""), _negated=True), name="double_judgement_explained"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedyear",
            constraint=models.UniqueConstraint(fields=("report", "year"), name="reported_year_once"),
        ),
        migrations.AddConstraint(
            model_name="reportedyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("project_tco2e__gte", 0), ("reference_tco2e__gte", 0)),
                name="reported_emissions_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="sustainabilityreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "questioned", "accepted", "closed"])),
                name="sustainability_review_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sustainabilityreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("design", None), ("report__isnull", False)),
                    models.Q(("design__isnull", False), ("report", None)),
                    _connector="OR",
                ),
                name="sustainability_review_of_one_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="sustainabilityreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(("accepted_on__isnull", False), models.Q(("conclusion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="accepted_review_has_day_and_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="sustainabilityreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "questioned"))),
                fields=("design", "report"),
                name="one_open_sustainability_review",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["assigned", "in_progress", "positive", "negative", "declined", "closed", "released"])
                ),
                name="validation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("declined", "released")), _negated=True),
                fields=("design",),
                name="validation_one_at_work_a_design",
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["positive", "negative"]), _negated=True),
                    ("impartiality_declared_at__isnull", False),
                    _connector="OR",
                ),
                name="validation_opinion_is_impartial",
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["positive", "negative"]), _negated=True),
                    models.Q(("concluded_at__isnull", False), models.Q(("conclusion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="validation_concluded_has_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "with_committee",
                            "registered",
                            "not_registered",
                            "withdrawn",
                        ],
                    )
                ),
                name="registration_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["not_registered", "withdrawn"]), _negated=True),
                fields=("project",),
                name="registration_one_open_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project_reference", ""), _negated=True),
                fields=("project_reference",),
                name="registration_reference_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="registration_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "registered", "not_registered"]), _negated=True),
                    models.Q(("decision_item__isnull", False), models.Q(("project_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="registration_forwarded_has_decision_and_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["registered", "not_registered"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="registration_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fee_paid_on", None), ("fee_reference", "")),
                    models.Q(("fee_paid_on__isnull", False), models.Q(("fee_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="registration_fee_has_day_and_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["assigned", "in_progress", "positive", "negative", "declined", "closed", "released"])
                ),
                name="verification_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("declined", "released")), _negated=True),
                fields=("report",),
                name="verification_one_at_work_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["positive", "negative"]), _negated=True),
                    ("impartiality_declared_at__isnull", False),
                    _connector="OR",
                ),
                name="verification_opinion_is_impartial",
            ),
        ),
        migrations.AddConstraint(
            model_name="verification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["positive", "negative"]), _negated=True),
                    models.Q(("concluded_at__isnull", False), models.Q(("conclusion", ""), _negated=True)),
                    _connector="OR",
                ),
                name="verification_concluded_has_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["lead", "auditor", "expert", "reviewer"])), name="team_role_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("validation__isnull", True), ("verification__isnull", False)),
                    models.Q(("validation__isnull", False), ("verification__isnull", True)),
                    _connector="OR",
                ),
                name="team_member_of_one_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declared_at", None), ("declared_by", None)),
                    models.Q(
                        ("declared_at__isnull", False),
                        ("declared_by__isnull", False),
                        ("no_consultancy", True),
                        ("no_involvement", True),
                        ("no_ownership", True),
                    ),
                    _connector="OR",
                ),
                name="declaration_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "lead")),
                fields=("validation", "verification"),
                name="one_lead_a_team",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["raised", "answered", "closed", "carried"])),
                name="finding_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["CAR", "CL", "FAR"])), name="finding_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("validation__isnull", True), ("verification__isnull", False)),
                    models.Q(("validation__isnull", False), ("verification__isnull", True)),
                    _connector="OR",
                ),
                name="finding_of_one_assessment",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("validation", "verification", "kind", "number"),
                name="finding_number_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"
                ),
                name="closed_finding_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="verifiedamount",
            constraint=models.UniqueConstraint(fields=("verification", "year"), name="verified_year_once"),
        ),
    ]
