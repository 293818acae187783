"""A trusted account and the details of a holder change by two representatives; what is on a list already stays."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("registry", "0003_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="holderdetails",
            name="details_state_known",
        ),
        migrations.AddField(
            model_name="holderdetails",
            name="proposed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="holderdetails",
            name="proposed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="holderdetails",
            name="proposed_values",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="trustedaccount",
            name="approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="trustedaccount",
            name="approved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="holderdetails",
            name="state",
            field=models.CharField(
                choices=[
                    ("confirmed", "Confirmed"),
                    ("due", "Confirmation due"),
                    ("proposed", "Changed; waits for a second representative"),
                ],
                default="confirmed",
                max_length=50,
            ),
        ),
        migrations.AlterField(
            model_name="trustedaccount",
            name="active_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="holderdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["confirmed", "due", "proposed"])), name="details_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="holderdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "proposed"), _negated=True), ("proposed_by__isnull", False), _connector="OR"
                ),
                name="details_have_proposer",
            ),
        ),
        AddConstraintNotValid(
            model_name="trustedaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("active_on", None),
                    ("removed_at__isnull", False),
                    models.Q(
                        ("approved_by__isnull", False), models.Q(("approved_by", models.F("added_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="trusted_account_by_two",
            ),
        ),
    ]
