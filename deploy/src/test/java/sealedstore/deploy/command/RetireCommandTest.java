package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.CommandRun.STACK_ARN;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.CommandRun;

class RetireCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private CommandRun command;

  @BeforeEach
  void start() throws IOException {
    command = new CommandRun(folder);
    ObjectNode resources = JSON.createObjectNode();
    var summaries = resources.putArray("StackResourceSummaries");
    for (String[] resource :
        new String[][] {
          {"AWS::KMS::Key", "key-1"},
          {"AWS::DynamoDB::Table", "acme-stage-items"},
          {"AWS::SQS::Queue", "https://queue"},
          {"AWS::SQS::Queue", ""},
          {"AWS::SQS::Queue", null},
          {"AWS::Lambda::Function", "acme-stage-writer"}
        }) {
      summaries.addObject().put("ResourceType", resource[0]).put("PhysicalResourceId", resource[1]);
    }
    command.cloudFormation.answers("ListStackResources", resources);
    command.cloudFormation.answers("UpdateTerminationProtection", JSON.createObjectNode());
    command.cloudFormation.answers("DeleteStack", JSON.createObjectNode());
    command.answer(STACK + "\n");
  }

  @AfterEach
  void stop() {
    command.close();
  }

  @Test
  void stackAndWhatItRetains_areDeleted() {
    command.stacks("DELETE_IN_PROGRESS", "DELETE_COMPLETE");

    command.shell("ENV", "stage");
    assertThat(command.run("retire")).isZero();

    assertThat(command.clients.calls)
        .containsExactly(
            "region us-east-1",
            "deletion protection off acme-stage-items",
            "delete table acme-stage-items",
            "delete queue https://queue",
            "delete key key-1 in 30 days");
    assertThat(command.cloudFormation.requests("UpdateTerminationProtection"))
        .singleElement()
        .asString()
        .contains("EnableTerminationProtection=false");
    assertThat(command.cloudFormation.requests("DeleteStack")).hasSize(1);
    assertThat(command.out())
        .contains("This deletes " + STACK + " and, for good, all its data:")
        .contains("  acme-stage-items\n  key-1\n  https://queue\n");
    assertThat(command.err())
        .contains(
            "key key-1 will be deleted on 2026-12-26; until then: aws kms cancel-key-deletion");
  }

  @Test
  void stackThatIsNoLongerFound_isGone() {
    command.cloudFormation.fails("DescribeStacks", "ValidationError", "Stack x does not exist");

    assertThat(command.run("retire", "stage")).isZero();
  }

  @Test
  void refusalToLookAtTheStack_isAnError() {
    command.cloudFormation.fails("DescribeStacks", "AccessDenied", "not authorized");

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.clients.calls).noneMatch(call -> call.startsWith("delete "));
  }

  @Test
  void anotherAnswerThanTheStacksName_deletesNothing() {
    for (String answer : new String[] {"acme-dev-sealed-store\n", ""}) {
      command.answer(answer);

      assertThat(command.run("retire", "stage")).isEqualTo(1);
    }
    assertThat(command.err()).contains("that is not its name: nothing was deleted");
    assertThat(command.clients.calls).containsOnly("region us-east-1");
    assertThat(command.cloudFormation.requests("DeleteStack")).isEmpty();
  }

  @Test
  void stackThatCannotBeDeleted_keepsItsData() {
    command.stacks("DELETE_FAILED");
    command.events(
        new String[] {"ItemsKeyAlias", "alias", "DELETE_FAILED", "not authorized"},
        new String[] {"acme", STACK_ARN, "DELETE_IN_PROGRESS", "User Initiated"},
        new String[] {"Older", "a", "UPDATE_FAILED", "of an update"});

    assertThat(command.run("retire", "stage")).isEqualTo(1);

    assertThat(command.err())
        .contains("error: %s is in status DELETE_FAILED".formatted(STACK))
        .contains("  ItemsKeyAlias: not authorized")
        .doesNotContain("Older");
    assertThat(command.clients.calls).noneMatch(call -> call.startsWith("delete "));
  }

  @Test
  void missingStack_isOneLine() {
    command.cloudFormation.fails("ListStackResources", "ValidationError", "x does not exist");

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.err())
        .isEqualTo("error: there is no stack %s in us-east-1%n".formatted(STACK));
  }

  @Test
  void refusalToListResources_isAnError() {
    command.cloudFormation.fails("ListStackResources", "AccessDenied", "not authorized");

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.err()).startsWith("error: not authorized");
  }

  @Test
  void prod_isNotRetired() {
    command.answer("acme-prod-sealed-store\n");

    assertThat(command.run("retire", "prod")).isEqualTo(1);
    assertThat(command.err()).contains("prod is not retired by a command");
    assertThat(command.clients.calls).isEmpty();
  }
}
