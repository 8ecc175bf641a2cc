package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** Any other failure of DynamoDB or of the network; a write may have been stored. */
public final class StoreFailure extends StoreFault {

  StoreFailure(SdkException cause) {
    super(
        "DynamoDB failed or could not be reached: repeat the event; if it goes on, ask AWS Support with the request id",
        cause);
  }
}
