"""Nobody decides on their own interest; rules are valid by decision; what was said stays."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("common", "0004_guards"), ("partners", "0002_guards"), ("committee", "0001_schema")]
    operations = [
        InstallSql("committee", "decisions/interests.sql", "331c142ee9e7fc35"),
        InstallSql("committee", "decisions/stays.sql", "10ad31baaa384e3a"),
        InstallSql("committee", "designations/stays.sql", "048f7cbcebac3e6c"),
        InstallSql("committee", "rules/rule_versions.sql", "c6bd9b75cb05ea01"),
    ]
