"""Of a paper that came back with named parts the others stay; a row that goes over to another paper asks both."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("workflow", "0004_parts_of_a_step_done")]
    operations = [InstallSql("workflow", "corrections/words.sql", "42f6c24daff30938", again=True)]
