"""CloudWatch Logs' filter patterns for JSON, evaluated on one log line.

Follows "Filter pattern syntax for metric filters": selectors ($.a.b[0]), = != < <= > >=, IS NULL|TRUE|FALSE, NOT EXISTS, &&, ||
and parentheses. A pattern with anything else (regular expressions, wildcard selectors) is refused.
"""
import fnmatch
import json
import operator
import re

_TOKENS = re.compile(r"""\s*(?:
    (?P<selector>\$(?:\.[A-Za-z_][\w-]*|\[\d+\])+)
  | (?P<condition>IS\s+(?:NULL|TRUE|FALSE)|NOT\s+EXISTS)
  | (?P<symbol>&&|\|\||<=|>=|!=|[=<>(){}])
  | (?P<quoted>"[^"]*")
  | (?P<word>[\w.*:/@-]+)
)""", re.VERBOSE)
_NUMERIC = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_CONSTANTS = {"NULL": None, "TRUE": True, "FALSE": False}
_ABSENT = object()


def matches(pattern: str, line: str) -> bool:
    """Whether the pattern selects the line. No pattern selects a line that is not a JSON object."""
    evaluate = _Parser(pattern).whole()
    try:
        event = json.loads(line)
    except ValueError:
        return False
    return isinstance(event, dict) and evaluate(event)


def _at(selector: str, event):
    for name, index in re.findall(r"\.([A-Za-z_][\w-]*)|\[(\d+)\]", selector):
        if name and isinstance(event, dict) and name in event:
            event = event[name]
        elif index and isinstance(event, list) and int(index) < len(event):
            event = event[int(index)]
        else:
            return _ABSENT
    return event


class _Parser:
    def __init__(self, pattern: str):
        self._tokens, position = [], 0
        text = pattern.rstrip()
        while position < len(text):
            token = _TOKENS.match(text, position)
            if not token:
                raise ValueError(f"not understood at {position}: {pattern}")
            self._tokens.append((token.lastgroup, token[token.lastgroup]))
            position = token.end()

    def whole(self):
        self._expect("{")
        expression = self._any_of()
        self._expect("}")
        if self._tokens:
            raise ValueError(f"more than one expression: {self._tokens}")
        return expression

    def _any_of(self):
        terms = [self._all_of()]
        while self._accept("||"):
            terms.append(self._all_of())
        return lambda event: any(term(event) for term in terms)

    def _all_of(self):
        terms = [self._term()]
        while self._accept("&&"):
            terms.append(self._term())
        return lambda event: all(term(event) for term in terms)

    def _term(self):
        if self._accept("("):
            expression = self._any_of()
            self._expect(")")
            return expression
        selector = self._take("selector")
        kind, text = self._tokens.pop(0)
        if kind == "condition":
            *_, word = text.split()
            wanted = _CONSTANTS.get(word, _ABSENT)
            return lambda event: _at(selector, event) is wanted
        if text not in ("=", "!=", *_NUMERIC):
            raise ValueError(f"an operator, and not {text}")
        return _comparison(selector, text, *self._tokens.pop(0))

    def _accept(self, text: str) -> bool:
        found = bool(self._tokens) and self._tokens[0][1] == text
        return found and bool(self._tokens.pop(0))

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise ValueError(f"{text} expected before {self._tokens}")

    def _take(self, kind: str) -> str:
        if not self._tokens or self._tokens[0][0] != kind:
            raise ValueError(f"a {kind} expected before {self._tokens}")
        return self._tokens.pop(0)[1]


def _comparison(selector: str, sign: str, kind: str, text: str):
    if kind not in ("quoted", "word"):
        raise ValueError(f"a value, and not {text}")
    number = None if kind == "quoted" else _number(text)
    if sign in _NUMERIC and number is None:
        raise ValueError(f"{sign} takes a number, and not {text}")

    def compare(event) -> bool:
        value = _at(selector, event)
        # A selector must point to a string or a number.
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            return False
        if sign in _NUMERIC:
            return not isinstance(value, str) and _NUMERIC[sign](value, number)
        if number is not None and not isinstance(value, str):
            equal = value == number
        else:
            equal = fnmatch.fnmatchcase(str(value), re.sub(r"([\[?])", r"[\1]", text.strip('"')))
        return equal is (sign == "=")

    return compare


def _number(text: str):
    try:
        return float(text)
    except ValueError:
        return None
