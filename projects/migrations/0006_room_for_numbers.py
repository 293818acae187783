"""Numbers have room beyond three digits, and those of examples are of another form."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0005_fit_text_holds"),
        ("common", "0004_guards"),
        ("partners", "0005_fit_text_holds"),
        ("projects", "0005_fit_text_holds"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="methodology",
            name="methodology_reference_form",
        ),
        migrations.RemoveConstraint(
            model_name="methodologyproposal",
            name="proposal_reference_form",
        ),
        migrations.RemoveConstraint(
            model_name="project",
            name="project_reference_form",
        ),
        migrations.RemoveConstraint(
            model_name="projectideanote",
            name="pin_reference_form",
        ),
        AddConstraintNotValid(
            model_name="methodology",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference", ""),
                    ("reference__regex", "^[A-Z]{2}_AM(-EX)?([0-9]{3}|[1-9][0-9]{3,5})$"),
                    _connector="OR",
                ),
                name="methodology_number_form",
            ),
        ),
        AddConstraintNotValid(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference", None),
                    ("reference__regex", "^[A-Z]{2}_PM(-EX)?([0-9]{3}|[1-9][0-9]{3,5})$"),
                    _connector="OR",
                ),
                name="proposal_number_form",
            ),
        ),
        AddConstraintNotValid(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference", None),
                    models.Q(("origin", "example"), ("reference__regex", "^[A-Z]{2}-EX([0-9]{3}|[1-9][0-9]{3,5})$")),
                    models.Q(
                        models.Q(("origin", "example"), _negated=True),
                        ("reference__regex", "^[A-Z]{2}([0-9]{3}|[1-9][0-9]{3,5})$"),
                    ),
                    _connector="OR",
                ),
                name="project_number_form",
            ),
        ),
        AddConstraintNotValid(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reference", None),
                    ("reference__regex", "^[A-Z]{2}_PIN(-EX)?([0-9]{3}|[1-9][0-9]{3,5})$"),
                    _connector="OR",
                ),
                name="pin_number_form",
            ),
        ),
    ]
