package sealedstore.deployed;

import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

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

  @Override
  public void close() {
    if (container != null) {
      container.close();
    }
  }
}
