"""The examples of "Filter pattern syntax for metric filters" in the CloudWatch Logs user guide, and what is refused."""
import json

import pytest

from local.emulator.filter_pattern import matches

TRAIL = json.dumps({
    "eventType": "UpdateTrail", "sourceIPAddress": "111.111.111.111", "arrayKey": ["value", "another value"],
    "objectList": [{"name": "a", "id": 1}, {"name": "b", "id": 2}], "SomeObject": None, "ThisFlag": True})
USERS = json.dumps({
    "user": {"id": 1, "email": "John.Stiles@example.com"},
    "users": [{"id": 2, "email": "John.Doe@example.com"}, {"id": 3, "email": "Jane.Doe@example.com"}],
    "actions": ["GET", "PUT", "DELETE"], "coordinates": [[0, 1, 2], [4, 5, 6], [7, 8, 9]]})
LATENCY = json.dumps({"latency": 50, "requestType": "GET"})


@pytest.mark.parametrize(("pattern", "line", "expected"), [
    ('{ $.eventType = "UpdateTrail" }', TRAIL, True),
    ('{ $.eventType = "UpdateTrai" }', TRAIL, False),
    ("{ $.sourceIPAddress != 123.123.* }", TRAIL, True),
    ("{ $.sourceIPAddress != 111.111.* }", TRAIL, False),
    ('{ $.arrayKey[0] = "value" }', TRAIL, True),
    ("{ $.objectList[1].id = 2 }", TRAIL, True),
    ("{ $.objectList[0].id = 2 }", TRAIL, False),
    ("{ $.SomeObject IS NULL }", TRAIL, True),
    ("{ $.eventType IS NULL }", TRAIL, False),
    ("{ $.SomeOtherObject IS NULL }", TRAIL, False),
    ("{ $.SomeOtherObject NOT EXISTS }", TRAIL, True),
    ("{ $.SomeObject NOT EXISTS }", TRAIL, False),
    ("{ $.ThisFlag IS TRUE }", TRAIL, True),
    ("{ $.ThisFlag IS FALSE }", TRAIL, False),
    ('{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', USERS, True),
    ('{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', USERS, False),
    ('{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }', USERS, True),
    ('{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }', USERS, False),
    # A selector must point to a value: an array matches neither way.
    ("{ $.users = 1 }", USERS, False),
    ("{ $.users != 1 }", USERS, False),
    ("{ $.latency = * }", LATENCY, True),
    ("{ $.latency = * }", TRAIL, False),
    ("{ $.latency < 50 }", LATENCY, False),
    ("{ $.latency <= 5e1 }", LATENCY, True),
    ("{ $.latency > 49.5 }", LATENCY, True),
    ("{ $.latency = 50 }", LATENCY, True),
    ("{ $.users[1].id = 3 }", USERS, True),
    ("{ $.nothing NOT EXISTS }", LATENCY, True),
    ("{ $.requestType > 1 }", LATENCY, False),
    ("{ $.latency = * }", "no JSON", False),
    ("{ $.latency = * }", "[1]", False),
])
def test_selects_what_cloudwatch_says_it_selects(pattern, line, expected):
    assert matches(pattern, line) is expected


@pytest.mark.parametrize("pattern", [
    "$.a = 1", "{ $.a = 1", "{ $.a }", "{ $.a = }", "{ $.a > x }", "{ $.a = %x% }", "{ $.* = 1 }", "{ a = 1 }",
    "{ $.a = 1 } { $.b = 1 }", "{ $.a IS NOT NULL }", "{ $.a EXISTS }", "{ }", "{ $.a & $.b }"])
def test_refuses_what_it_does_not_understand(pattern):
    with pytest.raises((ValueError, IndexError)):
        matches(pattern, LATENCY)
