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
        InstallSql("partners", "sql/interests.sql", "ea9ca96d9e5160e5"),
        InstallSql("partners", "sql/rule_versions.sql", "a0a518c7c935ac91"),
        InstallSql("partners", "sql/stays.sql", "f0f5154fc44242a0"),
        InstallSql("partners", "sql/countries.sql", "222059e5bf1ca32e"),
        InstallSql("partners", "sql/people.sql", "fd8a10571ad1b930"),
    ]
