"""docs/how-to/alarms.md quotes the descriptions that the alarms have."""
import pytest

from tools.pages import alarms_page

PAGE = alarms_page.PAGE.read_text(encoding="utf-8")


def test_a_changed_description_is_quoted(template):
    template["Resources"]["WriterErrorsAlarm"]["Properties"]["AlarmDescription"] = r"Do \1 now. More: docs/x.md, writer-errors."
    assert "## writer-errors\n\n> Do \\1 now.\n\n" in alarms_page.written(PAGE, template)


def test_an_alarm_without_a_section_is_refused(template):
    with pytest.raises(ValueError, match="## reader-errors"):
        alarms_page.written(PAGE.replace("## reader-errors", "## other"), template)
