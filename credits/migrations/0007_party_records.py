"""What a Party says of itself, in versions: NDC, inventory, final adjustments, agreed electronic format."""

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0006_counts_of_faults"),
        ("credits", "0006_two_persons_in_the_database"),
        ("partners", "0006_clock_of_a_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartyRecord",
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
                            ("proposed", "Proposed; waits for a second officer"),
                            ("in_force", "In force"),
                            ("replaced", "Replaced by a later version"),
                            ("declined", "Not put in force"),
                        ],
                        default="proposed",
                        max_length=50,
                    ),
                ),
                ("proposed_at", models.DateTimeField(editable=False, null=True)),
                ("in_force_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ndc", "Nationally determined contribution"),
                            ("inventory", "Greenhouse gas inventory"),
                            ("final", "Final corresponding adjustments"),
                            ("aef", "Agreed electronic format"),
                        ],
                        max_length=10,
                    ),
                ),
                ("party", models.CharField(max_length=3)),
                ("period", models.CharField(blank=True, max_length=9)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("content", models.JSONField(default=dict)),
                ("sha256", models.CharField(max_length=64)),
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
                    "country",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_records",
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
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_versions",
                        to="credits.partyrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a Party",
                "ordering": ["party", "kind", "period", "-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "proposed", "in_force", "replaced", "declined"])),
                        name="party_record_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ndc", "inventory", "final", "aef"])),
                        name="party_record_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party__regex", "^[A-Z]{3}$")), name="party_record_party_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country", None), ("party", "JPN")),
                            models.Q(models.Q(("party", "JPN"), _negated=True), ("country__isnull", False)),
                            _connector="OR",
                        ),
                        name="party_record_country_is_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="party_record_has_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "proposed", "declined"]),
                            models.Q(
                                ("confirmed_by__isnull", False),
                                ("in_force_at__isnull", False),
                                ("proposed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_record_by_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "declined"), _negated=True),
                        fields=("kind", "party", "period", "version", "origin"),
                        name="party_record_version_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("kind", "party", "period", "origin"),
                        name="party_record_one_in_force",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        InstallSql("credits", "models/party_records.sql", "2e76f5b45a6c66b6"),
    ]
