package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.deploy.guard.Saved;

class PlanRolesTest extends PlanCommandRun {

  @Test
  void executionRole_joinsTheListThatTheStackHas() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", ROLE);
    command.clients.roles.put("by-hand", ROLE.replace("execution", "by-hand"));
    ObjectNode stacks = JSON.createObjectNode();
    ObjectNode stack = stacks.putArray("Stacks").addObject().put("StackStatus", "UPDATE_COMPLETE");
    stack
        .putArray("Parameters")
        .addObject()
        .put("ParameterKey", "DeploymentRoleArns")
        .put("ParameterValue", ROLE.replace("execution", "by-hand"));
    command.cloudFormation.answers("DescribeStacks", stacks);

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();

    assertThat(command.samCalls())
        .contains(
            "DeploymentRoleArns=%s,%s --role-arn"
                .formatted(ROLE.replace("execution", "by-hand"), ROLE));
  }

  @Test
  void executionRoleThatIsListed_isNotListedTwice() throws IOException {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", ROLE);

    command.run(
        "plan", "stage", "--built", "--role-arn", ROLE, "--parameters=DeploymentRoleArns=" + ROLE);

    assertThat(command.samCalls()).contains("DeploymentRoleArns=%s --role-arn".formatted(ROLE));
  }

  @Test
  void templateWithoutTheList_isDeployedWithTheRoleAllTheSame() throws IOException {
    built("");
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();
    assertThat(command.samCalls()).doesNotContain("DeploymentRoleArns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeploymentRoleArns", "RestoreRoleArns"})
  void listedRoleThatDoesNotExist_isRefusedBeforeTheStackIsChanged(String parameter)
      throws IOException {
    assertThat(command.run("plan", "stage", "--built", "--parameters", parameter + "=" + ROLE))
        .isEqualTo(1);

    assertThat(command.err())
        .contains(
            "error: parameter %s: there is no role %s; create it before the stack"
                .formatted(parameter, ROLE));
    assertThat(command.samCalls()).isEmpty();
  }

  @Test
  void listedRoleOfAnotherPath_isRefusedWithTheRightArn() {
    command.clients.roles.put("execution", "arn:aws:iam::111122223333:role/path/execution");

    command.run("plan", "stage", "--built", "--parameters=RestoreRoleArns=" + ROLE);

    assertThat(command.err())
        .contains(
            ROLE + " is the ARN of no role; arn:aws:iam::111122223333:role/path/execution is");
  }

  @Test
  void listedRoleThatTheCallerMayNotLookAt_isSaid() {
    command.cloudFormation.answers("DescribeChangeSet", Saved.json("parameter-change"));
    command.clients.roles.put("execution", "");

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();
    assertThat(command.err())
        .contains(ROLE + " was not checked; if it does not exist, the deployment fails (not");
  }
}
