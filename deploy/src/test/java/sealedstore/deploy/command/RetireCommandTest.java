package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;
import static sealedstore.deploy.CommandRun.STACK_ARN;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class RetireCommandTest extends CommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void start() {
    command.resources(
        new String[] {"AWS::KMS::Key", "key-1"},
        new String[] {"AWS::DynamoDB::Table", "acme-stage-items"},
        new String[] {"AWS::SQS::Queue", "https://queue/acme-stage-writer-failures"},
        new String[] {"AWS::SQS::Queue", ""},
        new String[] {"AWS::SQS::Queue", null},
        new String[] {"AWS::Lambda::Function", "acme-stage-writer"});
    command.cloudFormation.answers("UpdateTerminationProtection", JSON.createObjectNode());
    command.cloudFormation.answers("DeleteStack", JSON.createObjectNode());
    command.answer(STACK + "\n");
    command.stacks("UPDATE_COMPLETE", "DELETE_IN_PROGRESS", "DELETE_COMPLETE");
    command.clients.tables.put("acme-stage-items", TableStatus.ACTIVE);
    command.clients.queue.urls.put(
        "acme-stage-writer-failures", "https://other/acme-stage-writer-failures");
    command.clients.keys.put("aws-managed", Map.of());
    command.clients.keys.put("another", Map.of("Company", "globex"));
    command.clients.keys.put(
        "key-1",
        Map.of("Company", "acme", "Environment", "stage", "Application", "sealed-store", "A", "b"));
  }

  @Test
  void stackAndWhatItRetains_areDeleted() {
    command.clients.tables.put(
        "acme-stage-items",
        TableStatus.ACTIVE,
        TableStatus.ACTIVE,
        TableStatus.UPDATING,
        TableStatus.ACTIVE);

    command.shell("ENV", "stage");
    assertThat(command.run("retire")).isZero();

    assertThat(command.clients.calls)
        .containsExactly(
            "region us-east-1",
            "deletion protection off acme-stage-items",
            "delete table acme-stage-items",
            "delete queue https://queue/acme-stage-writer-failures",
            "delete key key-1 in 30 days");
    assertThat(command.cloudFormation.requests("UpdateTerminationProtection"))
        .singleElement()
        .asString()
        .contains("EnableTerminationProtection=false");
    assertThat(command.cloudFormation.requests("DeleteStack"))
        .singleElement()
        .asString()
        .contains("ClientRequestToken=");
    assertThat(command.out())
        .contains("This deletes " + STACK + " and, for good, all its data:")
        .endsWith("To delete it, type the name of the stack (" + STACK + "): ")
        .contains(
            "  table acme-stage-items\n"
                + "  key key-1\n"
                + "  queue https://queue/acme-stage-writer-failures\n"
                + "Tables of make restore, and backups, stay; without the key nobody can read them.\n");
    assertThat(command.err())
        .contains(
            "account 111122223333, region us-east-1, stack " + STACK,
            "key key-1 will be deleted on 2026-12-26; until then:"
                + " aws kms cancel-key-deletion --key-id key-1\n");
  }

  @Test
  void whatAnEarlierCommandLeft_isFoundByNameAndTags() {
    command.noStack();

    assertThat(command.run("retire", "stage")).isZero();

    assertThat(command.clients.calls)
        .containsExactly(
            "region us-east-1",
            "deletion protection off acme-stage-items",
            "delete table acme-stage-items",
            "delete queue https://other/acme-stage-writer-failures",
            "delete key key-1 in 30 days");
    assertThat(command.cloudFormation.requests("DeleteStack")).isEmpty();
    assertThat(command.out())
        .contains("There is no stack %s any more.".formatted(STACK))
        .contains(
            "  table acme-stage-items\n"
                + "  key key-1\n"
                + "  queue https://other/acme-stage-writer-failures\n");
  }

  @Test
  void nothingLeft_isSaidBeforeAnythingIsAsked() {
    command.noStack();
    command.clients.tables.clear();
    command.clients.queue.urls.clear();
    command.clients.scheduledKeys.add("key-1");

    assertThat(command.run("retire", "stage")).isEqualTo(1);

    assertThat(command.err())
        .endsWith(
            "error: nothing of %s is in us-east-1: no stack, table or queue, and no key%n"
                .formatted(STACK)
                .replace("key", "key whose tags you may read"));
    assertThat(command.out()).isEmpty();
  }

  @Test
  void tableThatIsBeingDeleted_isWaitedFor() {
    command.noStack();
    command.clients.tables.put(
        "acme-stage-items",
        TableStatus.ACTIVE,
        TableStatus.ACTIVE,
        TableStatus.ACTIVE,
        TableStatus.DELETING);

    assertThat(command.run("retire", "stage")).isZero();
    assertThat(command.clients.calls).doesNotContain("delete table acme-stage-items");
    assertThat(command.clients.tables.areGone()).isTrue();
  }

  @Test
  void stackWhoseParameterSaysProd_isNotRetiredUnderAnyName() {
    command.stackWithParameters(Map.of("Environment", "prod"));

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("prod is not retired by a command");
    assertThat(command.out()).isEmpty();
  }

  @Test
  void samconfigThatSaysProd_isNotRetiredUnderAnyName() throws IOException {
    Path file = folder.resolve("samconfig.toml");
    Files.writeString(
        file, Files.readString(file).replace("Environment=stage", "Environment=prod"));

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("prod is not retired by a command");
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
    command.stacks("UPDATE_COMPLETE", "DELETE_FAILED");
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
  void stackThatAnEarlierCommandIsDeleting_isWaitedFor() {
    command.unprotectedStacks("DELETE_IN_PROGRESS", "DELETE_IN_PROGRESS", "DELETE_COMPLETE");
    command.cloudFormation.fails(
        "UpdateTerminationProtection", "ValidationError", "cannot be updated while in DELETE");

    assertThat(command.run("retire", "stage")).isZero();
    assertThat(command.clients.calls).contains("delete key key-1 in 30 days");
  }

  @Test
  void queueThatWentWithTheStack_isNoError() {
    command.clients.queue.urls.clear();
    command.clients.queue.isGone = true;

    assertThat(command.run("retire", "stage")).isZero();
    assertThat(command.clients.calls).contains("delete key key-1 in 30 days");
  }

  @Test
  void keyThatKmsFailsToDescribe_isNotTakenForOneOfOthers() {
    command.clients.kmsError = Optional.of("KMSInternalException");

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.clients.calls).noneMatch(call -> call.startsWith("delete "));
  }

  @Test
  void refusalToListResources_isAnError() {
    command.cloudFormation.fails("ListStackResources", "AccessDenied", "not authorized");

    assertThat(command.run("retire", "stage")).isEqualTo(1);
    assertThat(command.err()).contains("error: not authorized");
  }

  @Test
  void prod_isNotRetired() {
    command.answer("acme-prod-sealed-store\n");

    assertThat(command.run("retire", "prod")).isEqualTo(1);
    assertThat(command.err()).contains("prod is not retired by a command");
    assertThat(command.clients.calls).isEmpty();
  }
}
