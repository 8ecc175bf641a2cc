package sealedstore.deployed;

import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The DynamoDB API that the functions are tested on: LocalStack in a container where tests use
 * Docker, otherwise the local AWS that AWS_ENDPOINT_URL names.
 */
final class DynamoDbApi implements AutoCloseable {

  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.9.2");

  private final LocalStackContainer container;
  private final URI endpoint;

  private DynamoDbApi(LocalStackContainer container, URI endpoint) {
    this.container = container;
    this.endpoint = endpoint;
  }

  static DynamoDbApi start() {
    return Docker.isUsed() ? inDocker() : local();
  }

  private static DynamoDbApi inDocker() {
    var container = new LocalStackContainer(IMAGE).withServices("dynamodb");
    container.start();
    System.out.println("DynamoDB API: " + IMAGE + " in a container");
    return new DynamoDbApi(container, container.getEndpoint());
  }

  private static DynamoDbApi local() {
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    if (endpoint == null) {
      throw new IllegalStateException("tests use no Docker, and AWS_ENDPOINT_URL is not set");
    }
    System.out.println("DynamoDB API: the local AWS");
    return new DynamoDbApi(null, URI.create(endpoint));
  }

  URI endpoint() {
    return endpoint;
  }

  /** A client of this API, for which a table of items was created. */
  DynamoDbClient clientWithTable(String name) {
    var client = DynamoDbClient.builder().endpointOverride(endpoint).build();
    client.createTable(
        r ->
            r.tableName(name)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    try (var waiter = client.waiter()) {
      waiter.waitUntilTableExists(r -> r.tableName(name));
    }
    return client;
  }

  @Override
  public void close() {
    if (container != null) {
      container.close();
    }
  }
}
