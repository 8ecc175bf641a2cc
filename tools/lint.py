"""Runs every linter on this project: `python3 -m tools.lint`, behind `make lint`; with --fast, those that take seconds.

Prints one line for each linter that finds nothing, and the output of each that does; exit status 1 then. Works offline
once the tools are installed.
"""
from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools import environment, install, prerequisites
from tools.progress import Failure, run_main

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "template.yaml"
ACCOUNT_TEMPLATE = ROOT / "deploy" / "account.yaml"
WORKFLOWS = ROOT / ".github" / "workflows"
REGIONS = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "eu-north-1", "ap-southeast-2"]
SHELL_SCRIPTS = [".ci/run", "tools/find-jdk"]


def fast() -> dict[str, list[str]]:
    """Name -> command."""
    sam, lint = install.tools("sam", "lint")
    return {
        "sam validate --lint": [f"{sam}/sam", "validate", "--lint", "--template", str(TEMPLATE)],
        "ruff": [f"{lint}/ruff", "check", "--no-cache", "--quiet", str(ROOT)],
        "shellcheck": [f"{lint}/shellcheck", *(str(ROOT / script) for script in SHELL_SCRIPTS)],
        "check-jsonschema, workflows": [
            f"{lint}/check-jsonschema", "--quiet", "--builtin-schema", "vendor.github-workflows",
            *(str(workflow) for workflow in sorted(WORKFLOWS.glob("*.yml")))],
        "zizmor, workflows": [f"{lint}/zizmor", "--offline", "--no-progress", "--quiet", str(WORKFLOWS)],
        **{f"spotless, {pom}": [prerequisites.maven(), "-B", "-q", "-ntp", "-f", str(ROOT / pom), "spotless:check"]
           for pom in ("pom.xml", "bench/pom.xml")},
    }


def slow(folder: Path) -> dict[str, list[str]]:
    """Name -> command. The folder is for temporary files of the run."""
    sam, checkov = install.tools("sam", "checkov")
    translation = folder / "template.json"
    return {
        f"cfn-lint, {len(REGIONS)} regions": [
            f"{sam}/cfn-lint", "--include-experimental", "--include-checks", "I", "--regions", *REGIONS,
            "--template", str(TEMPLATE), str(ACCOUNT_TEMPLATE)],
        "checkov, templates and translation": [
            f"{checkov}/checkov", "--skip-download", "--quiet", "--compact", "--file", str(TEMPLATE),
            "--file", str(translated(translation)), "--file", str(ACCOUNT_TEMPLATE)],
    }


def translated(path: Path) -> Path:
    python = install.tool("tests") / "python"
    done = subprocess.run([str(python), "-E", "-B", "-m", "tests.template.translation"], cwd=ROOT,
                          stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise Failure("template.yaml cannot be translated")
    path.write_text(done.stdout, encoding="utf-8")
    return path


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--fast"]):
        raise Failure("usage: python3 -m tools.lint [--fast]")
    variables = {**environment.of_user(), "AWS_DEFAULT_REGION": REGIONS[0], "SAM_CLI_TELEMETRY": "0",
                 "JAVA_HOME": prerequisites.jdk()}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name, command in {**fast(), **({} if arguments else slow(Path(folder)))}.items():
            if sys.version_info < (3, 11) and not Path(command[0]).exists():  # as tools/requirements/lint.in says
                print(f"{name}: skipped, needs Python 3.11", flush=True)
                continue
            done = subprocess.run(command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            print(f"{name}: {'FAILED' if done.returncode else 'ok'}", flush=True)
            if done.returncode:
                failed = True
                print(done.stdout, end="")
    return 1 if failed else 0


if __name__ == "__main__":
    run_main(main)
