package sealedstore.deploy.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedEventTest {

  @Test
  void eventOfAStoppedFunction_hasNoResponse() {
    var event =
        FailedEvent.of(
            """
            {"timestamp": "2026-11-22T10:00:00Z", \
            "requestContext": {"requestId": "r-1", "condition": "ZeroReservedConcurrency"}, \
            "requestPayload": {"id": "a"}}\
            """);

    assertThat(event)
        .map(FailedEvent::toString)
        .contains("2026-11-22T10:00:00Z  r-1  ZeroReservedConcurrency  no response  11 bytes");
  }
}
