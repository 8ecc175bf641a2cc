package sealedstore.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * PutItem and GetItem of one table, over TLS and from memory. The one condition
 * that it knows is the one that never holds.
 */
final class DynamoDbStub implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Certificate certificate;
  private final int port;
  private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean tableExists = true;
  private HttpsServer server;

  DynamoDbStub(Certificate certificate) throws IOException {
    this.certificate = certificate;
    server = start(0);
    port = server.getAddress().getPort();
  }

  String endpoint() {
    return "https://localhost:" + port;
  }

  int requests() {
    return requests.get();
  }

  int itemCount() {
    return items.size();
  }

  /** Whether requests find the table; without it they get ResourceNotFoundException. */
  void tableExists(boolean exists) {
    tableExists = exists;
  }

  /** Puts an item there without a request. */
  void put(String id, String itemJson) throws IOException {
    items.put(id, JSON.readTree(itemJson));
  }

  void clear() {
    items.clear();
    requests.set(0);
    tableExists = true;
  }

  /** Drops every connection and TLS session, as a snapshot that is restored elsewhere finds it. */
  void forgetConnections() throws IOException {
    server.stop(0);
    server = start(port);
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
      requests.incrementAndGet();
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (!tableExists) {
        fault(exchange, "ResourceNotFoundException", "Requested resource not found");
        return;
      }
      switch (target) {
        case "DynamoDB_20120810.PutItem" -> put(exchange, request);
        case "DynamoDB_20120810.GetItem" -> get(exchange, request);
        default -> fault(exchange, "UnknownOperationException", target);
      }
    }
  }

  private void put(HttpExchange exchange, JsonNode request) throws IOException {
    String id = request.at("/Item/id/S").asText();
    String condition = request.path("ConditionExpression").asText();
    if (condition.startsWith("attribute_exists(")) {
      fault(exchange, "ConditionalCheckFailedException", "The conditional request failed");
      return;
    }
    items.put(id, request.get("Item"));
    send(exchange, 200, JSON.createObjectNode());
  }

  private void get(HttpExchange exchange, JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode item = items.get(request.at("/Key/id/S").asText());
    if (item != null) {
      answer.set("Item", item);
    }
    send(exchange, 200, answer);
  }

  private static void fault(HttpExchange exchange, String type, String message)
      throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("__type", "com.amazonaws.dynamodb.v20120810#" + type);
    answer.put("message", message);
    send(exchange, 400, answer);
  }

  private static void send(HttpExchange exchange, int status, JsonNode answer)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    var crc = new CRC32();
    crc.update(body);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(crc.getValue()));
    exchange.getResponseHeaders().add("x-amzn-RequestId", "BENCH");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
