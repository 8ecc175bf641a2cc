package sealedstore.items.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A DynamoDB endpoint with real connections, which fails as a test says. */
public final class FaultyDynamoDb implements AutoCloseable {

  /** The result of one attempt. */
  @FunctionalInterface
  public interface Attempt {

    /**
     * @param table lets the table answer
     */
    ResponseDefinitionBuilder answer(Supplier<TableDouble.Reply> table);
  }

  public static final int ANY_PORT = 0;

  /** The table answers. */
  public static final Attempt WORKS = table -> reply(table.get());

  /** The table does its work, and the connection breaks before the answer. */
  public static final Attempt RESET_AFTER =
      table -> {
        table.get();
        return fault(Fault.CONNECTION_RESET_BY_PEER);
      };

  /** The connection breaks before the table does anything. */
  public static final Attempt RESET_BEFORE = table -> fault(Fault.CONNECTION_RESET_BY_PEER);

  /** The table does its work, and the answer is not HTTP. */
  public static final Attempt GARBAGE =
      table -> {
        table.get();
        return fault(Fault.RANDOM_DATA_THEN_CLOSE);
      };

  /** The table does its work, and a broken proxy answers in its place. */
  public static final Attempt NOT_JSON =
      table -> {
        table.get();
        return WireMock.ok("<html>");
      };

  /** The service answers with an error and does nothing. */
  public static Attempt error(int status, String code, String message) {
    return table -> reply(TableDouble.Reply.error(status, code, message));
  }

  /** The table does its work, and the answer takes as long. */
  public static Attempt slow(Duration delay) {
    return table -> reply(table.get()).withFixedDelay((int) delay.toMillis());
  }

  private final WireMockServer server;
  private final AtomicInteger attempted = new AtomicInteger();
  private final List<String> unsigned = new CopyOnWriteArrayList<>();
  private volatile boolean lastClosed;
  private volatile TableDouble table = new TableDouble();
  private volatile List<Attempt> attempts = List.of(WORKS);

  /** A server on a free port, which works. */
  public FaultyDynamoDb() {
    this("127.0.0.1", ANY_PORT);
  }

  /** A server at an address of this machine, which works. */
  public FaultyDynamoDb(String address, int port) {
    server =
        new WireMockServer(options().port(port).bindAddress(address).extensions(new Answers()));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(WireMock.ok()));
  }

  /**
   * Starts over.
   *
   * @param attempts what becomes of the first, second, ... attempt; of the last and all after it
   */
  public void begin(TableDouble table, List<Attempt> attempts) {
    this.table = table;
    this.attempts = attempts;
    attempted.set(0);
  }

  public int port() {
    return server.port();
  }

  public URI endpoint() {
    return URI.create(server.baseUrl());
  }

  /** Attempts since the beginning. */
  public int attempted() {
    return attempted.get();
  }

  /** The operations of requests without a signature, which are refused and no attempts. */
  public List<String> unsigned() {
    return unsigned;
  }

  /** Whether the last request asked to close its connection. */
  public boolean lastClosed() {
    return lastClosed;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Answers implements ResponseDefinitionTransformerV2 {

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      lastClosed = "close".equals(event.getRequest().getHeader("Connection"));
      String target = event.getRequest().getHeader("X-Amz-Target");
      String operation = target.substring(target.indexOf('.') + 1);
      if (!event.getRequest().containsHeader("Authorization")) {
        unsigned.add(operation);
        return reply(TableDouble.Reply.error(400, "MissingAuthenticationTokenException", ""))
            .build();
      }
      int index = Math.min(attempted.getAndIncrement(), attempts.size() - 1);
      return attempts
          .get(index)
          .answer(() -> table.answer(operation, event.getRequest().getBodyAsString()))
          .build();
    }

    @Override
    public String getName() {
      return "answers";
    }
  }

  private static ResponseDefinitionBuilder reply(TableDouble.Reply reply) {
    return WireMock.status(reply.status())
        .withHeader("x-amzn-RequestId", "RID")
        .withBody(reply.body());
  }

  private static ResponseDefinitionBuilder fault(Fault fault) {
    return WireMock.aResponse().withFault(fault);
  }
}
