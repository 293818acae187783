"""What becomes public for good holds no sign that nobody sees, and something that is seen (`common.text`)."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import common.text


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0004_fit_text"),
        ("common", "0004_guards"),
        ("partners", "0004_fit_text"),
        ("projects", "0003_names_of_papers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="methodology",
            name="title",
            field=models.CharField(max_length=300, validators=[common.text.one_line]),
        ),
        migrations.AlterField(
            model_name="methodologyproposal",
            name="title",
            field=models.CharField(
                blank=True, max_length=300, validators=[common.text.one_line], verbose_name="title of the methodology"
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="title",
            field=models.CharField(blank=True, max_length=300, validators=[common.text.one_line]),
        ),
        migrations.AlterField(
            model_name="projectdesign",
            name="title",
            field=models.CharField(
                blank=True, max_length=300, validators=[common.text.one_line], verbose_name="A.1 title"
            ),
        ),
        migrations.AlterField(
            model_name="projectideanote",
            name="title",
            field=models.CharField(blank=True, max_length=300, validators=[common.text.one_line], verbose_name="title"),
        ),
        migrations.AlterField(
            model_name="publicinput",
            name="name",
            field=models.CharField(max_length=120, validators=[common.text.one_line], verbose_name="your name"),
        ),
        migrations.AlterField(
            model_name="publicinput",
            name="organisation",
            field=models.CharField(
                blank=True, max_length=200, validators=[common.text.one_line], verbose_name="organisation"
            ),
        ),
        migrations.AlterField(
            model_name="publicinput",
            name="text",
            field=models.TextField(
                max_length=10000, validators=[common.text.no_control_signs], verbose_name="your comment"
            ),
        ),
        AddConstraintNotValid(
            model_name="methodology",
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
                name="methodology_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="methodologyproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("title", ""),
                        (
                            "title__regex",
                            "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                        ),
                        _connector="OR",
                    ),
                ),
                name="methodologyproposal_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("title", ""),
                        (
                            "title__regex",
                            "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                        ),
                        _connector="OR",
                    ),
                ),
                name="project_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="projectdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("title", ""),
                        (
                            "title__regex",
                            "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                        ),
                        _connector="OR",
                    ),
                ),
                name="projectdesign_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="projectideanote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "title__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("title", ""),
                        (
                            "title__regex",
                            "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                        ),
                        _connector="OR",
                    ),
                ),
                name="projectideanote_title_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="publicinput",
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
                name="publicinput_name_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="publicinput",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "organisation__regex",
                            "[\\u0009\\u000a\\u000d\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("organisation", ""),
                        (
                            "organisation__regex",
                            "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                        ),
                        _connector="OR",
                    ),
                ),
                name="publicinput_organisation_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
        AddConstraintNotValid(
            model_name="publicinput",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "text__regex",
                            "[\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]|(?<![\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\u0900-\\u0dff\\u1000-\\u109f\\u1780-\\u18af\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u2190-\\u2bff\\ufe0f\\U0001f000-\\U0001faff])[\\u200c\\u200d]",
                        ),
                        _negated=True,
                    ),
                    (
                        "text__regex",
                        "[^\\s\\u00a0\\u1680\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f\\u2800\\u3000\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff\\ue000-\\uf8ff\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000f0000-\\U0010ffff]",
                    ),
                ),
                name="publicinput_text_fit",
                violation_error_message="Write something that can be seen: this text has blanks or invisible signs alone.",
            ),
        ),
    ]
