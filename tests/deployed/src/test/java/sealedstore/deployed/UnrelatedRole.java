package sealedstore.deployed;

import software.amazon.awssdk.services.iam.IamClient;

/** A role that the account makes beside the stack, and deletes. */
final class UnrelatedRole implements AutoCloseable {

  private static final String POLICY = "all";
  private static final String EVERY_PERMISSION =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
      """;

  private final IamClient iam = IamClient.builder().build();
  private final String name;
  private final boolean administrator;
  private final String arn;

  UnrelatedRole(Stack stack, boolean administrator) {
    this.administrator = administrator;
    this.name = "access-test-" + (administrator ? "administrator" : "without-permissions");
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
         "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}
        """
            .formatted(stack.account());
    this.arn = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
    if (administrator) {
      iam.putRolePolicy(r -> r.roleName(name).policyName(POLICY).policyDocument(EVERY_PERMISSION));
    }
  }

  String arn() {
    return arn;
  }

  @Override
  public void close() {
    if (administrator) {
      iam.deleteRolePolicy(r -> r.roleName(name).policyName(POLICY));
    }
    iam.deleteRole(r -> r.roleName(name));
    iam.close();
  }
}
