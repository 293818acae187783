"""The numbers from before are judged by the new forms too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_room_for_numbers")]
    operations = [
        ValidateConstraint("methodology", "methodology_number_form"),
        ValidateConstraint("methodologyproposal", "proposal_number_form"),
        ValidateConstraint("project", "project_number_form"),
        ValidateConstraint("projectideanote", "pin_number_form"),
    ]
