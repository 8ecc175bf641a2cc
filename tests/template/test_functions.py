"""The two functions: code, role, settings and log group."""
import json

import pytest

from tests.template.stack import TEMPLATE

KINDS = ["writer", "reader"]
HANDLERS = {"writer": "sealedstore.writer.WriterHandler", "reader": "sealedstore.reader.ReaderHandler"}

# The parameters' values in stack.DEPLOYMENTS: architecture, memory in MB, log level, retention in days.
SETTINGS = {
    "dev-us-east-1": ("arm64", "512", "INFO", "14"),
    "stage-eu-central-1": ("x86_64", "1024", "DEBUG", "30"),
    "prod-us-gov-west-1": ("arm64", "512", "INFO", "14"),
    "prod-cn-north-1": ("arm64", "512", "INFO", "14"),
    "stage-cn-northwest-1": ("arm64", "512", "INFO", "14"),
}

# docs/decisions/0009-jvm-settings.md
JVM_OPTIONS = ("-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -XX:Tier3LoadFeedback=1000 -XX:ReservedCodeCacheSize=128m "
               "-XX:+DisableExplicitGC -XX:MetaspaceSize=64m")


@pytest.fixture(params=KINDS)
def kind(request) -> str:
    return request.param


@pytest.fixture
def function(stack, kind) -> dict:
    return stack[f"{kind.title()}Function"]


@pytest.fixture
def settings(stack) -> tuple:
    return SETTINGS[str(stack.deployment)]


def test_has_its_own_handler(function, kind):
    assert function["Handler"] == HANDLERS[kind]


def test_runs_as_its_own_role(function, kind, names):
    assert function["Role"] == names.role_arn(kind)


def test_runs_java_25_for_30_seconds_at_most(function):
    assert (function["Runtime"], function["Timeout"]) == ("java25", 30)


def test_has_the_memory_and_architecture_asked_for(function, settings):
    assert (function["Architectures"], str(function["MemorySize"])) == ([settings[0]], settings[1])


def test_knows_its_table_and_nothing_secret(function, names):
    """The whole environment: anybody who may read the function's configuration can read a variable added here."""
    assert function["Environment"] == {"Variables": {
        "DYNAMODB_TABLE_NAME": names.table,
        "JAVA_TOOL_OPTIONS": JVM_OPTIONS,
    }}


def test_containers_on_this_machine_get_the_same_jvm_settings():
    """sam local takes the variables of local/env.json instead of the template's."""
    settings = json.loads((TEMPLATE.parent / "local" / "env.json").read_text(encoding="utf-8"))
    options = settings["Parameters"]["JAVA_TOOL_OPTIONS"].split()
    assert [option for option in options if not option.startswith("-Daws.")] == JVM_OPTIONS.split()


def test_starts_from_a_snapshot_and_is_traced(function):
    assert function["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    assert function["TracingConfig"] == {"Mode": "Active"}


def test_logs_json_to_its_own_group_at_the_level_asked_for(function, kind, names, settings):
    assert function["LoggingConfig"] == {"LogFormat": "JSON", "LogGroup": names.log_group(kind),
                                         "ApplicationLogLevel": settings[2], "SystemLogLevel": "INFO"}


def test_waits_for_its_log_group(stack, kind):
    """By reference, so that Lambda never creates one without key and retention."""
    translated = stack.translated["Resources"][f"{kind.title()}Function"]["Properties"]
    assert translated["LoggingConfig"]["LogGroup"] == {"Ref": f"{kind.title()}LogGroup"}


def test_log_group_keeps_lines_as_long_as_asked_for(stack, kind, settings):
    assert str(stack[f"{kind.title()}LogGroup"]["RetentionInDays"]) == settings[3]


def test_alias_live_names_the_published_version(stack, kind, names):
    alias = stack[f"{kind.title()}FunctionAliaslive"]
    assert alias == {"Name": "live", "FunctionName": names.function(kind),
                     "FunctionVersion": f"version-of-{names.function(kind)}"}


def test_every_changed_setting_is_published(template, kind):
    """Without AutoPublishAliasAllProperties the alias would keep the old settings."""
    function = template["Resources"][f"{kind.title()}Function"]["Properties"]
    assert function["AutoPublishAliasAllProperties"] is True


def test_has_no_property_that_nobody_asked_for(function):
    """Such as a layer, an image or a file system with other code, a network, a second place for failed events."""
    assert function.keys() == {
        "Architectures", "Code", "Description", "Environment", "FunctionName", "Handler", "KmsKeyArn", "LoggingConfig",
        "MemorySize", "Role", "Runtime", "SnapStart", "Tags", "Timeout", "TracingConfig"}
    assert function["Code"].keys() == {"S3Bucket", "S3Key", "SourceKMSKeyArn"}


def test_failed_asynchronous_writes_go_to_the_queue_after_two_retries(stack, names):
    assert stack["WriterFunctionEventInvokeConfig"] == {
        "FunctionName": names.function("writer"),
        "Qualifier": "live",
        "MaximumRetryAttempts": 2,
        "MaximumEventAgeInSeconds": 6 * 60 * 60,
        "DestinationConfig": {"OnFailure": {"Destination": names.queue_arn}},
    }


def test_sam_builds_it_with_make(template, kind):
    """SAM's Java builder cannot see a parent pom.xml."""
    assert template["Resources"][f"{kind.title()}Function"]["Metadata"]["BuildMethod"] == "makefile"
