"""The system is a person: whatever follows from time or from others' answers is done by it."""

from django.db import migrations


def make(apps, schema_editor):
    user = apps.get_model("partners", "User")
    if not user.objects.filter(is_system=True).exists():
        user.objects.create(email="system@localhost", name="System", password="!", is_system=True, wants_mail=False)


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_start")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
