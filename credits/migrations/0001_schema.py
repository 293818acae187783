"""Issuances, uses and authorisations."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

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
            name="AllocatedAmount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("vintage", models.PositiveSmallIntegerField()),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["request", "vintage", "order"],
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
            ],
            options={
                "verbose_name": "authorisation",
                "ordering": ["-authorised_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AuthorisedRange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("is_current", models.BooleanField(default=True, editable=False)),
            ],
            options={
                "ordering": ["lot", "units"],
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
            ],
            options={
                "ordering": ["certificate", "lot", "first_unit"],
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
            ],
            options={
                "verbose_name": "final use",
                "ordering": ["-id"],
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
            ],
            options={
                "verbose_name": "issuance",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="IssuanceRequest",
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
                    models.BooleanField(
                        default=False,
                        verbose_name="What we submit is true and complete, and these reductions are credited under no other scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "issuance request",
                "ordering": ["-id"],
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
            ],
            options={
                "ordering": ["issuance", "vintage"],
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
            ],
            options={
                "verbose_name": "published issuance",
                "ordering": ["country__order", "import_key"],
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
            ],
            options={
                "verbose_name": "certificate",
                "ordering": ["-issued_at", "-id"],
            },
        ),
    ]
