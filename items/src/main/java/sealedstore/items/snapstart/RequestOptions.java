package sealedstore.items.snapstart;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Headers, credentials and timeout of one request, set on its override configuration. */
@FunctionalInterface
public interface RequestOptions extends Consumer<AwsRequestOverrideConfiguration.Builder> {}
