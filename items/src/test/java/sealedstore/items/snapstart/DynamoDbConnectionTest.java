package sealedstore.items.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.items.testing.Printed;
import sealedstore.items.testing.TestContext;
import sealedstore.items.testing.TlsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Timeout(30)
class DynamoDbConnectionTest {

  /** What arrives at the endpoint, and over which connection: the client's port. */
  private record Arrived(String request, boolean signed, int port, boolean closing) {}

  private static final int TIMES = 5;

  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private final AtomicInteger resolved = new AtomicInteger();
  private final CountDownLatch answering = new CountDownLatch(1);
  @RegisterExtension private final Printed printed = new Printed();
  private HttpServer server;
  private ApplicationContext context;
  private SdkHttpClient http;
  private DynamoDbClient dynamoDb;

  @BeforeEach
  void startTheEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String endpoint = "http://localhost:" + server.getAddress().getPort();
    context = TestContext.start(URI.create(endpoint), TestContext.LIMITS);
    http = context.getBean(SdkHttpClient.class);
    dynamoDb = client(endpoint, http);
  }

  @AfterEach
  void close() {
    answering.countDown();
    dynamoDb.close();
    context.close();
    server.stop(0);
  }

  @Test
  void theFirstCallUsesTheConnectionThatTheRestoreOpened() {
    answering.countDown();
    new DynamoDbConnection(dynamoDb).renew(get(dynamoDb));
    dynamoDb.getItem(get -> get.tableName("t").key(Map.of("id", AttributeValue.fromS("a"))));

    assertThat(arrived).extracting(Arrived::signed).containsExactly(false, true);
    assertThat(arrived).extracting(Arrived::port).containsOnly(arrived.getFirst().port());
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void theRestoreRenewsTheCredentials() {
    answering.countDown();
    new DynamoDbConnection(dynamoDb).renew(get(dynamoDb));

    assertThat(resolved).hasValue(1);
  }

  /** A connection is the host's: the pool has none for another. */
  @Test
  void restoreAndCallReachOneHostAlsoIfTheCredentialsNameAnAccount() {
    List<String> hosts = new ArrayList<>();
    var credentials =
        AwsBasicCredentials.builder()
            .accessKeyId("test")
            .secretAccessKey("test")
            .accountId("111122223333")
            .build();
    try (var regional = TestContext.start(Map.of(), TestContext.LIMITS);
        var client =
            regional
                .getBean(DynamoDbClientBuilder.class)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(new HostRecorder(hosts))
                .build()) {
      new DynamoDbConnection(client).renew(get(client));
      client.getItem(get -> get.tableName("t").key(Map.of("id", AttributeValue.fromS("a"))));
    }

    assertThat(hosts).hasSize(2).containsOnly("dynamodb.us-east-1.amazonaws.com");
  }

  @Test
  void primingRehearsesTheRenewalAndLeavesNoConnection() {
    answering.countDown();
    primed(dynamoDb);

    assertThat(arrived).hasSize(TIMES + 1);
    assertThat(arrived).extracting(Arrived::request).containsOnly("DynamoDB_20120810.GetItem");
    assertThat(arrived).extracting(Arrived::signed).containsOnly(false);
    assertThat(arrived).extracting(Arrived::port).containsOnly(arrived.getFirst().port());
    assertThat(arrived.getLast().closing()).isTrue();
    assertThat(printed.toString())
        .contains("primed: connection and credentials renewed, up to 5 times in ")
        .contains("primed: no connection kept in ")
        .doesNotContain("TLS", "not primed");
  }

  @Test
  void primingMakesFullHandshakesWhereThereIsTls(@TempDir Path folder) throws Exception {
    try (var tls = new TlsServer(folder);
        var overTls = client(tls.endpoint().toString(), new FixedResponse("{}"))) {
      var asBefore = SSLContext.getDefault();
      SSLContext.setDefault(tls.trusting());
      try {
        primed(overTls);
      } finally {
        SSLContext.setDefault(asBefore);
      }

      assertThat(tls.fullHandshakes()).isEqualTo(TIMES);
    }
    assertThat(printed.toString()).contains("primed: TLS handshake, up to 5 times in ");
  }

  @Test
  void anEndpointThatIsGoneIsLoggedAndFailsNeitherSnapshotNorRestore() throws IOException {
    try (var gone = client("https://localhost:" + freePort(), http)) {
      primed(gone).renew(get(gone));
    }

    assertThat(printed.toString())
        .contains("not primed: TLS handshake, up to 5 times, ConnectException")
        .contains("not primed: connection and credentials renewed, up to 5 times, ")
        .contains("connection and credentials not renewed: ")
        .doesNotContain("localhost");
  }

  @Test
  void anEndpointThatDoesNotAnswerHoldsTheRestoreUpForItsLimitAlone() {
    new DynamoDbConnection(dynamoDb, TIMES, Duration.ofMillis(200)).renew(get(dynamoDb));

    assertThat(printed.toString())
        .contains("connection and credentials not renewed: ApiCallTimeoutException");
  }

  private static DynamoDbConnection primed(DynamoDbClient dynamoDb) {
    var connection = new DynamoDbConnection(dynamoDb, TIMES, Duration.ofSeconds(10));
    connection.prime(get(dynamoDb));
    return connection;
  }

  private static PrimingRequest get(DynamoDbClient dynamoDb) {
    return options ->
        dynamoDb.getItem(
            get ->
                get.tableName("t")
                    .key(Map.of("id", AttributeValue.fromS("priming")))
                    .overrideConfiguration(options));
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean signed = exchange.getRequestHeaders().containsKey("Authorization");
    try (exchange) {
      arrived.add(
          new Arrived(
              exchange.getRequestHeaders().getFirst("X-Amz-Target"),
              signed,
              exchange.getRemoteAddress().getPort(),
              "close".equals(exchange.getRequestHeaders().getFirst("Connection"))));
      exchange.getRequestBody().readAllBytes();
      answering.await();
      byte[] body = "{}".getBytes();
      exchange.sendResponseHeaders(signed ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DynamoDbClient client(String endpoint, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .endpointOverride(URI.create(endpoint))
        .credentialsProvider(
            new AwsCredentialsProvider() {
              @Override
              public AwsCredentials resolveCredentials() {
                resolved.incrementAndGet();
                return AwsBasicCredentials.create("test", "test");
              }
            })
        .httpClient(http)
        .build();
  }

  /** Notes the host of each request. */
  private record HostRecorder(List<String> hosts) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      hosts.add(request.httpRequest().host());
      return new FixedResponse("{}").prepareRequest(request);
    }

    @Override
    public void close() {}
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
