"""Hook secure_transport: takes every request for one over TLS.

AWS's endpoints are HTTPS, the local one is HTTP. Without this, a policy that refuses what is not TLS
(aws:SecureTransport), as the failure queue's does, would refuse everybody.
"""
from ministack import app

from local.emulator.hooks.patching import replace

HOOK = "secure_transport"


def install() -> None:
    def pin(original):
        return lambda source_ip, secure_transport: original(source_ip, True)

    replace(HOOK, app, "pin_request_origin", "source_ip secure_transport", pin)
