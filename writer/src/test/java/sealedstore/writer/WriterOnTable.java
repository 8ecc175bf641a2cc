package sealedstore.writer;

import static sealedstore.items.testing.Invocation.invoke;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import sealedstore.items.dynamodb.TableName;
import sealedstore.items.testing.HttpDouble;
import sealedstore.items.testing.Invocation.Result;
import sealedstore.items.testing.TableDouble;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A writer on a table in this process; the SDK and its wire format take part. */
final class WriterOnTable {

  /** The time of {@link #atFixedTime}, in epoch seconds. */
  static final long NOW = 1_800_000_000;

  final TableDouble table = new TableDouble();

  final DynamoDbClient client =
      DynamoDbClient.builder()
          .httpClient(new HttpDouble(table))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .build();

  final WriterHandler handler;

  WriterOnTable(Clock clock) {
    var items = new ItemWriter(client, new TableName("items"));
    handler = new WriterHandler(items, clock, new WriterPriming(items, client, clock));
  }

  static WriterOnTable atFixedTime() {
    return new WriterOnTable(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
  }

  Result write(String event, String requestId) {
    return invoke(handler, event, requestId);
  }
}
