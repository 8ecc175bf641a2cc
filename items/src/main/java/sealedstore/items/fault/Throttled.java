package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** DynamoDB throttled every try: the capacity of the table or the account is used up. */
public final class Throttled extends StoreFault {

  Throttled(SdkException cause) {
    super("DynamoDB throttled every attempt: raise the table's capacity, or send less", cause);
  }
}
