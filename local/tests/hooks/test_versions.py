"""Published versions: their snapshot and their key."""
import time

from local.tests.probe import invoke

# --- snap_start

def test_published_version_ran_its_checkpoint_and_restore_hooks(client):
    assert invoke(client, "probe-snap", b'"checkpoint"', Qualifier="live")[1] == "checkpoint 200, restore"
    assert "AWS_LAMBDA_INITIALIZATION_TYPE=snap-start" in invoke(client, "probe-snap", b'"environment"', Qualifier="live")[1]


def test_function_that_is_not_published_ran_none(client):
    assert invoke(client, "probe-plain", b'"checkpoint"')[1] == "none"


def test_version_that_does_not_initialise_is_failed(client):
    functions = client("lambda")
    functions.update_function_configuration(FunctionName="probe-fails-init", SnapStart={"ApplyOn": "PublishedVersions"})
    version = functions.publish_version(FunctionName="probe-fails-init")["Version"]
    deadline = time.monotonic() + 20
    state = {"State": "Pending"}
    while state["State"] == "Pending" and time.monotonic() < deadline:
        time.sleep(0.2)
        state = functions.get_function_configuration(FunctionName="probe-fails-init", Qualifier=version)
    assert state["State"] == "Failed" and "FAIL_INIT is set" in state["StateReason"]


# --- function_properties

def test_function_and_its_versions_have_the_key(client):
    functions = client("lambda")
    configuration = functions.get_function_configuration(FunctionName="probe-snap")
    version = functions.get_function_configuration(FunctionName="probe-snap", Qualifier="live")
    assert configuration["KMSKeyArn"].startswith("arn:aws:kms:") and version["KMSKeyArn"] == configuration["KMSKeyArn"]
    assert functions.get_function(FunctionName="probe-snap")["Code"]["SourceKMSKeyArn"] == configuration["KMSKeyArn"]
