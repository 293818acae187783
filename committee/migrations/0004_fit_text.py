"""What becomes public for good holds no sign that nobody sees, and something that is seen (`common.text`)."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import common.text


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0003_names_of_papers"),
        ("partners", "0002_guards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agendapoint",
            name="title",
            field=models.CharField(max_length=300, validators=[common.text.one_line]),
        ),
        migrations.AlterField(
            model_name="formername",
            name="name",
            field=models.CharField(max_length=300, validators=[common.text.one_line]),
        ),
        AddConstraintNotValid(
            model_name="agendapoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    (
                        "title__regex",
                        "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                    ),
                ),
                name="agendapoint_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="formername",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "name__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    (
                        "name__regex",
                        "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                    ),
                ),
                name="formername_name_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
    ]
