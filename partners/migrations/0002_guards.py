"""The person that the system is, and what the database refuses whoever writes."""

from django.db import migrations

from common.sql_files import InstallSql


def make_system(apps, schema_editor):
    user = apps.get_model("partners", "User")
    if not user.objects.filter(is_system=True).exists():
        user.objects.create(email="system@localhost", name="System", password="!", is_system=True, wants_mail=False)


class Migration(migrations.Migration):
    dependencies = [("common", "0004_guards"), ("partners", "0001_schema")]
    operations = [
        migrations.RunPython(make_system, migrations.RunPython.noop),
        InstallSql("partners", "countries/countries.sql", "222059e5bf1ca32e"),
        InstallSql("partners", "people/people.sql", "a278c7842093a17f"),
        InstallSql("partners", "rulebooks/stays.sql", "cf2cf2fe12748b70"),
    ]
