"""The address for containers."""
import pytest

from local.launcher.docker_bridge import gateways


@pytest.mark.parametrize("configuration, expected", [
    ([{"Subnet": "172.17.0.0/16", "Gateway": "172.17.0.1"}], ["172.17.0.1"]),
    ([{"Subnet": "172.17.0.0/16"}], ["172.17.0.1"]),
    ([{"Subnet": "fd00::/64", "Gateway": "fd00::1"}, {"Subnet": "10.1.0.0/24", "Gateway": "10.1.0.254"}], ["10.1.0.254"]),
    ([], []),
])
def test_gateway_is_named_or_the_subnets_first_address(configuration, expected):
    assert gateways(configuration) == expected
