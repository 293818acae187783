"""The rows from before the rule of text are judged too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("credits", "0004_fit_text")]
    operations = [
        ValidateConstraint("authorisation", "authorisation_reference_fit"),
        ValidateConstraint("finaluse", "finaluse_beneficiary_fit"),
        ValidateConstraint("finaluse", "finaluse_statement_fit"),
    ]
