"""Ways to break the guard: each is a change of its source."""
from pathlib import Path

from tests.guard.judge import CLASSES, ROOT

_SOURCES = ROOT / "deploy/src/main/java/sealedstore/deploy/guard/policy"

# What is broken: file, text, and what comes in its place.
MUTANTS = {
    "conditions are not compared": (
        "Statement.java", "has -> has.implies(wanted)", "has -> true || has.implies(wanted)"),
    "a condition may be dropped": (
        "Statement.java", "        && other.conditions.stream()",
        "        && conditions.size() >= 0 || other.conditions.stream()"),
    "IfExists is as good as none": (
        "Comparison.java", "(ifExists == other.ifExists || other.ifExists)", "true"),
    "negated operators are compared as others": (
        "Comparison.java", "if (POSITIVE.contains(operator))", "if (!operator.isEmpty())"),
    "the last part of an ARN is not compared": ("Term.java", "i < parts.size();", "i < parts.size() - 1;"),
    "resources have no case": ("Policy.java", 'name.equals("Action"),', "true,"),
    "a star in the middle is not there": (
        "Patterns.java", "        alphabet.forEach(",
        "        (next == '*' && state.at < pattern.length() - 1 ? List.<Character>of() : alphabet).forEach("),
    "NotAction is Action": (
        "Element.java", "negated ? allWithin(other.texts(), texts())", "negated ? allWithin(texts(), other.texts())"),
    "NotAction contains everything": ("Element.java", "isApartFrom(other.texts())", "true"),
    "NotPrincipal is Principal": (
        "Statement.java", "    if (notPrincipals || other.notPrincipals) {", "    if (allows && !allows) {"),
    "everyone is every account": ("Statement.java", 'principal.startsWith("AWS ")', "!principal.isEmpty()"),
    "one value of a list counts": (
        "Comparison.java", "if (POSITIVE.contains(operator)) {\n      return values.stream().allMatch(",
        "if (POSITIVE.contains(operator)) {\n      return values.stream().anyMatch("),
    "denials are not compared": (
        "PolicyChange.java", "missing(before, after, statement -> !statement.allows())", "List.of()"),
}


def compiled(name: str, folder: Path, java) -> Path:
    """A folder with the classes of the broken source."""
    file, text, broken = MUTANTS[name]
    source = (_SOURCES / file).read_text(encoding="utf-8")
    if source.count(text) != 1:
        raise ValueError(f"{name}: {file} has the text {source.count(text)} times: {text}")
    mutant = folder / file
    mutant.write_text(source.replace(text, broken), encoding="utf-8")
    classes = folder / "classes"
    done = java("-d", str(classes), "-cp", ":".join(map(str, CLASSES)), str(mutant), tool="javac")
    if done.returncode:
        raise RuntimeError(f"{name} does not compile: {done.stderr}")
    return classes
