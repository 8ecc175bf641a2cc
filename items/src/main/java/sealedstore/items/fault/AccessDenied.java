package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** The function's role may not do this, or its credentials were refused. */
public final class AccessDenied extends StoreFault {

  AccessDenied(SdkException cause) {
    super(
        "DynamoDB refused the function's role: see that its policy allows this action on the table",
        cause);
  }
}
