"""Writes the tables of docs/reference/parameters.md from the parameters of template.yaml."""
from tools.pages.generated import DOCS, replaced

PAGE = DOCS / "reference" / "parameters.md"
BEGIN = "<!-- parameters: written by `make docs`, do not edit -->\n"
END = "<!-- end of the parameters -->\n"


def written(page: str, template: dict) -> str:
    """The page with a table for each group of parameters, in the order in which CloudFormation's console shows them."""
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    return replaced(page, BEGIN, END, "\n".join(_table(group, template["Parameters"]) for group in groups))


def _table(group: dict, parameters: dict) -> str:
    rows = [f"| `{name}` | {_default(parameters[name])} | {_allowed(parameters[name])} | {parameters[name]['Description']} |\n"
            for name in group["Parameters"]]
    return f"## {group['Label']['default']}\n\n| parameter | default | allowed | what it sets |\n|---|---|---|---|\n{''.join(rows)}"


def _default(parameter: dict) -> str:
    return f"`{parameter['Default']}`" if parameter["Default"] != "" else "empty"


def _allowed(parameter: dict) -> str:
    if "AllowedValues" in parameter:
        return ", ".join(f"`{value}`" for value in parameter["AllowedValues"])
    if "MinValue" in parameter:
        return f"{parameter['MinValue']:,} to {parameter['MaxValue']:,}"
    return parameter["ConstraintDescription"].removeprefix("must be ").removesuffix(".")
