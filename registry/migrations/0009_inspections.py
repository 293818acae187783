"""What is checked each night, and the registries that a difference has stopped."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("partners", "0002_guards"),
        ("registry", "0008_continuations_of_the_log"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("book", "The book is what its history makes it"),
                            ("log", "The log agrees with the book, its heads and its witnesses"),
                            ("rows", "Every row is what its history makes it"),
                            ("files", "Every file is as it was handed in"),
                            ("reconciliation", "The book agrees with a partner’s"),
                        ],
                        max_length=14,
                    ),
                ),
                ("registry", models.CharField(blank=True, max_length=2)),
                ("at", models.DateTimeField()),
                ("seconds", models.PositiveIntegerField(default=0)),
                ("counted", models.PositiveBigIntegerField(default=0)),
                ("difference", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["kind", "registry", "-at"], name="inspection_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["book", "log", "rows", "files", "reconciliation"])),
                        name="inspection_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistryStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "The registry stands still"),
                            ("asked", "Waits for a second administrator"),
                            ("lifted", "The registry goes on"),
                        ],
                        default="in_force",
                        max_length=50,
                    ),
                ),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("lifted_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                ("registry", models.CharField(max_length=2)),
                ("stopped_at", models.DateTimeField()),
                ("was_suspended", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="registry.inspection"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "stop of a registry",
                "ordering": ["-stopped_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["in_force", "asked", "lifted"])), name="stop_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "lifted"), _negated=True),
                            models.Q(
                                ("asked_by__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_by", models.F("asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="stop_lifted_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country", None), ("registry", "JP")),
                            models.Q(models.Q(("registry", "JP"), _negated=True), ("country__isnull", False)),
                            _connector="OR",
                        ),
                        name="stop_country_is_its_registry",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "lifted"), _negated=True),
                        fields=("registry",),
                        name="one_stop_in_force_a_registry",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
    ]
