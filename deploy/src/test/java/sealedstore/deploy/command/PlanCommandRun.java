package sealedstore.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.CommandRun;

/** Runs plan on stage with a SAM CLI that makes a change set, and stubs of AWS. */
abstract class PlanCommandRun {

  static final String ROLE = "arn:aws:iam::111122223333:role/execution";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String CREATED =
      """
      Uploading
      {"status": "something else"}
      {"status": "changeset_created", "changeset_id": "arn:change-set"}""";

  @TempDir Path folder;
  CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    command.cloudFormation.answers("ListChangeSets", summaries());
    command.sam(0, CREATED);
    command.stacks("UPDATE_COMPLETE");
  }

  @AfterEach
  void stop() {
    command.close();
  }

  /** What sam build has made: a template with these parameters beside the two of every stack. */
  void built(String parameters) throws IOException {
    Path built = Files.createDirectories(folder.resolve(".aws-sam/build"));
    Files.writeString(
        built.resolve("template.yaml"),
        "Parameters: {Company: {Type: String}, Environment: {Type: String}%s}"
            .formatted(parameters));
  }

  static ObjectNode summaries(String... fields) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode summaries = answer.putArray("Summaries");
    for (int i = 0; i < fields.length; i += 3) {
      summaries
          .addObject()
          .put("ChangeSetName", fields[i])
          .put("ChangeSetId", "arn:" + fields[i])
          .put("Status", fields[i + 1])
          .put("ExecutionStatus", fields[i + 2]);
    }
    return answer;
  }
}
