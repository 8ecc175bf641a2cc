package sealedstore.items.snapstart;

import java.io.IOException;
import sealedstore.items.event.InvalidEvent;
import software.amazon.awssdk.core.exception.SdkException;

/** The request that a call sends to DynamoDB, but for the priming id and without effect. */
@FunctionalInterface
interface PrimingRequest {
  /**
   * @throws SdkException if DynamoDB does not answer, or refuses the request
   */
  void send(RequestOptions options) throws InvalidEvent, IOException;
}
