package sealedstore.deploy.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;

/** The writer's alias. */
public final class Writer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONFLICTS = Set.of("ItemExists", "ItemChanged");
  private static final int OK = 200;
  private static final Answer NOT_ITS_ANSWER = new Answer.Failed("not an answer of the writer");

  private final LambdaClient client;
  private final String alias;
  private final Patience patience;

  /**
   * @param client that calls once: a second attempt would be a second write
   * @param alias the alias's ARN
   * @param patience while the version is inactive
   */
  public Writer(LambdaClient client, String alias, Patience patience) {
    this.client = client;
    this.alias = alias;
    this.patience = patience;
  }

  /**
   * Has an event written. A version with SnapStart that was not called for 14 days is inactive; the
   * first call makes Lambda prepare it ("Troubleshooting SnapStart errors for Lambda functions").
   *
   * @throws Failure if the version stays inactive
   */
  Answer write(EventText event) {
    return tryToWrite(event)
        .or(
            () ->
                patience.until(
                    "the writer's version is inactive: waiting until Lambda has prepared it",
                    () -> tryToWrite(event)))
        .orElseThrow(() -> new Failure("the writer's version is still inactive: run it again"));
  }

  /** Empty if the version is inactive. */
  private Optional<Answer> tryToWrite(EventText event) {
    var payload = SdkBytes.fromUtf8String(event.text());
    try {
      return Optional.of(
          answer(client.invoke(request -> request.functionName(alias).payload(payload))));
    } catch (SnapStartNotReadyException e) {
      return Optional.empty();
    }
  }

  private static Answer answer(InvokeResponse response) {
    try {
      JsonNode answer = JSON.readTree(response.payload().asUtf8String());
      if (response.functionError() != null) {
        return new Answer.Failed(answer.path("errorType").asText(response.functionError()));
      }
      if (answer.path("statusCode").asInt() == OK) {
        return new Answer.Written();
      }
      String code = JSON.readTree(answer.path("body").asText()).at("/error/code").asText();
      if (code.isEmpty()) {
        return NOT_ITS_ANSWER;
      }
      return CONFLICTS.contains(code) ? new Answer.Superseded(code) : new Answer.Refused(code);
    } catch (JsonProcessingException e) {
      // Its message may quote the answer.
      return NOT_ITS_ANSWER;
    }
  }
}
