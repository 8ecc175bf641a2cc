"""One emulator, with the probe deployed, for all tests that need one."""
import functools

import boto3
import pytest

from local.launcher import instance
from local.tests import probe


def clients_of(emulator):
    """Makes clients with the credentials of the emulator's root user."""
    return functools.partial(
        boto3.client, endpoint_url=emulator.endpoint, region_name="us-east-1", aws_access_key_id="test",
        aws_secret_access_key="test", config=boto3.session.Config(retries={"total_max_attempts": 1}))


@pytest.fixture(scope="session")
def code(tmp_path_factory):
    return probe.package(tmp_path_factory.mktemp("probe"))


@pytest.fixture(scope="session")
def emulator():
    started = instance.start(0, ["127.0.0.1"], kept=False)
    yield started
    started.stop()


@pytest.fixture(scope="session")
def client(emulator, code):
    make = clients_of(emulator)
    probe.deploy(make, code)
    return make
