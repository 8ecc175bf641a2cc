"""The examples of EventBridge's pages on event patterns, and what is refused."""
import pytest

from tests.template.event_pattern import matches

EVENT = {"source": "aws.ec2", "detail": {"state": "running", "c-count": 5, "code": 0, "on": False,
                                         "resources": [{"ARN": "a", "type": "key"}, {"ARN": "b"}], "name": "image.png",
                                         "nested": {"leaf": "x"}}}


@pytest.mark.parametrize(("pattern", "expected"), [
    ({"source": ["aws.ec2"]}, True),
    ({"source": ["aws.s3", "aws.ec2"]}, True),
    ({"source": ["aws.s3"]}, False),
    ({"source": ["aws.ec2"], "detail": {"state": ["stopped"]}}, False),
    ({"detail": {"resources": {"ARN": ["b"]}}}, True),
    ({"detail": {"resources": {"ARN": ["c"]}}}, False),
    ({"detail": {"state": [{"anything-but": "initializing"}]}}, True),
    ({"detail": {"state": [{"anything-but": ["running", "initializing"]}]}}, False),
    # A field that is not there matches no value, not even by anything-but.
    ({"detail": {"absent": [{"anything-but": "initializing"}]}}, False),
    ({"detail": {"absent": [{"exists": False}]}}, True),
    ({"detail": {"absent": {"leaf": [{"exists": False}]}}}, True),
    ({"detail": {"state": [{"exists": True}]}}, True),
    ({"detail": {"nested": {"leaf": [{"exists": True}]}}}, True),
    # "Exists matching works only on leaf nodes."
    ({"detail": {"nested": [{"exists": True}]}}, False),
    ({"detail": {"name": [{"suffix": ".png"}]}}, True),
    ({"detail": {"name": [{"suffix": ".jpg"}]}}, False),
    ({"detail": {"c-count": [{"numeric": ["<", 6]}]}}, True),
    ({"detail": {"c-count": [{"numeric": ["<", 5]}]}}, False),
    ({"detail": {"on": [False]}}, True),
    ({"detail": {"code": [False]}}, False),
    ({"detail": {"on": [{"numeric": ["<", 1]}]}}, False),
    ({"detail": {"$or": [{"c-count": [6]}, {"state": ["running"]}]}}, True),
    ({"detail": {"$or": [{"c-count": [6]}, {"state": ["stopped"]}]}}, False),
    ({"detail": {"name": ["image.png"], "$or": [{"nested": {"$or": [{"leaf": ["y"]}, {"leaf": ["x"]}]}}]}}, True),
])
def test_matches_what_eventbridge_says_it_matches(pattern, expected):
    assert matches(pattern, EVENT) is expected


@pytest.mark.parametrize("pattern", [
    {"source": "aws.ec2"}, {"source": []}, {"source": [{"prefix": "aws."}]}, {"source": [{"numeric": [">", 1]}]}])
def test_refuses_what_it_does_not_understand(pattern):
    with pytest.raises((ValueError, NotImplementedError)):
        matches(pattern, EVENT)
