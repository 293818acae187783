"""Countries, organisations, people, committees, and what waits."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import partners.models.countries


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("common", "0002_schema"),
    ]

    operations = [
        migrations.CreateModel(
            name="FinancingProgramme",
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
                ("code", models.CharField(max_length=12, unique=True)),
                ("ministry", models.CharField(max_length=120)),
                ("name", models.CharField(max_length=200)),
                ("support", models.CharField(max_length=80)),
                ("implementer", models.CharField(blank=True, max_length=200)),
                ("most_share_of_cost", models.CharField(blank=True, max_length=80)),
                ("credit_condition", models.CharField(blank=True, max_length=300)),
                ("facts", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "financing programme",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="JointCommittee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "ordering": ["country__order"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("name", models.CharField(db_index=True, max_length=300)),
                ("name_ja", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("participant", "Project participant"),
                            ("tpe", "Third-party entity"),
                            ("government", "Government"),
                            ("jcma", "JCM Implementation Agency"),
                            ("secretariat", "Joint Committee secretariat"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=12,
                    ),
                ),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("website", models.URLField(blank=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="SectoralScope",
            fields=[
                ("number", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("name_ja", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("ja", "Japanese")], default="en", max_length=5),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("is_system", models.BooleanField(default=False, editable=False)),
                ("suspended_at", models.DateTimeField(editable=False, null=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                ("wants_mail", models.BooleanField(default=True)),
                ("wants_digest", models.BooleanField(db_default=False, default=False)),
                ("session_round", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
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
                "verbose_name": "two accounts alike",
                "ordering": ["-found_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("is_co_chair", models.BooleanField(default=False)),
                ("is_set_up", models.BooleanField(db_default=False, default=False, editable=False)),
                ("since", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="partners.jointcommittee",
                    ),
                ),
            ],
            options={
                "ordering": ["committee", "side", "-is_co_chair", "user__name"],
            },
        ),
        migrations.CreateModel(
            name="Alternate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("span", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("named_at", models.DateTimeField()),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternates",
                        to="partners.committeemember",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to="partners.committeemember",
                    ),
                ),
            ],
            options={
                "ordering": ["-span"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                            ("prepared", "In preparation"),
                            ("circulated", "With the Joint Committee"),
                            ("postponed", "Postponed to a meeting"),
                            ("agenda", "Agenda in preparation"),
                            ("convened", "Meeting convened"),
                            ("recorded", "Outcomes await both co-chairs"),
                            ("adopted", "Adopted"),
                            ("not_adopted", "Not adopted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=50,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("circulated_at", models.DateTimeField(editable=False, null=True)),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("concluded_at", models.DateTimeField(editable=False, null=True)),
                ("decided_on", models.DateField(null=True)),
                ("conclusion_note", models.TextField(blank=True, editable=False)),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("electronic", "Electronic decision"),
                            ("other", "Decision by the Joint Committee"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("published_text", models.TextField(blank=True)),
                ("date_as_published", models.CharField(blank=True, max_length=60)),
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
                "ordering": [models.OrderBy(models.F("decided_on"), descending=True, nulls_last=True), "-id"],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "acts_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed_by_alternates",
                        to="partners.committeemember",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="partners.committeemember",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="partners.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "answer",
                    models.CharField(
                        choices=[("no_objection", "No objection"), ("agree", "Agree"), ("object", "Object")],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="partners.committeemember",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="partners.decision"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DecisionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rules", "Adoption or revision of rules and guidelines"),
                            ("pin", "No objection to a planned project"),
                            ("methodology", "Approval of a methodology"),
                            ("registration", "Registration of a project"),
                            ("reference", "Assessment of reference emissions"),
                            ("change", "Change after registration"),
                            ("renewal", "Renewal of a crediting period"),
                            ("withdrawal", "Withdrawal of a project"),
                            ("deregistration", "De-registration of a project"),
                            ("issuance", "Issuance of credits"),
                            ("tpe", "Designation of a third-party entity"),
                            ("special_measure", "Special measure for a period"),
                            ("other", "Other matter"),
                            ("published", "As published"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("title", models.JSONField()),
                ("proposal", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "Approved"),
                            ("revised", "Approved with revisions"),
                            ("postponed", "Postponed"),
                            ("not_approved", "Not approved"),
                            ("not_stated", "Outcome not published"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_note", models.TextField(blank=True)),
                (
                    "came_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departed",
                        to="partners.decision",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="partners.decision"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_items",
                        to="common.paper",
                    ),
                ),
                ("interested", models.ManyToManyField(blank=True, related_name="+", to="partners.organisation")),
            ],
            options={
                "ordering": ["decision", "id"],
            },
        ),
        migrations.CreateModel(
            name="AgendaPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approved", "Approved"),
                            ("revised", "Approved with revisions"),
                            ("postponed", "Postponed"),
                            ("not_approved", "Not approved"),
                            ("not_stated", "Outcome not published"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="points", to="partners.decision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="points",
                        to="partners.decisionitem",
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "position"],
            },
        ),
        migrations.CreateModel(
            name="Designation",
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
                            ("provisional", "Provisionally designated"),
                            ("designated", "Designated"),
                            ("suspended", "Suspended"),
                            ("expired", "Designated until a day that has passed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        db_column="status",
                        default="designated",
                        max_length=12,
                    ),
                ),
                ("designated_on", models.DateField(null=True)),
                ("scopes_until", models.DateField(null=True)),
                ("ended_on", models.DateField(editable=False, null=True)),
                ("reference", models.CharField(blank=True, max_length=20)),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("iso14065", "Accredited under ISO 14065"),
                            ("cdm_doe", "Designated operational entity (DOE) of the CDM"),
                            ("applied", "ISO 14065 accreditation applied for"),
                        ],
                        max_length=10,
                        verbose_name="basis of accreditation",
                    ),
                ),
                ("accreditation_body", models.CharField(blank=True, max_length=200, verbose_name="accreditation body")),
                ("certificate_number", models.CharField(blank=True, max_length=80, verbose_name="certificate number")),
                ("import_key", models.CharField(blank=True, db_index=True, editable=False, max_length=300)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["country__order", "reference"],
            },
        ),
        migrations.CreateModel(
            name="DesignationReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("opened", "Opened; the entity answers"),
                            ("answered", "Answered; the secretariat proposes"),
                            ("with_committee", "With the Joint Committee"),
                            ("measure_taken", "Measure taken"),
                            ("closed", "Closed without a measure"),
                        ],
                        default="opened",
                        max_length=50,
                    ),
                ),
                ("opened_at", models.DateTimeField(editable=False)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("answer_text", models.TextField(blank=True, editable=False)),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suspend", "Suspend"),
                            ("lift", "Lift the suspension"),
                            ("withdraw", "Withdraw the designation"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("proposal", models.TextField(blank=True, editable=False)),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("outcome_note", models.TextField(blank=True, editable=False)),
                ("grounds", models.TextField(max_length=10000, verbose_name="grounds")),
                (
                    "concerns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="partners.designation"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "review of a designation",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="digests", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-on"],
            },
        ),
        migrations.CreateModel(
            name="Direction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "course",
                    models.CharField(
                        choices=[
                            ("revise", "Take it back, revise and circulate again"),
                            ("postpone", "Postpone it to a meeting"),
                            ("split", "Split one item off into a decision of its own"),
                            ("not_adopt", "Record that it is not adopted"),
                            ("withdraw", "Withdraw the proposal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="directions", to="partners.decision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directions",
                        to="partners.committeemember",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="InterestDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("has_interest", models.BooleanField()),
                ("description", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="partners.committeemember",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("meets_on", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("hybrid", "In person and online"), ("online", "Online")],
                        max_length=10,
                    ),
                ),
                ("invitation", models.TextField(blank=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meeting", to="partners.decision"
                    ),
                ),
            ],
            options={
                "ordering": ["-meets_on"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=120)),
                ("title", models.JSONField()),
                ("details", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("each", "A mail for each notice"),
                            ("daily", "One mail a day with all notices"),
                            ("none", "No mail"),
                        ],
                        db_default="none",
                        default="none",
                        max_length=5,
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="partners.digest",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="common.paper"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300)),
                ("until_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="partners.organisation",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "organisation",
                    models.OrderBy(models.F("until_on"), descending=True, nulls_last=True),
                    "-id",
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerCountry",
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
                ("iso2", models.CharField(max_length=2, unique=True)),
                ("iso3", models.CharField(max_length=3, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("name_ja", models.CharField(max_length=80)),
                ("order", models.PositiveSmallIntegerField(unique=True)),
                ("signed_on", models.DateField(null=True)),
                (
                    "signed_precision",
                    models.CharField(
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")], default="day", max_length=8
                    ),
                ),
                ("signed_place", models.CharField(blank=True, max_length=80)),
                ("region", models.CharField(max_length=40)),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC", max_length=40, validators=[partners.models.countries._validate_time_zone]
                    ),
                ),
            ],
            options={
                "verbose_name": "partner country",
                "verbose_name_plural": "partner countries",
                "ordering": ["order"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("iso2__regex", "^[A-Z]{2}$")), name="country_has_iso2"),
                    models.CheckConstraint(condition=models.Q(("iso3__regex", "^[A-Z]{3}$")), name="country_has_iso3"),
                    models.CheckConstraint(
                        condition=models.Q(("signed_precision__in", ["day", "month", "year"])),
                        name="country_precision_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="country",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="partners.partnercountry",
            ),
        ),
        migrations.AddField(
            model_name="jointcommittee",
            name="country",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="committee", to="partners.partnercountry"
            ),
        ),
        migrations.CreateModel(
            name="DesignationApplication",
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
                            ("submitted", "Completeness check at JCMA"),
                            ("returned", "Returned for completion"),
                            ("with_committee", "With the Joint Committee"),
                            ("granted", "Granted"),
                            ("not_granted", "Not granted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("note", models.TextField(blank=True, editable=False)),
                ("completeness", models.JSONField(default=dict, editable=False)),
                ("decided_on", models.DateField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("designation", "Designation as a third-party entity"),
                            ("provisional", "Provisional designation while an accreditation is being applied for"),
                            ("extension", "Additional sectoral scopes"),
                            ("renewal", "Designation anew on another or renewed accreditation"),
                        ],
                        max_length=12,
                        verbose_name="kind of application",
                    ),
                ),
                (
                    "validation_scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        verbose_name="sectoral scopes for validation",
                    ),
                ),
                (
                    "verification_scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        verbose_name="sectoral scopes for verification",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("iso14065", "Accredited under ISO 14065"),
                            ("cdm_doe", "Designated operational entity (DOE) of the CDM"),
                            ("applied", "ISO 14065 accreditation applied for"),
                        ],
                        max_length=10,
                        verbose_name="basis of accreditation",
                    ),
                ),
                ("accreditation_body", models.CharField(blank=True, max_length=200, verbose_name="accreditation body")),
                ("certificate_number", models.CharField(blank=True, max_length=80, verbose_name="certificate number")),
                ("accredited_since", models.DateField(blank=True, null=True, verbose_name="accredited since")),
                (
                    "accredited_until",
                    models.DateField(blank=True, null=True, verbose_name="last day of the accreditation"),
                ),
                (
                    "knowledge",
                    models.TextField(blank=True, max_length=10000, verbose_name="knowledge of the rules of the JCM"),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="contact person")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address of the contact person"),
                ),
                (
                    "declares_true",
                    models.BooleanField(default=False, verbose_name="what we submit is true and complete"),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "designation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partners.designation",
                    ),
                ),
                ("files", models.ManyToManyField(blank=True, related_name="+", to="common.storedfile")),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="partners.organisation",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.partnercountry"
                    ),
                ),
            ],
            options={
                "verbose_name": "application for designation",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="designation",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="designations", to="partners.partnercountry"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="partners.partnercountry"
            ),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                ("is_lead", models.BooleanField(db_default=False, default=False)),
                ("is_set_up", models.BooleanField(db_default=False, default=False, editable=False)),
                ("since", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="partners.organisation",
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
            ],
            options={
                "ordering": ["user", "role"],
            },
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
                    "paper",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="common.paper",
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
        migrations.CreateModel(
            name="ProgrammeSelection",
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
                ("import_key", models.CharField(editable=False, max_length=400, unique=True)),
                ("title", models.CharField(max_length=300)),
                ("representative", models.CharField(blank=True, max_length=300)),
                ("expected_annual_tco2e", models.PositiveBigIntegerField(null=True)),
                ("selected_as_published", models.CharField(blank=True, max_length=200)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="selections",
                        to="partners.partnercountry",
                    ),
                ),
            ],
            options={
                "verbose_name": "selection for finance",
                "ordering": ["country__order", "title"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        blank=True, choices=[("japan", "Japan"), ("partner", "Partner country")], max_length=8
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("all", "Members of both sides and the secretariat"),
                            ("members", "Members of both sides only"),
                            ("side", "Members of my side only"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="partners.remark",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="partners.decisionitem"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.CharField(default="JCM", max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("in_force", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "rules",
                    models.JSONField(blank=True, default=dict, validators=[partners.models.countries._validate_rules]),
                ),
                (
                    "time_limits",
                    models.JSONField(blank=True, default=dict, validators=[partners.models.countries._validate_limits]),
                ),
                ("terms", models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict)),
                (
                    "sources",
                    models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                ("source_url", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulebooks",
                        to="partners.partnercountry",
                    ),
                ),
            ],
            options={
                "ordering": ["country__order", "track", "in_force"],
            },
        ),
        migrations.CreateModel(
            name="RulebookProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for a second officer"),
                            ("adopted", "In force from its day"),
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
                ("track", models.CharField(default="JCM", max_length=40)),
                ("version", models.CharField(max_length=20)),
                ("in_force_from", models.DateField()),
                ("rules", models.JSONField(default=dict)),
                ("time_limits", models.JSONField(default=dict)),
                ("terms", models.JSONField(default=dict)),
                ("sources", models.JSONField(default=dict)),
                ("source_url", models.TextField()),
                ("note", models.TextField(blank=True)),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.rulebook"
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rulebook_proposals",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rulebook",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="partners.rulebook",
                    ),
                ),
            ],
            options={
                "verbose_name": "proposed rulebook",
                "ordering": ["-proposed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RuleDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("track", models.CharField(default="JCM", max_length=40)),
                ("stem", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("title_ja", models.CharField(blank=True, max_length=200)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("project_cycle", "Project cycle"),
                            ("tpe", "Third-party entities"),
                            ("committee", "Joint Committee"),
                            ("forms", "Forms"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_documents",
                        to="partners.partnercountry",
                    ),
                ),
            ],
            options={
                "ordering": ["country__order", "track", "category", "stem"],
            },
        ),
        migrations.CreateModel(
            name="RulePackage",
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
                            ("with_committee", "With the Joint Committee"),
                            ("adopted", "Adopted"),
                            ("not_adopted", "Not adopted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("track", models.CharField(default="JCM", max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("note", models.TextField(blank=True)),
                ("effective_on", models.DateField(null=True)),
                ("rulebook_version", models.CharField(blank=True, max_length=20)),
                ("rules", models.JSONField(default=dict)),
                ("time_limits", models.JSONField(default=dict)),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_packages",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_package",
                        to="partners.decisionitem",
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
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RuleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=8)),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(editable=False, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="partners.ruledocument"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="partners.rulepackage"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["document", "-version"],
            },
        ),
        migrations.CreateModel(
            name="DesignationSpell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "function",
                    models.CharField(
                        blank=True,
                        choices=[("validation", "Validation"), ("verification", "Verification")],
                        max_length=12,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("provisional", "Provisional"),
                            ("suspended", "Suspended"),
                            ("given_up", "Withdrawn by the entity"),
                            ("revoked", "Withdrawn by the Joint Committee"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Last day has passed"),
                            ("not_renewed", "Not covered by the new accreditation"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "decision_item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="partners.designation"
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partners.sectoralscope",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "designation",
                    "function",
                    "scope",
                    models.OrderBy(models.F("since"), nulls_first=True),
                    "id",
                ],
            },
        ),
        migrations.AddField(
            model_name="designation",
            name="validation_scopes",
            field=models.ManyToManyField(blank=True, related_name="+", to="partners.sectoralscope"),
        ),
        migrations.AddField(
            model_name="designation",
            name="verification_scopes",
            field=models.ManyToManyField(blank=True, related_name="+", to="partners.sectoralscope"),
        ),
        migrations.CreateModel(
            name="SharedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "Paper to be decided on"),
                            ("invitation", "Invitation"),
                            ("report", "Meeting report"),
                            ("annex", "Annex"),
                        ],
                        max_length=10,
                    ),
                ),
                ("annex_number", models.CharField(blank=True, max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("is_public", models.BooleanField(default=False)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shared_files", to="partners.decision"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_files",
                        to="partners.decisionitem",
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "kind", "annex_number", "id"],
            },
        ),
        migrations.CreateModel(
            name="SharedFileVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "shared",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="partners.sharedfile"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["shared", "-number"],
            },
        ),
        migrations.CreateModel(
            name="FileOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="partners.sharedfileversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SpecialMeasure",
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
                            ("with_committee", "With the Joint Committee"),
                            ("adopted", "Adopted"),
                            ("not_adopted", "Not adopted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=50,
                    ),
                ),
                ("decided_on", models.DateField(editable=False, null=True)),
                ("track", models.CharField(default="JCM", max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("rule_key", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("span", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "country",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_measures",
                        to="partners.partnercountry",
                    ),
                ),
                (
                    "decision_item",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_measure",
                        to="partners.decisionitem",
                    ),
                ),
                (
                    "extends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="partners.specialmeasure",
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
                "ordering": ["-span", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StandingDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("description", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_declarations",
                        to="partners.committeemember",
                    ),
                ),
                ("organisations", models.ManyToManyField(blank=True, related_name="+", to="partners.organisation")),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="WaitingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(max_length=40)),
                ("todo", models.JSONField()),
                (
                    "role",
                    models.CharField(
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
                ("limit_key", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("paused_on", models.DateField(null=True)),
                ("days_paused", models.PositiveIntegerField(db_default=0, default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("reminded_on", models.DateField(null=True)),
                ("remind_on", models.DateField(null=True)),
                ("escalate_on", models.DateField(null=True)),
                (
                    "asked_by",
                    models.ManyToManyField(blank=True, related_name="asked_steps", to="partners.organisation"),
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
                    "except_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps_in_hand",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(blank=True, related_name="waiting_steps", to="partners.organisation"),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="common.paper"
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.rulebook"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "since"],
            },
        ),
        migrations.CreateModel(
            name="TermChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("extended", "Extended"), ("paused", "Paused"), ("resumed", "Resumed")], max_length=8
                    ),
                ),
                ("reason", models.TextField()),
                ("due_before", models.DateField()),
                ("due_after", models.DateField(null=True)),
                ("days_left", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="term_changes",
                        to="partners.waitingstep",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_system", True)), fields=("is_system",), name="one_system_person"
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
            model_name="calendarfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("user",), name="one_calendar_feed_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="alternate",
            constraint=models.CheckConstraint(
                condition=models.Q(("chair", models.F("stand_in")), _negated=True), name="alternate_is_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="alternate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("chair", "="), ("span", "&&")], name="alternate_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="confirmation_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="confirmation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("decision", "round", "member"),
                name="confirmed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "object"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="objection_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("decision", "position"),
                name="agenda_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.UniqueConstraint(fields=("decision", "item"), name="agenda_item_once"),
        ),
        migrations.AddConstraint(
            model_name="agendapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""),
                    models.Q(
                        ("item__isnull", False),
                        ("outcome__in", ["approved", "revised", "postponed", "not_approved", "not_stated"]),
                    ),
                    _connector="OR",
                ),
                name="agenda_outcome_of_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["opened", "answered", "with_committee", "measure_taken", "closed"])),
                name="tpe_review_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("grounds", ""), _negated=True), name="tpe_review_has_grounds"
            ),
        ),
        migrations.AddConstraint(
            model_name="designationreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("opened", "answered", "with_committee"))),
                fields=("designation",),
                name="one_open_review_a_designation",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "measure_taken"]), _negated=True),
                    models.Q(("decision_item__isnull", False), models.Q(("measure", ""), _negated=True)),
                    _connector="OR",
                ),
                name="proposed_tpe_review_has_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(fields=("user", "on"), name="one_digest_a_day"),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(("course__in", ["revise", "postpone", "split", "not_adopt", "withdraw"])),
                name="direction_course_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="direction_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="direction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("course", "split"), ("item__isnull", False)),
                    models.Q(models.Q(("course", "split"), _negated=True), ("item", None)),
                    _connector="OR",
                ),
                name="direction_split_names_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="interestdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("has_interest", False), models.Q(("description", ""), _negated=True), _connector="OR"
                ),
                name="interest_is_described",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["in_person", "hybrid", "online"])), name="meeting_mode_known"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["user", "-at"], name="notices_of_person"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("digest", None), ("mail", "daily")), fields=["user"], name="notices_for_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail__in", ["each", "daily", "none"])), name="notice_mail_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="formername",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="former_name_once"),
        ),
        migrations.AddIndex(
            model_name="decisionitem",
            index=models.Index(fields=["kind"], name="decision_items_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="decisionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "rules",
                            "pin",
                            "methodology",
                            "registration",
                            "reference",
                            "change",
                            "renewal",
                            "withdrawal",
                            "deregistration",
                            "issuance",
                            "tpe",
                            "special_measure",
                            "other",
                            "published",
                        ],
                    )
                ),
                name="decision_item_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""),
                    ("outcome__in", ["approved", "revised", "postponed", "not_approved", "not_stated"]),
                    _connector="OR",
                ),
                name="decision_item_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["participant", "tpe", "government", "jcma", "secretariat", "auditor"])
                ),
                name="organisation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="organisation_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("country", None), ("kind", "government"), ("side", "partner"), _negated=True),
                name="government_has_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "government")),
                fields=("kind", "side", "country"),
                name="one_government_a_side",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="designationapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "submitted", "returned", "with_committee", "granted", "not_granted", "withdrawn"],
                    )
                ),
                name="tpe_application_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["designation", "provisional", "extension", "renewal"])),
                name="tpe_application_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationapplication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "submitted", "returned", "with_committee"))),
                fields=("organisation", "country"),
                name="one_open_application_a_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "granted", "not_granted"]), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="decided_tpe_application_has_item",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["country", "-decided_on"], name="decisions_of_country"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "prepared",
                            "circulated",
                            "postponed",
                            "agenda",
                            "convened",
                            "recorded",
                            "adopted",
                            "not_adopted",
                            "withdrawn",
                        ],
                    )
                ),
                name="decision_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("prepared", "withdrawn")),
                    ("closes_on__isnull", False),
                    models.Q(("origin", "platform"), _negated=True),
                    ("form", "meeting"),
                    _connector="OR",
                ),
                name="circulated_decision_has_window",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["adopted", "not_adopted"]), _negated=True),
                    ("decided_on__isnull", False),
                    ("origin", "imported"),
                    _connector="OR",
                ),
                name="concluded_decision_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form", "meeting"), ("origin", "platform")),
                fields=("country", "ordinal"),
                name="meeting_ordinal_once",
            ),
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
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__isnull", False), ("is_set_up", True), _connector="OR"),
                name="seat_names_its_change",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("committee", "user"), name="committee_seat_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="committeemember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("is_co_chair", True)),
                fields=("committee", "side"),
                name="one_co_chair_a_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["participant", "tpe", "secretariat", "registry", "committee", "government", "auditor"],
                    )
                ),
                name="appointment_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"),
                name="appointment_ends_after_start",
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
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("user", "organisation", "role", "country"),
                name="appointment_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["all", "members", "side"])), name="remark_audience_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "side"), _negated=True),
                    models.Q(("side", ""), _negated=True),
                    _connector="OR",
                ),
                name="remark_of_side_has_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebook",
            constraint=models.UniqueConstraint(fields=("country", "track", "version"), name="rulebook_version_once"),
        ),
        migrations.AddConstraint(
            model_name="rulebook",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("country", "="),
                    (models.Func(models.F("track"), function="lower"), "="),
                    ("in_force", "&&"),
                ],
                name="rulebook_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "adopted", "rejected", "withdrawn"])),
                name="rulebook_proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["adopted", "rejected"]), _negated=True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="rulebook_proposal_has_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_by__isnull", False), ("rulebook__isnull", False), ("state", "adopted")),
                    models.Q(models.Q(("state", "adopted"), _negated=True), ("rulebook", None)),
                    _connector="OR",
                ),
                name="adopted_proposal_became_a_rulebook",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("source_url", ""), _negated=True), name="rulebook_proposal_has_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="rulebookproposal",
            constraint=models.UniqueConstraint(
                models.F("country"),
                django.db.models.functions.text.Lower("track"),
                condition=models.Q(("state", "proposed")),
                name="one_open_proposal_a_track",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.UniqueConstraint(fields=("country", "track", "stem"), name="rule_document_once"),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("stem__regex", "^JCM_[A-Z]{2}(_[A-Za-z0-9]+)+$")), name="rule_document_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__in", ["general", "project_cycle", "tpe", "committee", "forms"])),
                name="rule_category_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulepackage",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "with_committee", "adopted", "not_adopted", "withdrawn"])),
                name="rule_package_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rulepackage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "adopted", "not_adopted"]), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="decided_package_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.UniqueConstraint(fields=("document", "version"), name="rule_version_once"),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__regex", "^\\d{2}\\.\\d$")), name="rule_version_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("document", "="), ("valid", "&&")], name="rule_version_one_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="designationspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "standing__in",
                        [
                            "in_force",
                            "provisional",
                            "suspended",
                            "given_up",
                            "revoked",
                            "withdrawn",
                            "expired",
                            "not_renewed",
                        ],
                    )
                ),
                name="spell_standing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("function", ""), ("scope", None)),
                    models.Q(("function__in", ["validation", "verification"]), ("scope__isnull", False)),
                    _connector="OR",
                ),
                name="spell_of_whole_or_of_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationspell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("since", None), ("ended_on__gte", models.F("since")), _connector="OR"
                ),
                name="spell_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationspell",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("designation", "function", "scope"),
                name="one_open_spell_a_scope",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="designation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["provisional", "designated", "suspended", "expired", "withdrawn"])),
                name="designation_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="designation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("reference",),
                name="designation_reference_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["paper", "invitation", "report", "annex"])),
                name="shared_file_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "annex"), ("annex_number__regex", "^\\d+(\\.\\d+)*$")),
                    models.Q(models.Q(("kind", "annex"), _negated=True), ("annex_number", "")),
                    _connector="OR",
                ),
                name="annex_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("annex_number", ""), _negated=True),
                fields=("decision", "annex_number"),
                name="annex_number_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharedfileversion",
            constraint=models.UniqueConstraint(fields=("shared", "number"), name="shared_version_once"),
        ),
        migrations.AddIndex(
            model_name="fileopening",
            index=models.Index(fields=["version", "-at"], name="openings_of_version"),
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
        migrations.AddConstraint(
            model_name="specialmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "with_committee", "adopted", "not_adopted", "withdrawn"])),
                name="special_measure_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "adopted", "not_adopted"]), _negated=True),
                    ("decision_item__isnull", False),
                    _connector="OR",
                ),
                name="decided_measure_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialmeasure",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "adopted")),
                expressions=[("country", "="), ("track", "="), ("rule_key", "="), ("span", "&&")],
                name="one_measure_a_rule_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="standingdeclaration",
            index=models.Index(fields=["member", "-at"], name="standing_of_member"),
        ),
        migrations.AddIndex(
            model_name="waitingstep",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["role", "due_on"], name="open_steps_by_role"
            ),
        ),
        migrations.AddIndex(
            model_name="waitingstep",
            index=models.Index(fields=["limit_key", "country"], name="steps_by_limit"),
        ),
        migrations.AddIndex(
            model_name="waitingstep",
            index=models.Index(condition=models.Q(("done_at", None)), fields=["remind_on"], name="steps_to_remind"),
        ),
        migrations.AddIndex(
            model_name="waitingstep",
            index=models.Index(condition=models.Q(("done_at", None)), fields=["escalate_on"], name="steps_to_escalate"),
        ),
        migrations.AddConstraint(
            model_name="waitingstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at", None)), fields=("paper",), name="one_open_step_a_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["participant", "tpe", "secretariat", "registry", "committee", "government", "auditor"],
                    )
                ),
                name="waiting_step_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("officer", None), ("role", "secretariat"), _connector="OR"),
                name="only_jcma_has_steps_in_hand",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_on", None), models.Q(("escalate_on", None), ("remind_on", None)), _connector="OR"
                ),
                name="paused_step_reminds_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="termchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="term_change_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="termchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "extended"), _negated=True),
                    ("due_after__gt", models.F("due_before")),
                    _connector="OR",
                ),
                name="extension_gives_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="termchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days_left__isnull", False), ("due_after", None), ("kind", "paused")),
                    models.Q(("due_after__isnull", False), ("kind__in", ["extended", "resumed"])),
                    _connector="OR",
                ),
                name="pause_keeps_what_is_left",
            ),
        ),
    ]
