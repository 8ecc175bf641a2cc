import boto3
import pytest

from local.launcher import instance
from pipeline.tests.checkout import Checkout


@pytest.fixture(scope="session")
def emulator():
    started = instance.start(0, ["127.0.0.1"], kept=False)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def client(emulator):
    return lambda service: boto3.client(service, endpoint_url=emulator.endpoint, region_name="us-east-1",
                                        aws_access_key_id="test", aws_secret_access_key="test")


@pytest.fixture(scope="session")
def checkout(emulator, tmp_path_factory):
    return Checkout(tmp_path_factory.mktemp("checkout"), emulator.endpoint)


@pytest.fixture(scope="session")
def stage(checkout):
    """The checkout, with stage deployed by plan and apply."""
    for done in (checkout.plan("stage"), checkout.run("apply", "stage")):
        assert done.returncode == 0, done.stdout + done.stderr
    return checkout
