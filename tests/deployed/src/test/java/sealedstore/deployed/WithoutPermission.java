package sealedstore.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import software.amazon.awssdk.services.iam.IamClient;

/** Removes an action from a function's role until it is closed. */
final class WithoutPermission implements AutoCloseable {

  private final IamClient iam = IamClient.builder().build();
  private final String role;
  private final String policy;
  private final JsonNode document;

  /**
   * Removes the action.
   *
   * @param roleArn a role of the stack
   * @param policy the name of the role's policy
   * @param action the only action of one of its statements
   */
  WithoutPermission(String roleArn, String policy, String action) {
    this.role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    this.policy = policy;
    this.document =
        DeployedFunctions.parse(
            URLDecoder.decode(
                iam.getRolePolicy(r -> r.roleName(role).policyName(policy)).policyDocument(),
                UTF_8));
    ObjectNode without = document.deepCopy();
    var statements = without.withArray("Statement");
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i).path("Action").asText().equals(action)) {
        statements.remove(i);
      }
    }
    put(without);
  }

  /** Restores the action. */
  void restore() {
    put(document);
  }

  private void put(JsonNode document) {
    iam.putRolePolicy(r -> r.roleName(role).policyName(policy).policyDocument(document.toString()));
  }

  @Override
  public void close() {
    restore();
    iam.close();
  }
}
