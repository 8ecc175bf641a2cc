"""Policy documents in one form, so that equivalent ones compare equal."""


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def statements(document: dict) -> dict:
    """Sid -> statement, with every list sorted and every single value made a list."""
    assert document.keys() == {"Version", "Statement"}
    assert document["Version"] == "2012-10-17"
    listed = as_list(document["Statement"])
    found = {statement["Sid"]: normal(statement) for statement in listed}
    assert len(found) == len(listed), "a Sid occurs twice"
    return found


def normal(statement: dict) -> dict:
    form = {key: sorted(as_list(value)) for key, value in statement.items()
            if key not in ("Sid", "Effect", "Principal", "Condition")}
    form["Effect"] = statement["Effect"]
    if "Principal" in statement:
        form["Principal"] = _principal(statement["Principal"])
    if "Condition" in statement:
        form["Condition"] = {operator: {key: sorted(as_list(value)) for key, value in keys.items()}
                             for operator, keys in statement["Condition"].items()}
    return form


def _principal(principal):
    if isinstance(principal, str):
        return principal
    return {kind: sorted(as_list(value)) for kind, value in principal.items()}


def documents(node, path: str = "") -> dict:
    """Path -> every policy document at any depth."""
    found = {}
    if isinstance(node, dict):
        if "Statement" in node:
            found[path] = node
        for key, value in node.items():
            found |= documents(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            found |= documents(value, f"{path}[{index}]")
    return found
