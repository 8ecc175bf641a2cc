package sealedstore.deployed.history;

import static sealedstore.items.testing.Invocation.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import sealedstore.deployed.history.Call.Kind;
import sealedstore.deployed.history.Call.Outcome;
import sealedstore.items.fault.StoreFault;
import sealedstore.items.testing.Invocation.Result;

/**
 * Many callers at once, each of which reads an item and then writes or deletes it.
 *
 * @param conditional whether each write and delete has the condition that the item is still as read
 */
record Callers(
    RequestStreamHandler writer,
    RequestStreamHandler reader,
    int callers,
    int calls,
    boolean conditional,
    AtomicLong clock) {

  private static final Pattern RETRIED = Pattern.compile("\"attempts\":([2-9])");

  /** Few enough that callers meet. */
  private static final int CALLERS_OF_AN_ITEM = 4;

  Callers(
      RequestStreamHandler writer,
      RequestStreamHandler reader,
      int callers,
      int calls,
      boolean conditional) {
    this(writer, reader, callers, calls, conditional, new AtomicLong());
  }

  /** Makes the calls and returns what was answered. */
  List<Call> run(long seed) throws Exception {
    List<Callable<List<Call>>> tasks = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      var random = new Random(seed + caller);
      String name = "caller-" + caller + "-";
      tasks.add(() -> callsOf(name, random));
    }
    List<Call> history = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      for (Future<List<Call>> made : threads.invokeAll(tasks)) {
        history.addAll(made.get());
      }
    }
    return history;
  }

  private List<Call> callsOf(String name, Random random) {
    List<Call> made = new ArrayList<>();
    for (int i = 0; i < calls / callers; i += 2) {
      String item = "item-" + random.nextInt(Math.max(1, callers / CALLERS_OF_AN_ITEM));
      Call read = call(Kind.READ, item, name + i, null);
      made.add(read);
      String seen = read.isDone() ? read.seen() : Call.ABSENT;
      boolean delete = random.nextInt(5) == 0 && !(conditional && seen.equals(Call.ABSENT));
      made.add(
          call(delete ? Kind.DELETE : Kind.WRITE, item, name + (i + 1), conditional ? seen : null));
    }
    return made;
  }

  private Call call(Kind kind, String item, String requestId, String expected) {
    var log = new StringBuffer();
    long started = clock.incrementAndGet();
    String seen = null;
    Outcome outcome;
    try {
      Result result =
          invoke(
              kind == Kind.READ ? reader : writer,
              event(kind, item, expected),
              requestId,
              log::append);
      outcome = result.statusCode() == 200 ? Outcome.DONE : Outcome.REFUSED;
      if (kind == Kind.READ) {
        seen = result.body().path("requestId").asText(Call.ABSENT);
      }
    } catch (StoreFault e) {
      outcome = Outcome.FAILED;
    }
    long ended = clock.incrementAndGet();
    boolean retried = RETRIED.matcher(log).find();
    return new Call(kind, item, requestId, expected, seen, outcome, retried, started, ended);
  }

  private static String event(Kind kind, String item, String expected) {
    String condition =
        expected == null
            ? ""
            : expected.equals(Call.ABSENT)
                ? ",\"ifAbsent\":true"
                : ",\"ifMatch\":\"" + expected + "\"";
    return "{\"id\":\""
        + item
        + "\""
        + switch (kind) {
          case READ -> ",\"consistent\":true";
          case WRITE -> condition;
          case DELETE -> ",\"delete\":true" + condition;
        }
        + "}";
  }
}
