package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Many callers at once on the deployed stack. The system properties {@code
 * sealedstore.load.callers} and {@code sealedstore.load.calls} set how many.
 */
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.PERMISSIONS, mode = ResourceAccessMode.READ)
class LoadIT {

  private static final int CALLERS = Integer.getInteger("sealedstore.load.callers");
  private static final int CALLS = Integer.getInteger("sealedstore.load.calls");
  private static final int RACERS = 10;

  private static DeployedFunctions functions;

  @BeforeAll
  static void connect() {
    functions = new DeployedFunctions(Stack.underTest());
  }

  @AfterAll
  static void disconnect() {
    functions.close();
  }

  @Test
  void everyAcknowledgedWriteIsReadBack() throws Exception {
    String run = UUID.randomUUID().toString();
    var acknowledged = new ConcurrentHashMap<String, String>();
    var reads = new AtomicInteger();
    List<Callable<Void>> calls = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      String id = run + "-" + call;
      calls.add(
          call % 2 == 0 ? () -> write(id, acknowledged) : () -> read(run, acknowledged, reads));
    }

    inParallel(calls);

    for (var write : acknowledged.entrySet()) {
      assertThat(requestId(write.getKey())).isEqualTo(write.getValue());
    }
    assertThat(acknowledged).hasSize((CALLS + 1) / 2);
    System.out.printf(
        "load: %d callers, %d calls: %d writes acknowledged and read back, %d reads in between%n",
        CALLERS, CALLS, acknowledged.size(), reads.get());
  }

  @Test
  void raceForOneIdHasOneWinner() throws Exception {
    String run = UUID.randomUUID().toString();
    int ids = Math.max(1, CALLS / 40);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int call = 0; call < ids * RACERS; call++) {
      String event = "{\"id\":\"" + run + "-" + call / RACERS + "\",\"ifAbsent\":true}";
      calls.add(() -> functions.write(event).statusCode());
    }

    List<Integer> answers = inParallel(calls);

    assertThat(answers).containsOnly(200, 409);
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(ids);
    System.out.printf(
        "race: %d callers, %d conditional writes to %d ids, one winner each%n",
        CALLERS, calls.size(), ids);
  }

  private static Void write(String id, Map<String, String> acknowledged) {
    var answer =
        functions.write(
            "{\"id\":\"%s\",\"data\":{\"filler\":\"%s\"}}"
                .formatted(id, "x".repeat(random(2_000))));
    assertThat(answer.statusCode()).isEqualTo(200);
    acknowledged.put(id, answer.body().at("/written/requestId").textValue());
    return null;
  }

  private static Void read(String run, Map<String, String> acknowledged, AtomicInteger reads) {
    String id = run + "-" + random(CALLS / 2) * 2;
    String expected = acknowledged.get(id);
    String found = requestId(id);
    if (expected != null) {
      assertThat(found).isEqualTo(expected);
    }
    reads.incrementAndGet();
    return null;
  }

  private static String requestId(String id) {
    return functions
        .read("{\"id\":\"" + id + "\",\"consistent\":true}")
        .body()
        .path("requestId")
        .textValue();
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : callers.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
