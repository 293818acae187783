"""Applications for accounts with documents and a second officer; holders’ details; changes of representatives."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0005_events_by_transaction"),
        ("partners", "0001_schema"),
        ("registry", "0003_lots_of_an_account"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
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
            ],
            options={
                "ordering": ["account"],
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
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="opened_account_is_in_the_book",
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="one_government_account_a_kind",
        ),
        migrations.AddField(
            model_name="account",
            name="checked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="checked_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="checklist",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="account",
            name="closed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="closing_asked_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="opened_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="transferlimit",
            name="overdue_details_stop_proposals",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="account",
            name="state",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["applied", "checked", "draft", "refused", "returned", "withdrawn"]),
                    models.Q(("book__isnull", False), ("opened_at__isnull", False)),
                    _connector="OR",
                ),
                name="opened_account_is_in_the_book",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("applied_by")), _negated=True),
                    _connector="OR",
                ),
                name="account_checked_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("kind", "entity"), _negated=True),
                    models.Q(("state__in", ["closed", "refused", "withdrawn"]), _negated=True),
                ),
                fields=("registry", "kind", "origin"),
                name="one_government_account_a_kind",
            ),
        ),
        migrations.AddField(
            model_name="accountdocument",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="registry.account"
            ),
        ),
        migrations.AddField(
            model_name="accountdocument",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="holderdetails",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="details", to="registry.account"
            ),
        ),
        migrations.AddField(
            model_name="representativechange",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="representative_changes",
                to="registry.account",
            ),
        ),
        migrations.AddField(
            model_name="representativechange",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="representativechange",
            name="decided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="representativechange",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RemoveField(
            model_name="account",
            name="confirmed_on",
        ),
        migrations.AddConstraint(
            model_name="accountdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot__in", ["registration", "authority", "identity", "official-letter", "moc"])),
                name="account_document_slot_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="holderdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["confirmed", "due"])), name="details_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="representativechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "confirmed", "declined", "withdrawn"])),
                name="seat_change_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="representativechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["add", "rights", "remove"])), name="seat_change_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="representativechange",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="representativechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")), fields=("account", "user"), name="one_open_change_a_person"
            ),
        ),
        migrations.RunSQL((SQL / "009_accounts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
