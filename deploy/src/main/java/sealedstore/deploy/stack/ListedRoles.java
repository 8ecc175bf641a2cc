package sealedstore.deploy.stack;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * The roles that the key policy names by the template's parameters. KMS refuses a policy that names
 * a role which does not exist, and the deployment fails.
 */
public final class ListedRoles {

  /** The parameter that lists the roles which create and change the resources. */
  public static final String DEPLOYMENT = "DeploymentRoleArns";

  /** All parameters that list roles. */
  public static final List<String> PARAMETERS = List.of(DEPLOYMENT, "RestoreRoleArns");

  private final IamClient client;
  private final Consumer<String> notice;

  /**
   * @param notice hears of a role that this caller may not look at
   */
  public ListedRoles(IamClient client, Consumer<String> notice) {
    this.client = client;
    this.notice = notice;
  }

  /** The list with a role added, unless it is in it. */
  public static String with(String list, String role) {
    return Stream.concat(roles(list), Stream.of(role)).distinct().collect(Collectors.joining(","));
  }

  /**
   * Checks that each role of a list exists.
   *
   * @param parameter the parameter's name
   * @throws Failure naming the first that does not
   */
  public void check(String parameter, String list) {
    roles(list).forEach(role -> checkRole(role, "parameter %s: ".formatted(parameter)));
  }

  private void checkRole(String role, String parameter) {
    String name = role.substring(role.lastIndexOf('/') + 1);
    try {
      String arn = client.getRole(request -> request.roleName(name)).role().arn();
      if (!arn.equals(role)) {
        throw new Failure(parameter + "%s is the ARN of no role; %s is".formatted(role, arn));
      }
    } catch (NoSuchEntityException e) {
      throw new Failure(
          parameter
              + "there is no role %s in this account; create it before the stack".formatted(role),
          e);
    } catch (IamException e) {
      notice.accept(
          parameter
              + "%s was not checked; if it does not exist, the deployment fails (%s)"
                  .formatted(role, e.getMessage()));
    }
  }

  private static Stream<String> roles(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(Predicate.not(String::isEmpty));
  }
}
