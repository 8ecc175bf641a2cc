"""The links, paths, headings and commands in pages, workflows and messages exist."""
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md"), *ROOT.glob("bench/results/**/*.md")])
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
SCRIPTS = [*WORKFLOWS, ROOT / "Makefile", ROOT / ".ci" / "run"]
# All other files with comments, descriptions or messages, except tests: their paths are often invented.
SOURCES = sorted(path for folder in ("bench", "deploy", "items", "local", "reader", "tests", "tools", "writer")
                 for kind in ("py", "java", "yaml") for path in ROOT.glob(f"{folder}/**/*.{kind}")
                 if not {"target", "test", "tests"} & set(path.relative_to(ROOT).parts[1:-1])) + [ROOT / "template.yaml"]
TARGETS = set(re.findall(r"^([a-z][\w-]*)(?=[\w -]*:(?!=))", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}

FENCE = re.compile(r"^( *)```[\s\S]*?^\1```$", re.MULTILINE)
CODE = re.compile(r"^ *```[\s\S]*?^ *```$|^ {4,}.*$|`[^`]+`", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
URL = re.compile(r"https?://\S+")
PATH = re.compile(r"(?<![\w./:$}@~<{>*-])([\w-][\w.-]*(?:/[\w.-]+)+)(?![\w/<{$*(-])")
FILE = re.compile(r"\.(md|py|java|jsonl?|ya?ml|toml|txt|in|xml|svg)$")
FOLDER = re.compile(r"`([\w-]+)/`")
SECTION = re.compile(r"(docs/[\w/-]+\.md), (?!docs/)(?:section )?\"?([\w-]+(?: [\w-]+)*)")
MAKE = re.compile(r"(?:^ *|[`$;&'\"] ?|run: )make (?:-\S+ )?([a-z][a-z-]*)(?![\w./])", re.MULTILINE)
MODULE = re.compile(r"(?:python3?\"? (?:-[EB] )*-m|\$\((?:RUN|TESTS)\)) ([a-z][\w.]*)")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", re.sub(r"\]\([^)]*\)", "]", title).lower()).replace(" ", "-") for title in titles}


def dead_links(page: Path, text: str) -> list[str]:
    found = []
    for link in LINK.findall(CODE.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or anchor and anchor not in anchors(text if target == page else text_of(target)):
            found.append(link)
    return found


def dead_paths(file: Path, text: str) -> list[str]:
    """Paths that are not in the project, the page's folder or events/, and that no build creates."""
    named = {path.rstrip(".") for path in PATH.findall(URL.sub("", LINK.sub("]", text)))}
    ours = {path for path in named if path.split("/")[0] in FOLDERS or FILE.search(path)}
    folders = {f"{path}/" for path in FOLDER.findall(text)}
    return sorted(path for path in ours | folders if "target" not in path.split("/")
                  and not any((base / path).exists() for base in (ROOT, file.parent, ROOT / "events")))


def dead_sections(text: str) -> list[str]:
    """Sections that a message names after its page: 'docs/how-to/alarms.md, writer-errors'."""
    joined = re.sub(r"\s*\n\s*(?:#|\*|//)?\s*", " ", text)
    return [f"{page}, {words}" for page, words in SECTION.findall(joined) if (ROOT / page).is_file()
            and not any(words.lower().startswith(title.lower()) for title in re.findall(r"^#+ (.+)$", text_of(ROOT / page), re.MULTILINE))]


def dead_commands(text: str) -> list[str]:
    modules = {name for name in MODULE.findall(text) if name.split(".")[0] not in {"pytest", *sys.stdlib_module_names}}
    return [f"make {name}" for name in MAKE.findall(text) if name not in TARGETS] + [
        f"python3 -m {name}" for name in modules
        if not any((ROOT / f"{name.replace('.', '/')}{end}").is_file() for end in (".py", "/__main__.py"))]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_links_and_names_what_is_there(page):
    text = text_of(page)
    code = "\n".join(CODE.findall(text))
    assert dead_links(page, text) + dead_paths(page, text) + dead_sections(text) + dead_commands(code) == []


def test_the_page_that_says_which_to_read_lists_every_page():
    listed = set(LINK.findall(text_of(ROOT / "docs" / "README.md")))
    pages = {str(page.relative_to(ROOT / "docs")) for page in ROOT.glob("docs/[!d]*/*.md")}
    assert pages and pages - listed == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_a_workflow_and_the_makefile_call_what_is_there(script):
    text = text_of(script)
    assert dead_paths(script, re.sub(r"uses: \S+", "", text)) + dead_sections(text) + dead_commands(text) == []


def test_messages_and_comments_name_pages_sections_and_commands_that_are_there():
    found = {named(source): dead_sections(text) + dead_commands(text)
             + [path for path in dead_paths(source, text) if path.startswith("docs/")]
             for source in SOURCES for text in [text_of(source)]}
    assert {source: dead for source, dead in found.items() if dead} == {}


@pytest.mark.parametrize("text, dead", [
    ("[gone](gone.md)", ["gone.md"]), ("[here](docs)", []), ("[heading](#a-heading)\n\n## A heading", []),
    ("[heading](#no-heading)\n\n## A heading", ["#no-heading"]), ("[other](CONTRIBUTING.md#gone)", ["CONTRIBUTING.md#gone"])])
def test_a_link_to_what_is_gone_is_found(text, dead):
    assert dead_links(ROOT / "README.md", text) == dead


@pytest.mark.parametrize("text, dead", [
    ("see gone/file.json", ["gone/file.json"]), ("`gone/`", ["gone/"]), ("in docs/gone", ["docs/gone"]),
    ("`docs/` and events/write.json, and tools/find-jdk.", []), ("an application/json of owner/name", [])])
def test_a_path_that_is_gone_is_found(text, dead):
    assert dead_paths(ROOT / "README.md", text) == dead


def test_a_section_or_a_command_that_is_gone_is_found():
    assert dead_sections("docs/how-to/alarms.md,\n# writer-errors. docs/how-to/alarms.md, gone.") == ["docs/how-to/alarms.md, gone"]
    assert dead_commands("make help\nmake gone\npython3 -m tools.lint; python3 -m tools.gone; python3 -m venv") == [
        "make gone", "python3 -m tools.gone"]
