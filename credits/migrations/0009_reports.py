"""Reports that officers ask for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.text


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0006_counts_of_faults"),
        ("credits", "0008_frozen_formats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("registry_year", "Annual report of the registry"),
                            ("country", "Report of a country"),
                            ("project", "Report of a project"),
                            ("summary", "Structured summary for the biennial transparency report"),
                            ("initial", "Inputs for the initial report, paragraph 18"),
                            ("cad_trust", "Units in the shape of CAD Trust"),
                        ],
                        max_length=16,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=20, validators=[common.text.one_line])),
                ("asked_at", models.DateTimeField()),
                ("pieces", models.PositiveSmallIntegerField()),
                ("made", models.PositiveSmallIntegerField(default=0)),
                ("sheets", models.JSONField(default=list)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="common.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["registry_year", "country", "project", "summary", "initial", "cad_trust"])
                        ),
                        name="report_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made__lte", models.F("pieces"))), name="report_made_within_pieces"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("file", None)),
                            models.Q(("done_at__isnull", False), ("file__isnull", False), ("made", models.F("pieces"))),
                            _connector="OR",
                        ),
                        name="report_done_has_file",
                    ),
                ],
            },
        ),
    ]
