package probe;

import com.amazonaws.services.lambda.crac.Context;
import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A function whose input says what it is to do. */
public class Probe implements Resource {
  private static String checkpoint = "none";

  public Probe() {
    if ("exit".equals(System.getenv("FAIL_INIT"))) {
      System.out.println("about to exit");
      Runtime.getRuntime().halt(3);
    } else if (System.getenv("FAIL_INIT") != null) {
      throw new IllegalStateException("FAIL_INIT is set");
    }
    Core.getGlobalContext().register(this);
  }

  public void handle(
      InputStream input, OutputStream output, com.amazonaws.services.lambda.runtime.Context context) throws IOException {
    var event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    System.out.println("got " + event.length() + " characters");
    var answer = switch (event) {
      case "\"request id\"" -> quoted(context.getAwsRequestId());
      case "\"environment\"" -> quoted(System.getenv().toString());
      case "\"checkpoint\"" -> quoted(checkpoint);
      case "\"native code\"" -> quoted(String.valueOf(usesNativeCode()));
      case "\"fail\"" -> throw new IllegalArgumentException("as asked");
      case String size when size.startsWith("\"answer ") ->
          quoted("x".repeat(Integer.parseInt(size.replaceAll("\\D", "")) - 2));
      case String number when number.startsWith("{\"fail\"") -> throw new IllegalArgumentException("as asked");
      case "\"exit\"" -> { Runtime.getRuntime().halt(3); yield ""; }
      default -> event;
    };
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) throws Exception {
    // The server must answer while a version is being published.
    var health = URI.create(System.getenv("AWS_ENDPOINT_URL") + "/_ministack/health");
    var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding());
    checkpoint = "checkpoint " + answer.statusCode();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    checkpoint += ", restore";
  }

  private static boolean usesNativeCode() {
    try {
      var client = Class.forName("com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient");
      for (var method : client.getDeclaredMethods()) {
        if (java.lang.reflect.Modifier.isNative(method.getModifiers())) {
          return true;
        }
      }
      return false;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ").replace("\t", " ") + '"';
  }
}
