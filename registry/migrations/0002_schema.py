"""Accounts and requests."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0002_schema"),
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
            options={"db_table": "book_account", "managed": False},
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
            options={"db_table": "book_transaction", "managed": False},
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
            ],
            options={"db_table": "book_holding", "managed": False},
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
            options={"db_table": "book_lot", "managed": False},
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
            ],
            options={"db_table": "book_movement", "managed": False},
        ),
        migrations.CreateModel(
            name="PublicMovement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("units", django.contrib.postgres.fields.ranges.BigIntegerRangeField()),
                ("from_place", models.TextField(null=True)),
                ("to_place", models.TextField()),
            ],
            options={"db_table": "log_movement", "managed": False},
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
            options={"db_table": "book_series", "managed": False},
        ),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"ordering": ["-size"]},
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
            name="TransferLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("registry", models.CharField(max_length=2, unique=True)),
                ("most_per_transfer", models.PositiveBigIntegerField(blank=True, null=True)),
                ("most_per_day", models.PositiveBigIntegerField(blank=True, null=True)),
                ("most_held", models.PositiveBigIntegerField(blank=True, null=True)),
                ("overdue_details_stop_proposals", models.BooleanField(default=False)),
            ],
            options={"ordering": ["registry"]},
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
                            ("draft", "Application being written"),
                            ("applied", "Applied for"),
                            ("returned", "Returned for completion"),
                            ("checked", "Checked; a second officer opens it"),
                            ("open", "Open"),
                            ("suspended", "Suspended"),
                            ("closing", "Closing asked for"),
                            ("refused", "Not opened"),
                            ("withdrawn", "Application withdrawn"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("checked_at", models.DateTimeField(editable=False, null=True)),
                ("checklist", models.JSONField(default=dict, editable=False)),
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
                    "checked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closing_asked_by",
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
                (
                    "opened_by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "applied",
                                    "returned",
                                    "checked",
                                    "open",
                                    "suspended",
                                    "closing",
                                    "refused",
                                    "withdrawn",
                                    "closed",
                                ],
                            )
                        ),
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
                            ("state__in", ["applied", "checked", "draft", "refused", "returned", "withdrawn"]),
                            models.Q(("book__isnull", False), ("opened_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="opened_account_is_in_the_book",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("applied_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="account_checked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_by", None),
                            models.Q(
                                ("checked_by__isnull", False),
                                models.Q(("opened_by", models.F("checked_by")), _negated=True),
                                models.Q(("opened_by", models.F("applied_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_opened_by_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by", None),
                            models.Q(
                                ("closing_asked_by__isnull", False),
                                models.Q(("closed_by", models.F("closing_asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="account_closed_by_second_person",
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
                            models.Q(("kind", "entity"), _negated=True),
                            models.Q(("state__in", ["closed", "refused", "withdrawn"]), _negated=True),
                        ),
                        fields=("registry", "kind", "origin"),
                        name="one_government_account_a_kind",
                    ),
                ],
                "verbose_name": "account",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="AccountDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("registration", "Certificate of corporate registration"),
                            ("authority", "Proof of the representatives’ authority"),
                            ("identity", "Proof of the representatives’ identity"),
                            ("official-letter", "Official letter that names the representatives"),
                            ("moc", "Modalities of communication (MoC) with the same representative"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="registry.account"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slot__in", ["registration", "authority", "identity", "official-letter", "moc"])
                        ),
                        name="account_document_slot_known",
                    ),
                ],
                "ordering": ["account", "slot", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HolderDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("due", "Confirmation due")],
                        default="confirmed",
                        max_length=50,
                    ),
                ),
                ("confirmed_on", models.DateField(editable=False, null=True)),
                ("name_en", models.CharField(max_length=300, verbose_name="Name in English")),
                ("name_ja", models.CharField(blank=True, max_length=300, verbose_name="Name in Japanese")),
                ("representative", models.CharField(max_length=200, verbose_name="Legal representative")),
                ("address_en", models.CharField(max_length=500, verbose_name="Head office address in English")),
                (
                    "address_ja",
                    models.CharField(blank=True, max_length=500, verbose_name="Head office address in Japanese"),
                ),
                ("phone", models.CharField(max_length=40, verbose_name="Telephone")),
                ("email", models.EmailField(max_length=254, verbose_name="E-mail address")),
                (
                    "department_en",
                    models.CharField(max_length=300, verbose_name="Department managing the credits, in English"),
                ),
                (
                    "department_ja",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="Department managing the credits, in Japanese"
                    ),
                ),
                (
                    "department_address_en",
                    models.CharField(max_length=500, verbose_name="Address of the department in English"),
                ),
                (
                    "department_address_ja",
                    models.CharField(blank=True, max_length=500, verbose_name="Address of the department in Japanese"),
                ),
                ("department_phone", models.CharField(max_length=40, verbose_name="Telephone of the department")),
                (
                    "department_email",
                    models.EmailField(max_length=254, verbose_name="E-mail address of the department"),
                ),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="details", to="registry.account"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["confirmed", "due"])), name="details_state_known"
                    ),
                ],
                "ordering": ["account"],
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
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "witness"), name="log_cosigned_once"),
                ],
                "ordering": ["checkpoint", "pk"],
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
            options={"constraints": [models.UniqueConstraint(fields=("level", "number"), name="log_hash_once")]},
        ),
        migrations.CreateModel(
            name="LogStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField()),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="log_statements", to="common.paper"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("paper",), name="log_statement_once")]},
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
                "ordering": ["position"],
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
                ("failed_why", models.JSONField(editable=False, null=True)),
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
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
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
                "verbose_name": "request of the registry",
                "ordering": ["-proposed_at", "-id"],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__isempty", True), _negated=True), name="officer_leg_has_units"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="officer_leg_goes_elsewhere",
                    ),
                ],
                "ordering": ["id"],
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)), fields=("account", "user"), name="representative_once"
                    ),
                ],
                "ordering": ["account", "user__name"],
            },
        ),
        migrations.CreateModel(
            name="RepresentativeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked for"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=50,
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("note", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("add", "Add a representative"),
                            ("rights", "Change the rights of a representative"),
                            ("remove", "Remove a representative"),
                        ],
                        max_length=8,
                    ),
                ),
                ("may_propose", models.BooleanField(default=False)),
                ("may_approve", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representative_changes",
                        to="registry.account",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "confirmed", "declined", "withdrawn"])),
                        name="seat_change_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["add", "rights", "remove"])), name="seat_change_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("user")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="change_decided_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("account", "user"),
                        name="one_open_change_a_person",
                    ),
                ],
                "ordering": ["-asked_at"],
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
                ("failed_why", models.JSONField(editable=False, null=True)),
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
                ("purpose", models.JSONField(editable=False, null=True)),
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
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "awaiting_approval",
                                    "delayed",
                                    "completed",
                                    "rejected",
                                    "cancelled",
                                    "terminated",
                                    "expired",
                                ],
                            )
                        ),
                        name="request_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("transfer", "inter_registry", "retirement", "cancellation"))),
                        name="request_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity_tco2e__gt", 0)), name="request_moves_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                        name="request_has_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sender", models.F("receiver")), _negated=True),
                        name="request_sender_is_not_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", False), ("posted__isnull", False), ("state", "completed")),
                            models.Q(models.Q(("state", "completed"), _negated=True), ("posted", None)),
                            _connector="OR",
                        ),
                        name="completed_request_is_posted",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__isempty", True), _negated=True), name="request_leg_has_units"
                    ),
                ],
                "ordering": ["lot_id", "units"],
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
            options={"verbose_name": "file of transfers", "ordering": ["-proposed_at", "-id"]},
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("account", "receiver"),
                        name="trusted_account_once",
                    ),
                ],
                "ordering": ["receiver__number"],
            },
        ),
    ]
