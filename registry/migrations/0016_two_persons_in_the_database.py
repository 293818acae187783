"""Accounts of one person are no four eyes for the acts that came last, in the database too."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_fit_text_holds"), ("registry", "0015_checks_not_made")]
    operations = [InstallSql("registry", "models/two_persons.sql", "688ed1a341aec3f6")]
