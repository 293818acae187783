"""Accounts, requests, the transparency log's tables, and the book's later files."""

from pathlib import Path

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("registry", "0002_accounts_and_requests"),
        ("registry", "0003_lighter"),
        ("registry", "0004_transparency_log"),
        ("registry", "0005_one_look"),
        ("registry", "0006_legs_in_order"),
        ("registry", "0007_log_witnesses"),
        ("registry", "0008_officer_requests"),
        ("registry", "0009_transfer_batches"),
    ]

    dependencies = [
        ("partners", "0001_schema"),
        ("registry", "0001_book"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField()),
                ("registry", models.TextField()),
                ("purpose", models.TextField()),
            ],
            options={
                "db_table": "book_account",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="BookTransaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("issuance", "Issuance"),
                            ("transfer", "Transfer"),
                            ("inter_registry", "Transfer to another registry"),
                            ("retirement", "Retirement"),
                            ("cancellation", "Cancellation"),
                            ("set_aside", "Set aside in the buffer"),
                            ("release", "Release from the buffer"),
                            ("freeze", "Freeze"),
                            ("unfreeze", "End of a freeze"),
                            ("reversal", "Reversal"),
                            ("correction", "Correction"),
                        ]
                    ),
                ),
                ("key", models.TextField()),
                ("posted_at", models.DateTimeField()),
                ("reason", models.TextField()),
            ],
            options={
                "db_table": "book_transaction",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
            ],
            options={
                "db_table": "book_holding",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("project", models.TextField()),
                ("issuance", models.IntegerField()),
                ("vintage", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "book_lot",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
            ],
            options={
                "db_table": "book_movement",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("host", models.TextField()),
                ("registry", models.TextField()),
                ("numbering", models.TextField()),
                ("opened_at", models.BigIntegerField()),
                ("next_unit", models.BigIntegerField()),
            ],
            options={
                "db_table": "book_series",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-size"],
            },
        ),
        migrations.CreateModel(
            name="LogKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verifier", models.CharField(max_length=300, unique=True)),
                ("since", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LogStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField()),
                ("subject", models.CharField(db_index=True, max_length=120)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TransferLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("registry", models.CharField(max_length=2, unique=True)),
                ("most_per_transfer", models.PositiveBigIntegerField(blank=True, null=True)),
                ("most_per_day", models.PositiveBigIntegerField(blank=True, null=True)),
                ("most_held", models.PositiveBigIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["registry"],
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                            ("applied", "Applied for"),
                            ("open", "Open"),
                            ("suspended", "Suspended"),
                            ("refused", "Not opened"),
                            ("closed", "Closed"),
                        ],
                        default="applied",
                        max_length=50,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                ("number", models.CharField(editable=False, max_length=24, unique=True)),
                ("registry", models.CharField(max_length=2)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "Government holding account"),
                            ("entity", "Entity holding account"),
                            ("retirement", "Retirement account"),
                            ("cancellation_voluntary", "Cancellation account: voluntary"),
                            ("cancellation_omge", "Cancellation account: overall mitigation"),
                            ("cancellation_other", "Cancellation account: other purposes"),
                            ("buffer", "Buffer account"),
                            ("unsplit", "Issued, split not published"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("applied_at", models.DateTimeField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "book",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="registry.bookaccount",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="partners.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["applied", "open", "suspended", "refused", "closed"])),
                        name="account_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "government",
                                    "entity",
                                    "retirement",
                                    "cancellation_voluntary",
                                    "cancellation_omge",
                                    "cancellation_other",
                                    "buffer",
                                    "unsplit",
                                ],
                            )
                        ),
                        name="account_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["applied", "refused"]),
                            models.Q(("book__isnull", False), ("opened_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="opened_account_is_in_the_book",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country", None), ("registry", "JP")),
                            models.Q(models.Q(("registry", "JP"), _negated=True), ("country__isnull", False)),
                            _connector="OR",
                        ),
                        name="account_country_is_its_registry",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("kind", "entity"), _negated=True), models.Q(("state", "closed"), _negated=True)
                        ),
                        fields=("registry", "kind", "origin"),
                        name="one_government_account_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogCosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=300)),
                ("line", models.TextField()),
                ("signed_at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="registry.logcheckpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["checkpoint", "pk"],
                "constraints": [models.UniqueConstraint(fields=("checkpoint", "witness"), name="log_cosigned_once")],
            },
        ),
        migrations.CreateModel(
            name="LogHash",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("level", "number"), name="log_hash_once")],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("part", models.PositiveSmallIntegerField(default=1)),
                ("body", models.TextField()),
                ("leaf_hash", models.BinaryField(max_length=32)),
                (
                    "transaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_entries",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "statement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="registry.logstatement",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("transaction", "part"), name="log_transaction_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("transaction", None), ("statement", None), _connector="XOR"),
                        name="log_entry_has_one_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 0)), name="log_position_counts_from_zero"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting_approval", "Waits for a second person"),
                            ("approved", "Approved, being posted"),
                            ("completed", "Completed"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                            ("terminated", "Ended by a failed check"),
                            ("expired", "Expired without approval"),
                        ],
                        default="awaiting_approval",
                        max_length=50,
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issuance", "Issuance"),
                            ("transfer", "Transfer"),
                            ("inter_registry", "Transfer to another registry"),
                            ("retirement", "Retirement"),
                            ("cancellation", "Cancellation"),
                            ("set_aside", "Set aside in the buffer"),
                            ("release", "Release from the buffer"),
                            ("freeze", "Freeze"),
                            ("unfreeze", "End of a freeze"),
                            ("reversal", "Reversal"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                    ),
                ),
                ("registry", models.CharField(max_length=2)),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("reason", models.CharField(max_length=500)),
                ("proposed_at", models.DateTimeField()),
                ("failed_check", models.CharField(blank=True, max_length=10)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
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
                    "posted",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officer_request",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "request of the registry",
                "ordering": ["-proposed_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "awaiting_approval",
                                    "approved",
                                    "completed",
                                    "rejected",
                                    "cancelled",
                                    "terminated",
                                    "expired",
                                ],
                            )
                        ),
                        name="officer_request_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("freeze", "set_aside", "release", "unfreeze", "reversal", "correction"))
                        ),
                        name="officer_request_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity_tco2e__gt", 0)), name="officer_request_has_units"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="officer_request_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                        name="officer_request_has_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answers__isnull", False),
                                ("kind__in", ("release", "unfreeze", "reversal", "correction")),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ("release", "unfreeze", "reversal", "correction")), _negated=True
                                ),
                                ("answers", None),
                            ),
                            _connector="OR",
                        ),
                        name="officer_request_names_what_it_answers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", False), ("posted__isnull", False), ("state", "completed")),
                            models.Q(models.Q(("state", "completed"), _negated=True), ("posted", None)),
                            _connector="OR",
                        ),
                        name="completed_officer_request_is_posted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("country", None), ("registry", "JP")),
                            models.Q(models.Q(("registry", "JP"), _negated=True), ("country__isnull", False)),
                            _connector="OR",
                        ),
                        name="officer_request_country_is_its_registry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerLeg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                (
                    "lot",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.lot"),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.account"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.account"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="registry.officerrequest"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__isempty", True), _negated=True), name="officer_leg_has_units"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="officer_leg_goes_elsewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("may_propose", models.BooleanField(default=False)),
                ("may_approve", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="registry.account",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["account", "user__name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)), fields=("account", "user"), name="representative_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransactionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting_approval", "Waits for a second person"),
                            ("delayed", "Approved, waits for its time"),
                            ("completed", "Completed"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                            ("terminated", "Ended by a failed check"),
                            ("expired", "Expired without approval"),
                        ],
                        default="awaiting_approval",
                        max_length=50,
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False, null=True)),
                ("execute_at", models.DateTimeField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("state_note", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issuance", "Issuance"),
                            ("transfer", "Transfer"),
                            ("inter_registry", "Transfer to another registry"),
                            ("retirement", "Retirement"),
                            ("cancellation", "Cancellation"),
                            ("set_aside", "Set aside in the buffer"),
                            ("release", "Release from the buffer"),
                            ("freeze", "Freeze"),
                            ("unfreeze", "End of a freeze"),
                            ("reversal", "Reversal"),
                            ("correction", "Correction"),
                        ],
                        max_length=20,
                    ),
                ),
                ("quantity_tco2e", models.PositiveBigIntegerField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("proposed_at", models.DateTimeField()),
                ("failed_check", models.CharField(blank=True, max_length=10)),
                (
                    "approved_by",
                    models.ForeignKey(
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
                    "posted",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="registry.booktransaction",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.account"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="registry.account"
                    ),
                ),
            ],
            options={
                "verbose_name": "transaction request",
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RequestLeg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                (
                    "lot",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.lot"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legs",
                        to="registry.transactionrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["lot_id", "units"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__isempty", True), _negated=True), name="request_leg_has_units"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("proposed_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="registry.account"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "file of transfers",
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="transactionrequest",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="registry.transferbatch",
            ),
        ),
        migrations.CreateModel(
            name="TrustedAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField()),
                ("active_on", models.DateField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trusted", to="registry.account"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.account"
                    ),
                ),
            ],
            options={
                "ordering": ["receiver__number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("account", "receiver"),
                        name="trusted_account_once",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["awaiting_approval", "delayed", "completed", "rejected", "cancelled", "terminated", "expired"],
                    )
                ),
                name="request_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("transfer", "inter_registry", "retirement", "cancellation"))),
                name="request_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity_tco2e__gt", 0)), name="request_moves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                name="request_has_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("sender", models.F("receiver")), _negated=True),
                name="request_sender_is_not_receiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="transactionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by__isnull", False), ("posted__isnull", False), ("state", "completed")),
                    models.Q(models.Q(("state", "completed"), _negated=True), ("posted", None)),
                    _connector="OR",
                ),
                name="completed_request_is_posted",
            ),
        ),
        migrations.RunSQL((SQL / "003_lighter.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "004_log.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "005_one_look.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "006_legs_in_order.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "007_log_witnesses.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
