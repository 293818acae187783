"""The rows from before the rule of text are judged too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_fit_text")]
    operations = [
        ValidateConstraint("methodology", "methodology_title_fit"),
        ValidateConstraint("methodologyproposal", "methodologyproposal_title_fit"),
        ValidateConstraint("project", "project_title_fit"),
        ValidateConstraint("projectdesign", "projectdesign_title_fit"),
        ValidateConstraint("projectideanote", "projectideanote_title_fit"),
        ValidateConstraint("publicinput", "publicinput_name_fit"),
        ValidateConstraint("publicinput", "publicinput_organisation_fit"),
        ValidateConstraint("publicinput", "publicinput_text_fit"),
    ]
