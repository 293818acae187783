"""People under four eyes: changes that two officers make, proofs of identity, sign-ins, accounts of one person.

Roles and seats that were there before stand as set up; from here on each names its change.
"""

from pathlib import Path

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "005_people.sql"
BACK = """
DROP TRIGGER rulebook_proposal_two_persons ON partners_rulebookproposal;
DROP TRIGGER personnel_proposed_by_proved ON partners_personnelchange;
DROP TRIGGER personnel_decided_by_proved ON partners_personnelchange;
DROP TRIGGER personnel_begins_proposed ON partners_personnelchange;
DROP TRIGGER appointment_set_up_by_the_system ON partners_appointment;
DROP TRIGGER seat_set_up_by_the_system ON partners_committeemember;
DROP TRIGGER system_stays ON partners_user;
DROP TRIGGER personnel_two_persons ON partners_personnelchange;
DROP TRIGGER personnel_change_stays ON partners_personnelchange;
DROP TRIGGER personnel_decided_stays ON partners_personnelchange;
DROP TRIGGER appointment_as_changed ON partners_appointment;
DROP TRIGGER seat_as_changed ON partners_committeemember;
DROP TRIGGER identity_proof_stays ON partners_identityproof;
DROP TRIGGER alias_case_stays ON partners_aliascase;
DROP TRIGGER address_change_stays ON partners_addresschange;
DROP INDEX user_address_once;
DROP FUNCTION refuse_own_eyes(), own_accounts(bigint), appointment_as_changed(), seat_as_changed(),
  people_refuse_change(), by_proved_person(), by_the_system(), address_key(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0006_identity"),
        ("partners", "0004_country_values_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("network_address", models.GenericIPAddressField(null=True)),
                ("device", models.UUIDField()),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("password", "Password"),
                            ("second_factor", "Password and second factor"),
                            ("passkey", "Passkey"),
                            ("other", "Another way"),
                        ],
                        max_length=13,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="is_set_up",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="is_set_up",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.CreateModel(
            name="AddressChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.EmailField(max_length=254)),
                ("new", models.EmailField(max_length=254)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "Not counting yet"),
                            ("done", "The new address counts"),
                            ("stopped", "Stopped"),
                            ("lapsed", "Lapsed"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("proved_at", models.DateTimeField(null=True)),
                ("counts_from", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="address_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AliasCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suspected", "Waits for an auditor"),
                            ("one_person", "One person"),
                            ("two_persons", "Two persons"),
                        ],
                        default="suspected",
                        max_length=50,
                    ),
                ),
                ("found_at", models.DateTimeField(editable=False)),
                ("concluded_at", models.DateTimeField(editable=False, null=True)),
                ("conclusion", models.TextField(blank=True, editable=False)),
                ("grounds", models.JSONField(default=list)),
                (
                    "concluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "two accounts alike",
                "ordering": ["-found_at", "-id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PersonnelChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for a second officer"),
                            ("in_force", "Put in force"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=50,
                    ),
                ),
                ("proposed_at", models.DateTimeField(editable=False)),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("decision_note", models.TextField(blank=True, editable=False)),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "The person came and showed it"),
                            ("video", "Shown in a video call"),
                            ("copy", "Certified copy"),
                            ("letter", "Letter of the organisation"),
                            ("eid", "Electronic identity"),
                        ],
                        max_length=9,
                        verbose_name="How it was seen",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passport", "Passport"),
                            ("card", "Identity card"),
                            ("licence", "Driving licence"),
                            ("service", "Official’s service card"),
                            ("certificate", "Electronic certificate"),
                        ],
                        max_length=11,
                        verbose_name="Document",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=120, verbose_name="Issued by")),
                ("last_four", models.CharField(blank=True, max_length=4, verbose_name="Last four signs of its number")),
                ("seen_on", models.DateField(blank=True, null=True, verbose_name="Seen on")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invite", "Invite a person"),
                            ("role", "Give a further role"),
                            ("end", "End a role"),
                            ("lead", "Lead of an office"),
                            ("suspend", "Suspend a person"),
                            ("reinstate", "Reinstate a person"),
                            ("seat", "Give a seat"),
                            ("unseat", "End a seat"),
                            ("identity", "Record a proof of identity"),
                        ],
                        max_length=9,
                    ),
                ),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("language", models.CharField(default="en", max_length=5)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("participant", "Project participant"),
                            ("tpe", "Third-party entity"),
                            ("secretariat", "JCMA officer"),
                            ("registry", "Registry administrator"),
                            ("committee", "Joint Committee member"),
                            ("government", "Government officer"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_co_chair", models.BooleanField(default=False)),
                ("is_lead", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.appointment",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.jointcommittee",
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="personnel_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.committeemember",
                    ),
                ),
            ],
            options={
                "verbose_name": "change about a person",
                "ordering": ["-proposed_at", "-id"],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="IdentityProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "means",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "The person came and showed it"),
                            ("video", "Shown in a video call"),
                            ("copy", "Certified copy"),
                            ("letter", "Letter of the organisation"),
                            ("eid", "Electronic identity"),
                        ],
                        max_length=9,
                        verbose_name="How it was seen",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passport", "Passport"),
                            ("card", "Identity card"),
                            ("licence", "Driving licence"),
                            ("service", "Official’s service card"),
                            ("certificate", "Electronic certificate"),
                        ],
                        max_length=11,
                        verbose_name="Document",
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=120, verbose_name="Issued by")),
                ("last_four", models.CharField(blank=True, max_length=4, verbose_name="Last four signs of its number")),
                ("seen_on", models.DateField(blank=True, null=True, verbose_name="Seen on")),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity_proofs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="partners.personnelchange",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="change",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.personnelchange",
            ),
        ),
        migrations.AddField(
            model_name="committeemember",
            name="change",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partners.personnelchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__isnull", False), ("is_set_up", True), _connector="OR"),
                name="appointment_names_its_change",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__isnull", False), ("is_set_up", True), _connector="OR"),
                name="seat_names_its_change",
            ),
        ),
        migrations.AddField(
            model_name="signin",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sign_ins", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="addresschange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "open")), fields=("person",), name="one_open_address_change_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="addresschange",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["open", "done", "stopped", "lapsed"])), name="address_outcome_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="addresschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "done"), _negated=True),
                    models.Q(("counts_from__isnull", False), ("proved_at__isnull", False)),
                    _connector="OR",
                ),
                name="address_counts_when_proved",
            ),
        ),
        migrations.AddConstraint(
            model_name="addresschange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("outcome", "open")),
                    models.Q(models.Q(("outcome", "open"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="address_change_ended_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="aliascase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["suspected", "one_person", "two_persons"])), name="alias_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="aliascase",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="alias_pair_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="aliascase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "suspected"),
                    models.Q(
                        ("concluded_at__isnull", False),
                        ("concluded_by__isnull", False),
                        models.Q(("conclusion", ""), _negated=True),
                        models.Q(("concluded_by", models.F("one")), _negated=True),
                        models.Q(("concluded_by", models.F("other")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="alias_concluded_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="aliascase",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="alias_pair_once"),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_force", "rejected", "withdrawn"])),
                name="personnel_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["invite", "role", "end", "lead", "suspend", "reinstate", "seat", "unseat", "identity"],
                    )
                ),
                name="personnel_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="personnel_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["in_force", "rejected"]), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), models.Q(("decided_by", models.F("proposed_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="personnel_has_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person", models.F("proposed_by")), _negated=True),
                    models.Q(
                        models.Q(("state__in", ["in_force", "rejected"]), _negated=True),
                        models.Q(("person", models.F("decided_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="personnel_not_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("country", None), ("side", "partner"), _negated=True),
                name="personnel_of_partner_has_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), ("kind", "invite"), _negated=True),
                    models.Q(("kind", "invite"), ("name", ""), _negated=True),
                    models.Q(("kind", "invite"), ("person__isnull", False), _connector="OR"),
                ),
                name="personnel_names_the_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["invite", "role"]), _negated=True),
                    models.Q(("organisation__isnull", False), models.Q(("role", ""), _negated=True)),
                    _connector="OR",
                ),
                name="personnel_names_the_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_four", ""), ("last_four__regex", "^[0-9A-Za-z]{4}$"), _connector="OR"),
                name="personnel_never_a_whole_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="personnelchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "proposed")),
                fields=("kind", "person", "email", "organisation", "role", "country", "appointment", "committee"),
                name="personnel_proposed_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="identityproof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", ""), _negated=True),
                    models.Q(("document", ""), _negated=True),
                    models.Q(("issuer", ""), _negated=True),
                    ("seen_on__isnull", False),
                    ("last_four__regex", "^[0-9A-Za-z]{4}$"),
                ),
                name="identity_proof_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityproof",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("seen_by")), _negated=True), name="identity_seen_by_another"
            ),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["device"], name="sign_ins_of_device"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["network_address", "at"], name="sign_ins_of_network"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["person", "-at"], name="sign_ins_of_person"),
        ),
        migrations.AddIndex(
            model_name="signin",
            index=models.Index(fields=["at"], name="sign_ins_by_time"),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="is_set_up",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="committeemember",
            name="is_set_up",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
    ]
