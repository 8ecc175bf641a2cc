package sealedstore.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import sealedstore.deploy.guard.Saved;

/** Runs plan on stage with a SAM CLI that makes a harmless change set, and stubs of AWS. */
abstract class PlanCommandRun extends CommandTest {

  static final String ROLE = "arn:aws:iam::111122223333:role/execution";
  static final ObjectMapper JSON = new ObjectMapper();

  private static final String CREATED =
      """
      Uploading
      {"status": "something else"}
      {"status": "changeset_created", "changeset_id": "arn:change-set"}\
      """;

  @BeforeEach
  void start() throws IOException {
    command.cloudFormation.answers("ListChangeSets", summaries());
    command.sam(0, CREATED);
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.stacks("UPDATE_COMPLETE");
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
