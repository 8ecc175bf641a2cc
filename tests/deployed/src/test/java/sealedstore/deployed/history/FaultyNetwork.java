package sealedstore.deployed.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import sealedstore.items.testing.TableDouble;
import sealedstore.items.testing.TableDouble.Reply;

/** A DynamoDB endpoint behind a network with {@link Faults}. */
final class FaultyNetwork implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration DELAY = Duration.ofMillis(10);

  /** Which requests reach the table without their condition, as if the writer had left it out. */
  enum Dropped {
    NONE(attempt -> false),
    OF_ALL(attempt -> true),
    OF_RETRIES(attempt -> attempt > 1);

    private final IntPredicate attempts;

    Dropped(IntPredicate attempts) {
      this.attempts = attempts;
    }
  }

  private record Run(TableDouble table, Faults faults, Dropped dropped) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Run run;

  FaultyNetwork() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Starts over with an empty table. */
  void begin(long seed, Dropped dropped) {
    run = new Run(new TableDouble(), new Faults(seed), dropped);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Run current = run;
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target.substring(target.indexOf('.') + 1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (current.dropped.attempts.test(attempt(exchange))) {
      body = withoutCondition(body);
    }
    switch (current.faults.next()) {
      case NONE -> answer(exchange, current.table.answer(operation, body));
      case DELAY -> {
        LockSupport.parkNanos(DELAY.toNanos());
        answer(exchange, current.table.answer(operation, body));
      }
      case LOST_ANSWER -> {
        current.table.answer(operation, body);
        exchange.close();
      }
      case ERROR_AFTER -> {
        current.table.answer(operation, body);
        answer(exchange, Reply.error(500, "InternalServerError", ""));
      }
      case SILENCE -> current.table.answer(operation, body);
      case LOST_REQUEST -> exchange.close();
      case THROTTLED ->
          answer(exchange, Reply.error(400, "ProvisionedThroughputExceededException", ""));
      case ERROR_BEFORE -> answer(exchange, Reply.error(500, "InternalServerError", ""));
    }
  }

  /** The SDK numbers its tries: {@code attempt=1; max=5}. */
  private static int attempt(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("amz-sdk-request");
    return Integer.parseInt(header.replaceFirst(".*attempt=(\\d+).*", "$1"));
  }

  private static String withoutCondition(String body) throws IOException {
    var request = (ObjectNode) JSON.readTree(body);
    request.remove("ConditionExpression");
    request.remove("ExpressionAttributeValues");
    return request.toString();
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
