"""Compares the text of a response with the types of AWS's service model, which a client in a strictly typed language needs.

botocore's own parsers accept "5" for 5, and take every text but "true" for false.
"""
import json
import re
from xml.etree import ElementTree

_SCALARS = {"string", "character", "blob", "integer", "long", "float", "double", "boolean", "timestamp"}
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
_XML = {
    "integer": r"-?\d+", "long": r"-?\d+", "float": r"-?\d+(\.\d+)?(E-?\d+)?", "double": r"-?\d+(\.\d+)?(E-?\d+)?",
    "boolean": "true|false", "timestamp": _TIME, "string": "(?s).*",
}


def mismatches(protocol: str, shape, body: bytes) -> list[str]:
    """One line for each value of another type: "Table.ProvisionedThroughput.ReadCapacityUnits is str, not long"."""
    if shape is None or not body:
        return []
    if protocol == "query":
        root = ElementTree.fromstring(re.sub(rb'\sxmlns="[^"]*"', b"", body, count=1))
        return list(_of_xml(root.find(shape.serialization["resultWrapper"]), shape, ""))
    return list(_of_json(json.loads(body), shape, ""))


def _of_json(value, shape, path: str):
    kind = shape.type_name
    if value is None:
        return
    if kind in _SCALARS:
        if not _is_json(value, kind, shape):
            yield f"{path} is {type(value).__name__} {value!r}, not {kind}"
    elif not isinstance(value, list if kind == "list" else dict):
        yield f"{path} is {type(value).__name__}, not {kind}"
    elif kind == "structure":
        for name, member in shape.members.items():
            key = member.serialization.get("name", name)
            yield from _of_json(value.get(key), member, f"{path}.{key}".lstrip("."))
    elif kind == "list":
        for each in value:
            yield from _of_json(each, shape.member, f"{path}[]")
    else:
        for key, each in value.items():
            yield from _of_json(each, shape.value, f"{path}.{key}")


def _is_json(value, kind: str, shape) -> bool:
    if kind in ("integer", "long"):
        return type(value) is int
    if kind in ("float", "double"):
        return type(value) in (int, float)
    if kind == "boolean":
        return type(value) is bool
    if kind == "timestamp" and shape.serialization.get("timestampFormat") != "iso8601":
        return type(value) in (int, float)
    return isinstance(value, str) and (kind != "timestamp" or re.fullmatch(_TIME, value) is not None)


def _of_xml(element, shape, path: str):
    kind = shape.type_name
    if element is None:
        return
    if kind in _SCALARS:
        if not re.fullmatch(_XML[kind], element.text or ""):
            yield f"{path} is {element.text!r}, not {kind}"
    elif kind == "structure":
        for name, member in shape.members.items():
            key = member.serialization.get("name", name)
            for found in element.findall(key):
                yield from _of_xml(found, member, f"{path}.{key}".lstrip("."))
    elif kind == "list":
        for each in element:
            if each.tag != "member":
                yield f"{path} has an element {each.tag}, not member"
            yield from _of_xml(each, shape.member, f"{path}[]")
    else:
        raise NotImplementedError(f"{path}: a {kind} in XML")
