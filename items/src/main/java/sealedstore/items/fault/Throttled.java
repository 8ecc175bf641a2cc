package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** The table's or the account's capacity is used up, and stayed so through all retries. */
public final class Throttled extends StoreFault {

  Throttled(SdkException cause) {
    super("DynamoDB throttled every attempt: raise the table's capacity, or send less", cause);
  }
}
