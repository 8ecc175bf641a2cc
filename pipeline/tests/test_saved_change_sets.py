"""The saved change sets of the deploy module have the shape that CloudFormation's API gives them."""
import json
from datetime import datetime
from pathlib import Path

import botocore.session
import pytest
from botocore.validate import ParamValidator

SAVED = Path(__file__).resolve().parents[2] / "deploy" / "src" / "test" / "resources" / "change-sets"
SHAPE = botocore.session.get_session().get_service_model("cloudformation").shape_for("DescribeChangeSetOutput")
UNKNOWN_ON_PURPOSE = {"new-action"}


def problems(saved: dict, shape=SHAPE) -> list[str]:
    """Against the model: wrong types, unknown members, and (which botocore leaves to the service) unknown enum values."""
    saved = {**saved, "CreationTime": datetime.fromisoformat(saved["CreationTime"])}
    report = ParamValidator().validate(saved, shape).generate_report()
    return [*report.splitlines(), *_unknown(saved, shape, "")]


def _unknown(value, shape, path):
    if shape.type_name == "structure":
        for name, each in value.items():
            if name not in shape.members:
                yield f"unknown member {path}.{name}"
            else:
                yield from _unknown(each, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list":
        for position, each in enumerate(value):
            yield from _unknown(each, shape.member, f"{path}[{position}]")
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"unknown value {value} at {path}"


@pytest.mark.parametrize("file", sorted(SAVED.glob("*.json")), ids=lambda file: file.stem)
def test_saved_change_set_fits_the_api(file):
    assert bool(problems(json.loads(file.read_text()))) == (file.stem in UNKNOWN_ON_PURPOSE)


def test_contexts_hold_strings_for_scalars():
    for file in SAVED.glob("*.json"):
        for change in json.loads(file.read_text())["Changes"]:
            for name in ("BeforeContext", "AfterContext"):
                assert _only_strings(json.loads(change["ResourceChange"].get(name, "{}"))), file.stem


def _only_strings(value) -> bool:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return isinstance(value, str) if children is None else all(map(_only_strings, children))
