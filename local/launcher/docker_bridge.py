"""Finds the address on which containers reach this machine."""
import ipaddress
import json
import socket
import subprocess

from tools.progress import Failure, say


def docker_bridge() -> list[str]:
    """The gateway of Docker's bridge network; none where containers reach 127.0.0.1 itself, as under Docker Desktop."""
    try:
        found = subprocess.run(["docker", "network", "inspect", "bridge", "--format", "{{json .IPAM.Config}}"],
                               capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failure(f"cannot ask Docker for its bridge network: {error}") from None
    if found.returncode:
        raise Failure(f"cannot ask Docker for its bridge network: {found.stderr.strip()}")
    addresses = [address for address in gateways(json.loads(found.stdout)) if _is_of_this_machine(address)]
    if not addresses:
        say("Docker's bridge is not on this machine: containers reach 127.0.0.1 as host.docker.internal")
    return addresses[:1]


def gateways(configuration: list[dict]) -> list[str]:
    """The IPv4 gateways. Older daemons name none for a subnet that they chose; it is then the first address."""
    found = [entry.get("Gateway") or str(ipaddress.ip_network(entry["Subnet"])[1]) for entry in configuration]
    return [address for address in found if "." in address]


def _is_of_this_machine(address: str) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True
