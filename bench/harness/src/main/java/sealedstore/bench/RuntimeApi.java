package sealedstore.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's side of one function: the Runtime API (AWS: "Using the Lambda runtime API for custom
 * runtimes"), with the restore call of SnapStart and the credentials endpoint that SnapStart uses.
 */
final class RuntimeApi implements AutoCloseable {

  /** What the function answered, and how long it took, in nanoseconds. */
  record Reply(byte[] body, long nanos) {}

  private record Invocation(String id, byte[] event, CompletableFuture<byte[]> reply) {}

  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final HttpServer server;
  private final Duration credentialsLifetime;
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();
  private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
  private final CompletableFuture<Void> restore = new CompletableFuture<>();
  private final BlockingQueue<CompletableFuture<Invocation>> waiting = new LinkedBlockingQueue<>();
  private volatile Invocation current;

  /**
   * @param credentialsLifetime how long the credentials handed out are valid
   */
  RuntimeApi(Duration credentialsLifetime) throws IOException {
    this.credentialsLifetime = credentialsLifetime;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Host and port, as in AWS_LAMBDA_RUNTIME_API. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until the function asks for its first event. */
  void awaitInit(Duration limit) throws InterruptedException {
    await(initialized, limit, "init");
  }

  /** Waits until the function is ready for its snapshot: its hooks have run. */
  void awaitCheckpoint(Duration limit) throws InterruptedException {
    await(checkpoint, limit, "the checkpoint");
  }

  /** Lets the function continue as if it were restored from its snapshot. */
  void restore() {
    restore.complete(null);
  }

  /** Gives the function one event as soon as it waits for one, and takes its answer. */
  Reply invoke(byte[] event, Duration limit) throws InterruptedException {
    CompletableFuture<Invocation> next = waiting.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new BenchFailure("the function did not ask for an event within " + limit);
    }
    var invocation = new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    current = invocation;
    long start = System.nanoTime();
    next.complete(invocation);
    byte[] body = await(invocation.reply(), limit, "an invocation");
    return new Reply(body, System.nanoTime() - start);
  }

  /** Fails what is waited for: the function's process has ended. */
  void ended(String reason) {
    var failure = new BenchFailure(reason);
    initialized.completeExceptionally(failure);
    checkpoint.completeExceptionally(failure);
    Invocation invocation = current;
    if (invocation != null) {
      invocation.reply().completeExceptionally(failure);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (path) {
        case INVOCATION + "next" -> next(exchange);
        case "/2018-06-01/runtime/restore/next" -> {
          checkpoint.complete(null);
          restore.join();
          send(exchange, 200, "{}");
        }
        case "/credentials" -> send(exchange, 200, credentials());
        default -> {
          Invocation invocation = current;
          if (invocation != null && path.equals(INVOCATION + invocation.id() + "/response")) {
            invocation.reply().complete(body);
          } else {
            ended(path + ": " + new String(body, StandardCharsets.UTF_8));
          }
          send(exchange, 202, "{}");
        }
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    initialized.complete(null);
    var slot = new CompletableFuture<Invocation>();
    waiting.add(slot);
    Invocation invocation = slot.join();
    var headers = exchange.getResponseHeaders();
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:bench:live");
    exchange.sendResponseHeaders(200, invocation.event().length);
    exchange.getResponseBody().write(invocation.event());
  }

  private String credentials() {
    return """
        {"AccessKeyId": "bench", "SecretAccessKey": "bench", "Token": "bench", "Expiration": "%s"}"""
        .formatted(Instant.now().plus(credentialsLifetime));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static <T> T await(CompletableFuture<T> future, Duration limit, String what)
      throws InterruptedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new BenchFailure(what + " failed: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new BenchFailure(what + " took longer than " + limit, e);
    }
  }

  @Override
  public void close() {
    // A function that waits for an event would keep its handler thread for ever.
    waiting.forEach(
        slot -> slot.completeExceptionally(new UncheckedIOException(new IOException())));
    restore.complete(null);
    server.stop(0);
  }
}
