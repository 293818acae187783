"""The rows from before the rule of text are judged too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("committee", "0004_fit_text")]
    operations = [
        ValidateConstraint("agendapoint", "agendapoint_title_fit"),
        ValidateConstraint("formername", "formername_name_fit"),
    ]
