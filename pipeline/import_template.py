#!/usr/bin/env python3
"""Prints template.yaml with the resources that survive a deleted stack and no others, as an import into a new stack takes
it: docs/how-to/operations.md, "Take over what a deleted stack has left". Run it with the Python of SAM's virtual environment."""
import json
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[1] / "template.yaml"


def import_template(template: dict) -> dict:
    kept = {logical_id: {name: value for name, value in resource.items() if name != "DependsOn"}
            for logical_id, resource in template["Resources"].items()
            if resource.get("DeletionPolicy") == "RetainExceptOnCreate"}
    return {**{name: template[name] for name in ("AWSTemplateFormatVersion", "Parameters", "Conditions")},
            "Resources": kept}


if __name__ == "__main__":
    from samcli.yamlhelper import yaml_parse

    print(json.dumps(import_template(yaml_parse(TEMPLATE.read_text(encoding="utf-8"))), indent=2))
