"""Hook secure_transport: treats every request as one over TLS.

AWS's endpoints are HTTPS, the local one is HTTP. Without this hook, a policy that refuses requests without TLS
(aws:SecureTransport), such as the failure queue's, would refuse everybody.
"""
from ministack import app

from local.emulator.hooks.patching import replace

HOOK = "secure_transport"


def install() -> None:
    def pin(original):
        return lambda source_ip, secure_transport: original(source_ip, True)

    replace(HOOK, app, "pin_request_origin", "source_ip secure_transport", pin)
