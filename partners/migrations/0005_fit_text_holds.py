"""The rows from before the rule of text are judged too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partners", "0004_fit_text")]
    operations = [
        ValidateConstraint("organisation", "organisation_name_fit"),
        ValidateConstraint("organisation", "organisation_name_ja_fit"),
        ValidateConstraint("user", "user_name_fit"),
    ]
