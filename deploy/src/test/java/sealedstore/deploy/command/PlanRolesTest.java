package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRolesTest extends PlanCommandRun {

  @Test
  void executionRole_joinsTheListThatTheStackHas() throws IOException {
    command.clients.roles.put("execution", ROLE);
    command.clients.roles.put("by-hand", ROLE.replace("execution", "by-hand"));
    command.stackWithParameters(Map.of("DeploymentRoleArns", ROLE.replace("execution", "by-hand")));

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();

    assertThat(command.samCalls())
        .contains(
            "DeploymentRoleArns=%s,%s --role-arn"
                .formatted(ROLE.replace("execution", "by-hand"), ROLE));
  }

  @Test
  void executionRoleThatIsListed_isNotListedTwice() throws IOException {
    command.clients.roles.put("execution", ROLE);

    command.run(
        "plan", "stage", "--built", "--role-arn", ROLE, "--parameters=DeploymentRoleArns=" + ROLE);

    assertThat(command.samCalls()).contains("DeploymentRoleArns=%s --role-arn".formatted(ROLE));
  }

  @Test
  void templateWithoutTheList_isDeployedWithTheRoleAllTheSame() throws IOException {
    built("");
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
            "error: parameter %s: there is no role %s in this account; create it before the stack"
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
    command.clients.roles.put("execution", "");

    assertThat(command.run("plan", "stage", "--built", "--role-arn=" + ROLE)).isZero();
    assertThat(command.err())
        .contains(ROLE + " was not checked; if it does not exist, the deployment fails (not");
  }
}
