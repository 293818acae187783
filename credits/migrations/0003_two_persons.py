"""Authorisations become papers, and what is authorised or issued is so by two persons.

What was authorised or issued before bears no names: its rules hold from now on, so they are not asked of the past.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from common.sql_files import InstallSql

PAPERS_OF_EARLIER_VERSIONS = """
DO $$
DECLARE
  earlier record;
  made bigint;
BEGIN
  FOR earlier IN
    SELECT a.id, a.reference, a.origin, a.is_current, a.authorised_on, c.iso2
    FROM credits_authorisation a JOIN partners_partnercountry c ON c.id = a.country_id WHERE a.paper_id IS NULL
  LOOP
    INSERT INTO common_paper (kind, reference, title, address, country, state, origin)
    VALUES (
      'authorisation', earlier.reference,
      jsonb_build_object('text', '%(name)s', 'values', jsonb_build_object('name', earlier.reference)),
      '/authorisations/' || earlier.id || '/', earlier.iso2,
      CASE WHEN earlier.is_current THEN 'in_force' ELSE 'replaced' END, earlier.origin
    ) RETURNING id INTO made;
    UPDATE credits_authorisation
    SET paper_id = made, state = CASE WHEN earlier.is_current THEN 'in_force' ELSE 'replaced' END,
        in_force_at = earlier.authorised_on
    WHERE id = earlier.id;
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0004_guards"),
        ("credits", "0002_guards"),
        ("partners", "0002_guards"),
        ("registry", "0003_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="authorisation",
            name="authorisation_version_once",
        ),
        migrations.RemoveConstraint(
            model_name="authorisation",
            name="authorisation_one_current",
        ),
        migrations.RemoveConstraint(
            model_name="issuance",
            name="issuance_state_known",
        ),
        migrations.AddField(
            model_name="authorisation",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="ended_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="in_force_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="paper",
            field=models.OneToOneField(
                null=True,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s",
                to="common.paper",
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="proposed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="authorisation",
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
            model_name="authorisation",
            name="replaces",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_versions",
                to="credits.authorisation",
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed; waits for a second officer"),
                    ("in_force", "In force"),
                    ("replaced", "Replaced by a later version"),
                    ("declined", "Not put in force"),
                ],
                default="proposed",
                max_length=50,
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="state_note",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="issuance",
            name="issued_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="issuance",
            name="proposed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="issuance",
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
            model_name="issuance",
            name="state_note",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AlterField(
            model_name="authorisedrange",
            name="is_current",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="issuance",
            name="state",
            field=models.CharField(
                choices=[
                    ("notified", "Notified; the registry issues"),
                    ("proposed", "Proposed; waits for a second administrator"),
                    ("issued", "Issued"),
                ],
                default="notified",
                max_length=50,
            ),
        ),
        migrations.RunSQL(PAPERS_OF_EARLIER_VERSIONS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="authorisation",
            name="paper",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="common.paper"
            ),
        ),
        migrations.RemoveField(
            model_name="authorisation",
            name="is_current",
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "in_force", "replaced", "declined"])),
                name="authorisation_state_known",
            ),
        ),
        AddConstraintNotValid(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["proposed", "declined"]),
                    models.Q(("confirmed_by", None), ("proposed_by", None), ("state", "replaced")),
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("in_force_at__isnull", False),
                        ("proposed_by__isnull", False),
                        models.Q(("confirmed_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="authorisation_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "declined"), _negated=True),
                fields=("reference", "version"),
                name="authorisation_version_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")), fields=("reference",), name="authorisation_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["notified", "proposed", "issued"])), name="issuance_state_known"
            ),
        ),
        AddConstraintNotValid(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "notified"),
                    models.Q(("proposed_at__isnull", False), ("proposed_by__isnull", False)),
                    _connector="OR",
                ),
                name="issuance_has_proposer",
            ),
        ),
        AddConstraintNotValid(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(
                        ("issued_by__isnull", False), models.Q(("issued_by", models.F("proposed_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="issuance_by_two",
            ),
        ),
        InstallSql("credits", "models/authorisations.sql", "2346b770cd212807"),
    ]
