package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** DynamoDB cannot use the table's KMS key. */
public final class KeyUnavailable extends StoreFault {

  KeyUnavailable(SdkException cause) {
    super(
        "the table's KMS key cannot be used: see that it is enabled, not pending deletion, and that its policy lets the function's role use it through DynamoDB",
        cause);
  }
}
