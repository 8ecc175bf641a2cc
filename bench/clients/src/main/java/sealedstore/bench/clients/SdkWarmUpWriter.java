package sealedstore.bench.clients;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import sealedstore.bench.plain.PlainWriter;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The plain writer, primed by SdkWarmUp. */
public final class SdkWarmUpWriter extends PlainWriter implements Resource {

  /** Called by Lambda's runtime during init. */
  public SdkWarmUpWriter() {
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    SdkWarmUp.warmUp(DynamoDbClient.class);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // The SDK renews what has expired at a restore.
  }
}
