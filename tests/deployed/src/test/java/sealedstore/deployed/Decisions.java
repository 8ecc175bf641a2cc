package sealedstore.deployed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What IAM must decide about the stack's two roles: the access matrix, as its Python code writes
 * it.
 *
 * @param account the account in the ARNs
 * @param keyArn the key's ARN, whose id differs in each deployment
 */
record Decisions(
    String account, String region, String tableName, String keyArn, List<Decision> decisions) {

  private static final Path FILE = Path.of("target", "access-decisions.json");

  /**
   * What one role may do with one resource.
   *
   * @param role the output that names the role
   * @param resource the resource's name in the matrix
   */
  record Decision(
      String role, String resource, String arn, List<String> allowed, List<String> refused) {

    List<String> actions() {
      return Stream.concat(allowed.stream(), refused.stream()).toList();
    }

    @Override
    public String toString() {
      return role + ", " + resource;
    }
  }

  static Decisions read() {
    if (!Files.exists(FILE)) {
      throw new IllegalStateException(FILE + " is missing: make test-stack writes it");
    }
    try {
      return JsonMapper.builder().build().readValue(FILE.toFile(), Decisions.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An ARN of the matrix in the account of the stack. */
  String in(Stack stack, String arn) {
    return arn.equals(keyArn)
        ? stack.outputs().get("KeyArn")
        : arn.replace(account, stack.account());
  }
}
