"""The rows from before the rule of text are judged too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_fit_text")]
    operations = [
        ValidateConstraint("account", "account_name_fit"),
        ValidateConstraint("holderdetails", "holderdetails_name_en_fit"),
        ValidateConstraint("holderdetails", "holderdetails_name_ja_fit"),
    ]
