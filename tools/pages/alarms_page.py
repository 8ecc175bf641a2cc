"""Writes the descriptions of the alarms into docs/how-to/alarms.md: the quotation below each alarm's heading."""
import re

from tests.template.stack import ALARM_TOPIC, Deployment, Stack
from tools.pages.generated import DOCS

PAGE = DOCS / "how-to" / "alarms.md"


def written(page: str, template: dict) -> str:
    """The page with each alarm's description as a quotation, the reference to this very page left out."""
    deployment = Deployment(options={"AlarmTopicArn": ALARM_TOPIC})
    for alarm in Stack(template, deployment).of_type("AWS::CloudWatch::Alarm").values():
        name = alarm["AlarmName"].removeprefix(f"{deployment.company}-{deployment.environment}-")
        text = alarm["AlarmDescription"].rpartition(" More: docs/")[0]
        page, found = re.subn(rf"(?<=^## {name}\n\n)> .*(?=\n)", lambda _, text=text: f"> {text}", page, flags=re.MULTILINE)
        if found != 1:
            raise ValueError(f"the page lacks a section '## {name}' that begins with a quotation")
    return page
