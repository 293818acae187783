"""Parts of papers that were handed in are opened again and corrected."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("partners", "0002_guards"),
        ("workflow", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open for correction"),
                            ("returned", "Returned with its paper, to be completed"),
                            ("handed_in", "Corrected and handed in"),
                            ("taken_back", "Closed again without a correction"),
                            ("lapsed", "Ended with its paper"),
                        ],
                        default="open",
                        max_length=50,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("said", models.TextField(blank=True, editable=False)),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60))),
                ("written", models.JSONField(default=dict, editable=False)),
                (
                    "after",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.paperversion",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.paperversion",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="common.paper"
                    ),
                ),
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
                "verbose_name": "correction",
                "ordering": ["-opened_at", "-id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CorrectionPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=60)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "asked_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_parts",
                        to="common.paper",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="workflow.correction"
                    ),
                ),
            ],
            options={
                "ordering": ["correction", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "returned", "handed_in", "taken_back", "lapsed"])),
                name="correction_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("open", "returned"))),
                fields=("corrects",),
                name="one_correction_a_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("names", []), _negated=True), name="correction_opens_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "handed_in"), _negated=True), ("after__isnull", False), _connector="OR"
                ),
                name="handed_in_correction_has_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("open", "returned")), ("ended_at__isnull", False), _connector="OR"),
                name="ended_correction_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("asked_in__isnull", False)),
                fields=("correction", "section", "asked_in"),
                name="correction_part_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="correction_part_has_reason"
            ),
        ),
        InstallSql("workflow", "corrections/stays.sql", "291b0fac0460e3e1"),
        InstallSql("workflow", "corrections/words.sql", "456116d78dcaa289"),
    ]
