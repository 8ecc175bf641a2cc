package sealedstore.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.Checkout.assertExit;
import static sealedstore.deploy.Stage.AWS;
import static sealedstore.deploy.Stage.CLOUD_FORMATION;
import static sealedstore.deploy.Stage.STACK;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sealedstore.deploy.Checkout.Done;
import sealedstore.deploy.guard.Unreadable;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * Plan, apply and retire of stage on the local AWS, which stores a stack policy without enforcing
 * it and says of a hash key that a change may replace the table.
 */
@TestMethodOrder(OrderAnnotation.class)
class EnvironmentsIT extends StageChanges {

  private static final int LAST = Integer.MAX_VALUE;

  @Test
  @Order(1)
  void firstDeployment_makesTheStackAndProtectsIt() throws IOException {
    assertThat(Stage.stack().stackStatusAsString()).endsWith("_COMPLETE");
    assertThat(Stage.stack().enableTerminationProtection()).isTrue();
    assertThat(new ObjectMapper().readTree(Stage.policy()))
        .isEqualTo(new ObjectMapper().readTree(Path.of("stack-policy.json").toFile()));
  }

  @ParameterizedTest
  @MethodSource("sealedstore.deploy.ParameterChange#all")
  @Order(2)
  void changedParameter_isFoundWhereItLosesSomething(ParameterChange change) throws Unreadable {
    assertThat(change.judge()).isEqualTo(change.found());
  }

  /** After tests that deploy: the writer has three versions or more. */
  @Test
  @Order(LAST - 4)
  void pruning_leavesTheLiveVersionAndTheOneToRollBackTo() {
    long live = Stage.liveVersion();
    assertThat(Stage.versions()).hasSizeGreaterThan(2).last().isEqualTo(live);

    assertExit(0, checkout.run("", "prune", "stage", "--keep", "2"));

    assertThat(Stage.versions()).hasSize(2).last().isEqualTo(live);
    assertThat(Stage.liveVersion()).isEqualTo(live);
  }

  @Test
  @Order(LAST - 3)
  void changeOfOutputsOnly_isApplied() throws IOException {
    assertExit(0, checkout.plan());
    assertExit(0, checkout.apply());
    ObjectNode template = checkout.template();
    TemplateChange.set((ObjectNode) template.get("Outputs"), "Note", "{'Value': 'new'}");

    assertExit(0, checkout.plan(template));
    assertExit(0, checkout.apply());

    assertThat(Stage.stack().outputs())
        .anySatisfy(output -> assertThat(output.outputKey()).isEqualTo("Note"));
  }

  /** "Roll back" in docs/how-to/deploy.md. Functions and versions are those of the test before. */
  @Test
  @Order(LAST - 2)
  void aliasThatWasMovedByHand_staysInADeploymentThatPublishesNoVersion() throws IOException {
    int newest = Stage.liveVersion();
    int earlier = newest - 1;
    Stage.moveAlias(earlier);

    assertExit(0, checkout.plan("--parameters", "WriteCapacity=6"));
    assertExit(0, checkout.apply());

    assertThat(Stage.liveVersion()).isEqualTo(earlier);
    assertExit(0, checkout.run("", "prune", "stage", "--keep", "2"));
    assertThat(Stage.versions()).contains((long) earlier, (long) newest);
  }

  @Test
  @Order(LAST)
  void retiredEnvironment_isGoneWithItsDataAndTheOtherIsNot() {
    String key = Stage.physicalId("ItemsKey");
    Done refused = checkout.run("acme-dev-sealed-store\n", "retire", "stage");
    assertExit(1, refused);
    assertThat(refused.err()).contains("nothing was deleted");
    assertThat(Stage.tables()).contains("acme-stage-items");

    assertExit(0, checkout.run(STACK + "\n", "retire", "stage"));

    assertThat(Stage.tables()).contains("acme-dev-items").doesNotContain("acme-stage-items");
    assertThat(AWS.kms().describeKey(it -> it.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.PENDING_DELETION);
    assertThat(AWS.sqs().listQueues().queueUrls())
        .anyMatch(url -> url.contains("acme-dev"))
        .noneMatch(url -> url.contains("acme-stage"));
    assertThat(Stage.functions())
        .contains("acme-dev-writer", "acme-dev-reader")
        .doesNotContain("acme-stage-writer", "acme-stage-reader");
    Done again = checkout.run(STACK + "\n", "retire", "stage");
    assertExit(1, again);
    assertThat(again.err()).contains("nothing of %s is in us-east-1".formatted(STACK));
  }

  @Test
  @Order(LAST - 1)
  void whatAStackThatIsGoneLeft_isFoundByName() throws IOException {
    String key = Stage.physicalId("ItemsKey");
    CLOUD_FORMATION.updateTerminationProtection(
        it -> it.stackName(STACK).enableTerminationProtection(false));
    CLOUD_FORMATION.deleteStack(it -> it.stackName(STACK));
    CLOUD_FORMATION.waiter().waitUntilStackDeleteComplete(it -> it.stackName(STACK));
    assertThat(Stage.tables()).contains("acme-stage-items");

    Done done = checkout.run(STACK + "\n", "retire", "stage");

    assertExit(0, done);
    assertThat(done.out())
        .contains("There is no stack", "  table acme-stage-items\n", "  key " + key);
    assertThat(Stage.tables()).doesNotContain("acme-stage-items");
    assertExit(0, checkout.plan());
    assertExit(0, checkout.apply());
  }
}
