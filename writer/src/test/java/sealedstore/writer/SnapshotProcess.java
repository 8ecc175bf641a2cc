package sealedstore.writer;

import static sealedstore.items.testing.Invocation.invoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import sealedstore.items.dynamodb.FunctionContext;

/** A writer in a JVM of its own: started, "snapshot" and, after a line of input, "restored". */
final class SnapshotProcess {

  static final String PRIMED = "the snapshot is taken";
  static final int CALLS = 5;

  private SnapshotProcess() {}

  /** Ends with a line for each call, its status code. */
  public static void main(String[] arguments) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in));
    try (var context = FunctionContext.start()) {
      var priming = new WriterPriming(context);
      var handler = new WriterHandler(context);
      priming.beforeCheckpoint(null);
      System.out.printf("%n%s%n", PRIMED);
      input.readLine();
      priming.afterRestore(null);
      for (int call = 1; call <= CALLS; call++) {
        System.out.println(invoke(handler, "{\"id\":\"moved\"}", "request-" + call).statusCode());
      }
    }
  }
}
