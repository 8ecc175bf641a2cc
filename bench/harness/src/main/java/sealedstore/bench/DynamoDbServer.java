package sealedstore.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import javax.net.ssl.HttpsURLConnection;

/** DynamoDB's protocol over TLS on this machine; a {@link DynamoDb} answers. */
final class DynamoDbServer implements AutoCloseable {

  private static final int WARM_UP = 10;

  private final DynamoDb dynamoDb;
  private final Certificate certificate;
  private final int port;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean tableExists = true;
  private HttpsServer server;

  DynamoDbServer(DynamoDb dynamoDb, Certificate certificate) throws IOException {
    this.dynamoDb = dynamoDb;
    this.certificate = certificate;
    server = start(0);
    port = server.getAddress().getPort();
  }

  DynamoDbEndpoint endpoint() {
    return new DynamoDbEndpoint("https://localhost:" + port, dynamoDb.table(), certificate);
  }

  /** Number of requests for the table since {@link #reset}. */
  int requests() {
    return requests.get();
  }

  /** Number of items written since {@link #reset}. */
  int writes() {
    return writes.get();
  }

  /**
   * Resets counters and table.
   *
   * @param exists whether the table exists; if not, requests get ResourceNotFoundException
   */
  void reset(boolean exists) {
    requests.set(0);
    writes.set(0);
    tableExists = exists;
  }

  /** Drops every connection and TLS session: a snapshot restored elsewhere has none. */
  void forgetConnections() throws IOException {
    server.stop(0);
    server = start(port);
  }

  /** Makes handshakes and requests: DynamoDB's servers are warm when a function is restored. */
  void warmUp() throws IOException {
    byte[] get =
        "{\"TableName\": \"%s\", \"Key\": {\"id\": {\"S\": \"none\"}}}"
            .formatted(dynamoDb.table())
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < WARM_UP; i++) {
      var request = (HttpsURLConnection) URI.create(endpoint().url()).toURL().openConnection();
      request.setSSLSocketFactory(certificate.clientContext().getSocketFactory());
      request.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.GetItem");
      request.setRequestProperty("Authorization", "none");
      request.setDoOutput(true);
      request.getOutputStream().write(get);
      request.getInputStream().readAllBytes();
      request.disconnect();
    }
  }

  private HttpsServer start(int atPort) throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), atPort);
    HttpsServer started = HttpsServer.create(loopback, 0);
    started.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
    started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    started.createContext("/", this::handle);
    started.start();
    return started;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestHeaders().containsKey("Authorization")) {
        send(exchange, MemoryDynamoDb.fault("MissingAuthenticationTokenException", "not signed"));
        return;
      }
      requests.incrementAndGet();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      DynamoDb.Answer answer =
          tableExists
              ? dynamoDb.answer(operation, request)
              : MemoryDynamoDb.fault("ResourceNotFoundException", "Requested resource not found");
      if (operation.equals("PutItem") && answer.status() == 200) {
        writes.incrementAndGet();
      }
      send(exchange, answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      System.err.println("bench: DynamoDB's place failed: " + e);
      throw e;
    }
  }

  /** Puts an item without counting it. */
  void put(String itemJson) throws IOException, InterruptedException {
    String request = "{\"TableName\": \"%s\", \"Item\": %s}".formatted(dynamoDb.table(), itemJson);
    var answer = dynamoDb.answer("PutItem", request.getBytes(StandardCharsets.UTF_8));
    if (answer.status() != 200) {
      throw new BenchFailure("cannot put an item: " + new String(answer.body()));
    }
  }

  private static void send(HttpExchange exchange, DynamoDb.Answer answer) throws IOException {
    var crc = new CRC32();
    crc.update(answer.body());
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(crc.getValue()));
    exchange.getResponseHeaders().add("x-amzn-RequestId", "BENCH");
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
