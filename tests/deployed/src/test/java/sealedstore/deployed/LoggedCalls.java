package sealedstore.deployed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sealedstore.items.testing.EventFiles;
import sealedstore.items.testing.EventFiles.EventFile;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Calls of the deployed functions with every outcome that an event can have. */
final class LoggedCalls {

  /** The id of an item that is missing. */
  static final String UNKNOWN_ID = "nobody wrote this";

  /**
   * One call.
   *
   * @param function Writer or Reader
   * @param outcome the outcome that its log line must name
   */
  record Call(String function, String event, String requestId, String outcome) {}

  private LoggedCalls() {}

  /** Each event of events/, an id that is missing, and a read without the permission to read. */
  static List<Call> make(Stack stack) throws IOException {
    List<Call> calls = new ArrayList<>();
    try (LambdaClient lambda = LambdaClient.create()) {
      for (String function : List.of("Writer", "Reader")) {
        for (EventFile file : EventFiles.of(function.toLowerCase())) {
          // Lambda itself refuses invalid JSON.
          if (!file.name().endsWith("not-json.json")) {
            calls.add(call(lambda, stack, function, file.name(), file.text()));
          }
        }
      }
      calls.add(call(lambda, stack, "Reader", "missing", "{\"id\":\"%s\"}".formatted(UNKNOWN_ID)));
      try (var _ =
          new WithoutPermission(
              stack.outputs().get("ReaderRoleArn"), "reader", "dynamodb:GetItem")) {
        calls.add(call(lambda, stack, "Reader", "refused", "{}"));
      }
    }
    return calls;
  }

  private static Call call(
      LambdaClient lambda, Stack stack, String function, String name, String event) {
    InvokeResponse response =
        lambda.invoke(
            r ->
                r.functionName(stack.outputs().get(function + "AliasArn"))
                    .payload(SdkBytes.fromUtf8String(event)));
    JsonNode payload = DeployedFunctions.parse(response.payload().asUtf8String());
    return new Call(
        function,
        name,
        response.responseMetadata().requestId(),
        response.functionError() == null ? answered(payload) : failed(payload));
  }

  private static String failed(JsonNode payload) {
    String type = payload.get("errorType").textValue();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String answered(JsonNode payload) {
    JsonNode body = DeployedFunctions.parse(payload.get("body").textValue());
    if (body.has("error")) {
      return body.at("/error/code").textValue();
    }
    if (body.has("written")) {
      return "Written";
    }
    if (body.has("deleted")) {
      return "Deleted";
    }
    return body.has("missing") ? "Missing" : "Found";
  }
}
