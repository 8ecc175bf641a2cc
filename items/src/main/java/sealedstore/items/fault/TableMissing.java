package sealedstore.items.fault;

import software.amazon.awssdk.core.exception.SdkException;

/** The table that the function's environment names does not exist. */
public final class TableMissing extends StoreFault {

  TableMissing(SdkException cause) {
    super("the table is missing: see DYNAMODB_TABLE_NAME and the stack's table", cause);
  }
}
