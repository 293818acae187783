"""Issuance, authorisation, use, certificates, published history, and the view that lists both."""

from pathlib import Path

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("credits", "0001_start"),
        ("credits", "0002_contained_by_key"),
        ("credits", "0003_public_issuance"),
        ("credits", "0004_published_transfers"),
    ]

    dependencies = [
        ("partners", "0001_schema"),
        ("projects", "0001_schema"),
        ("registry", "0002_schema"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicIssuance",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("reference", models.TextField()),
                ("title", models.TextField()),
                ("period_starts_on", models.DateField(null=True)),
                ("period_ends_on", models.DateField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("japan_issued_on", models.DateField(null=True)),
                ("partner_issued_on", models.DateField(null=True)),
                ("total_tco2e", models.BigIntegerField(null=True)),
                ("japan_tco2e", models.BigIntegerField(null=True)),
                ("partner_tco2e", models.BigIntegerField(null=True)),
                ("known_tco2e", models.BigIntegerField()),
                ("counts", models.BooleanField()),
                ("origin", models.TextField()),
                ("record_status", models.TextField()),
                ("source_url", models.TextField()),
                ("url", models.TextField()),
            ],
            options={
                "db_table": "credits_public_issuance",
                "ordering": [models.OrderBy(models.F("decided_on"), descending=True, nulls_last=True), "-id"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Authorisation",
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
                ("reference", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                (
                    "uses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("ndc", "Towards a nationally determined contribution"),
                                ("imp", "International mitigation purposes other than an NDC"),
                                ("op", "Other purposes"),
                            ],
                            max_length=4,
                        )
                    ),
                ),
                (
                    "first_transfer",
                    models.CharField(
                        choices=[
                            ("na", "Not applicable"),
                            ("authorisation", "Authorisation"),
                            ("issuance", "Issuance"),
                            ("use", "Use or cancellation"),
                        ],
                        default="na",
                        max_length=14,
                    ),
                ),
                ("authorised_on", models.DateField()),
                ("terms", models.TextField(blank=True)),
                ("is_current", models.BooleanField(default=True, editable=False)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorisations",
                        to="partners.partnercountry",
                    ),
                ),
            ],
            options={
                "verbose_name": "authorisation",
                "ordering": ["-authorised_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["japan", "partner"])), name="authorisation_side_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("uses__len__gt", 0)), name="authorisation_has_use"),
                    models.CheckConstraint(
                        condition=models.Q(("uses__contained_by", ["ndc", "imp", "op"])),
                        name="authorisation_uses_known",
                    ),
                    models.UniqueConstraint(fields=("reference", "version"), name="authorisation_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("reference",),
                        name="authorisation_one_current",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuthorisedRange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("is_current", models.BooleanField(default=True, editable=False)),
                (
                    "authorisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ranges", to="credits.authorisation"
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorised", to="registry.lot"
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "units"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__isempty", False)), name="authorised_range_has_units"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("is_current", True)),
                        expressions=[("side", "="), ("lot", "="), ("units", "&&")],
                        name="unit_authorised_once_a_party",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FinalUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[("retirement", "Retirement"), ("cancellation", "Cancellation")], max_length=12
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("gx_ets", "GX-ETS compliance"),
                            ("shk", "SHK report (mandatory greenhouse gas accounting)"),
                            ("ndc", "Contribution to Japan’s NDC"),
                            ("voluntary", "Voluntary claim"),
                            ("overall_mitigation", "Overall mitigation in global emissions"),
                            ("oimp", "Other international mitigation purposes"),
                            ("other", "Other purpose"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="year")),
                ("beneficiary", models.CharField(max_length=300, verbose_name="beneficiary")),
                ("statement", models.TextField(blank=True, max_length=1000, verbose_name="statement")),
                ("registry", models.CharField(max_length=2)),
                ("is_example", models.BooleanField(default=False, editable=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="final_use",
                        to="registry.transactionrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "final use",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("act__in", ["retirement", "cancellation"])), name="final_use_act_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ["gx_ets", "shk", "ndc", "voluntary", "overall_mitigation", "oimp", "other"],
                            )
                        ),
                        name="final_use_purpose_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("beneficiary", ""), _negated=True), name="final_use_has_beneficiary"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "retirement"), ("purpose__in", ["gx_ets", "shk", "ndc"])),
                            models.Q(
                                ("act", "cancellation"),
                                ("purpose__in", ["voluntary", "overall_mitigation", "oimp", "other"]),
                            ),
                            _connector="OR",
                        ),
                        name="final_use_act_fits_purpose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuanceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("complete", "Complete"),
                            ("with_committee", "With the Joint Committee"),
                            ("approved", "Approved; both registries issue"),
                            ("not_approved", "Not approved"),
                            ("issued", "Issued"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("return_note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("completed_at", models.DateTimeField(editable=False, null=True)),
                ("forwarded_at", models.DateTimeField(editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("issued_at", models.DateTimeField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("note", models.TextField(blank=True, verbose_name="note to the Joint Committee")),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="What we submit is true and complete"),
                ),
                (
                    "allocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.allocationproposal"
                    ),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance_request",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance_requests",
                        to="projects.project",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance_requests",
                        to="projects.monitoringreport",
                    ),
                ),
                (
                    "verification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.verification"
                    ),
                ),
            ],
            options={
                "verbose_name": "issuance request",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "with_committee",
                                    "approved",
                                    "not_approved",
                                    "issued",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="issuance_request_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("not_approved", "withdrawn")), _negated=True),
                        fields=("report",),
                        name="issuance_request_one_a_report",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("project", "number"),
                        name="issuance_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", None), models.Q(("number__gte", 1), ("number__lte", 99)), _connector="OR"
                        ),
                        name="issuance_number_two_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="issuance_request_submitted_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["with_committee", "approved", "not_approved", "issued"]), _negated=True
                            ),
                            models.Q(("decision_item__isnull", False), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="issuance_request_forwarded_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "not_approved", "issued"]), _negated=True),
                            ("decided_on__isnull", False),
                            _connector="OR",
                        ),
                        name="issuance_request_decided_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True), ("issued_at__isnull", False), _connector="OR"
                        ),
                        name="issuance_request_issued_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issuance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("notified", "Notified; the registry issues"), ("issued", "Issued")],
                        default="notified",
                        max_length=50,
                    ),
                ),
                ("notified_on", models.DateField(editable=False, null=True)),
                ("issued_at", models.DateTimeField(editable=False, null=True)),
                ("issued_tco2e", models.PositiveBigIntegerField(editable=False, null=True)),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("registry", models.CharField(max_length=2)),
                ("notified_tco2e", models.PositiveBigIntegerField()),
                (
                    "transaction",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuance",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issuances",
                        to="credits.issuancerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "issuance",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["notified", "issued"])), name="issuance_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["japan", "partner"])), name="issuance_side_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notified_tco2e__gt", 0)), name="issuance_notifies_tonnes"
                    ),
                    models.UniqueConstraint(fields=("request", "side"), name="issuance_one_a_side"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            models.Q(
                                ("issued_at__isnull", False),
                                ("issued_tco2e", models.F("notified_tco2e")),
                                ("transaction__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="issuance_issued_as_notified",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AllocatedAmount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("vintage", models.PositiveSmallIntegerField()),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amounts",
                        to="credits.issuancerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["request", "vintage", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "organisation", "vintage"), name="allocated_amount_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["japan", "partner"])), name="allocated_amount_side_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedLot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vintage", models.PositiveSmallIntegerField()),
                ("first_unit", models.PositiveBigIntegerField()),
                ("last_unit", models.PositiveBigIntegerField()),
                ("serial", models.CharField(max_length=60)),
                (
                    "issuance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="credits.issuance"
                    ),
                ),
                (
                    "lot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issued", to="registry.lot"
                    ),
                ),
            ],
            options={
                "ordering": ["issuance", "vintage"],
                "constraints": [
                    models.UniqueConstraint(fields=("issuance", "vintage"), name="issued_lot_one_a_vintage"),
                    models.CheckConstraint(
                        condition=models.Q(("last_unit__gte", models.F("first_unit"))), name="issued_lot_has_units"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedIssuance",
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
                ("import_key", models.CharField(editable=False, max_length=60, unique=True)),
                ("project_refs", models.CharField(blank=True, max_length=300)),
                ("scope", models.CharField(blank=True, max_length=120)),
                ("monitoring_starts_on", models.DateField(null=True)),
                ("monitoring_ends_on", models.DateField(null=True)),
                ("total_tco2e", models.PositiveBigIntegerField(null=True)),
                ("japan_tco2e", models.PositiveBigIntegerField(null=True)),
                ("government_of_japan_tco2e", models.PositiveBigIntegerField(null=True)),
                ("japanese_participants_tco2e", models.PositiveBigIntegerField(null=True)),
                ("partner_tco2e", models.PositiveBigIntegerField(null=True)),
                ("partner_government_tco2e", models.PositiveBigIntegerField(null=True)),
                ("partner_participants_tco2e", models.PositiveBigIntegerField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("announced_on", models.DateField(null=True)),
                ("serial", models.CharField(blank=True, max_length=60)),
                ("is_article6", models.BooleanField(default=False)),
                ("contained_in", models.CharField(blank=True, editable=False, max_length=60)),
                ("number", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("posted_tco2e", models.PositiveBigIntegerField(default=0, editable=False)),
                ("posted_japan_tco2e", models.PositiveBigIntegerField(default=0, editable=False)),
                ("posted_partner_tco2e", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_issuances",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "projects",
                    models.ManyToManyField(blank=True, related_name="published_issuances", to="projects.project"),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="credits.issuance",
                    ),
                ),
                (
                    "transaction",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.booktransaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "published issuance",
                "ordering": ["country__order", "import_key"],
                "indexes": [models.Index(fields=["country"], name="published_of_country")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contained_in", ""), ("posted_tco2e", 0), _connector="OR"),
                        name="contained_issuance_not_posted_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("posted_tco2e", 0), ("transaction__isnull", False), _connector="OR"),
                        name="posted_record_has_transaction",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedTransfer",
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
                ("import_key", models.CharField(editable=False, max_length=60, unique=True)),
                ("acquirer", models.CharField(max_length=200)),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("vintage", models.PositiveSmallIntegerField(null=True)),
                ("decided_on", models.DateField(null=True)),
                ("transferred_on", models.DateField(null=True)),
                ("serial", models.CharField(blank=True, max_length=60)),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_transfers",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "projects",
                    models.ManyToManyField(blank=True, related_name="published_transfers", to="projects.project"),
                ),
            ],
            options={
                "verbose_name": "published transfer",
                "ordering": ["-transferred_on", "import_key"],
            },
        ),
        migrations.CreateModel(
            name="RetirementCertificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("record", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "transaction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificate",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "use",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificate", to="credits.finaluse"
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "ordering": ["-issued_at", "-id"],
                "indexes": [models.Index(fields=["-issued_at"], name="certificates_newest_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="certificate_has_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity_tco2e__gt", 0)), name="certificate_has_tonnes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateRange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_unit", models.PositiveBigIntegerField()),
                ("last_unit", models.PositiveBigIntegerField()),
                ("serial", models.CharField(max_length=60)),
                ("project_reference", models.CharField(max_length=40)),
                ("vintage", models.PositiveSmallIntegerField(null=True)),
                (
                    "country",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.lot"),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranges",
                        to="credits.retirementcertificate",
                    ),
                ),
            ],
            options={
                "ordering": ["certificate", "lot", "first_unit"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_unit__gte", models.F("first_unit"))),
                        name="certificate_range_has_units",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            (SQL / "001_public_issuance.sql").read_text(encoding="utf-8"), "DROP VIEW credits_public_issuance"
        ),
    ]
