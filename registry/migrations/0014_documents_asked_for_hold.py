"""The documents from before are judged by the new rules too; they are read while the platform serves."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_documents_asked_for")]
    operations = [
        ValidateConstraint("accountdocument", "account_document_slot_known"),
        ValidateConstraint("accountdocument", "account_document_answers_its_request"),
    ]
