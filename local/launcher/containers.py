"""How `sam local` runs the functions in containers against the running stack."""
import json
import shlex

from local.launcher import project
from local.launcher.cli import DEFAULT_PORT
from local.launcher.instance import Instance

_SETTINGS = project.ROOT / "local" / "env.json"


def sam_local_options(instance: Instance) -> list[str]:
    """The options that samconfig.toml cannot know: this machine's architecture, and the stack's port if it is not the
    default. The file with the port is deleted with the stack."""
    options = ["--parameter-overrides", " ".join(project.parameter_overrides())]
    if instance.port != DEFAULT_PORT:
        settings = json.loads(_SETTINGS.read_text())
        for name, value in settings["Parameters"].items():
            settings["Parameters"][name] = value.replace(f":{DEFAULT_PORT}", f":{instance.port}")
        file = instance.folder / "env.json"
        file.write_text(json.dumps(settings))
        options += ["--env-vars", str(file)]
    return options


def usage(instance: Instance) -> str:
    options = " ".join(map(shlex.quote, sam_local_options(instance)))
    return f"""In containers, after sam build (sam local start-lambda takes the same options):

sam local invoke WriterFunction -e events/write.json {options}
"""
