package sealedstore.deploy.command;

import static sealedstore.deploy.CommandRun.CHANGE_SET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import sealedstore.deploy.guard.Saved;

/** Runs apply on stage with stubs of AWS; what is not said otherwise succeeds. */
abstract class ApplyCommandRun extends CommandTest {

  static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void start() throws IOException {
    for (String action :
        List.of("ExecuteChangeSet", "SetStackPolicy", "UpdateTerminationProtection")) {
      command.cloudFormation.answers(action, JSON.createObjectNode());
    }
    storedPolicy(Files.readString(folder.resolve("deploy/stack-policy.json")));
    command.planned(CHANGE_SET);
    command.stacks("UPDATE_COMPLETE");
  }

  static String[] event(String... fields) {
    return fields;
  }

  void storedPolicy(String policy) {
    command.cloudFormation.answers(
        "GetStackPolicy", JSON.createObjectNode().put("StackPolicyBody", policy));
  }

  List<String> requests(String action) {
    return command.cloudFormation.requests(action).stream()
        .map(body -> URLDecoder.decode(body, StandardCharsets.UTF_8))
        .toList();
  }

  /** The change set as it is looked at, and whether it was started; then its execution statuses. */
  void describes(String name, String... executionStatuses) {
    JsonNode[] answers = new JsonNode[executionStatuses.length + 2];
    answers[0] = Saved.json(name);
    answers[1] = Saved.json(name);
    for (int i = 0; i < executionStatuses.length; i++) {
      answers[i + 2] = described(name, executionStatuses[i]);
    }
    command.cloudFormation.answers("DescribeChangeSet", answers);
  }

  static JsonNode described(String name, String executionStatus) {
    return ((ObjectNode) Saved.json(name)).put("ExecutionStatus", executionStatus);
  }
}
