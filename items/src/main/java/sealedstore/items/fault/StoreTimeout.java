package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** DynamoDB did not answer in time; a write may have been stored. */
public final class StoreTimeout extends StoreFault {

  StoreTimeout(SdkException cause) {
    super(
        "DynamoDB did not answer in time: repeat the event; if it goes on, see the AWS Health Dashboard",
        cause);
  }
}
