package sealedstore.deploy.guard.policy;

import java.util.List;
import java.util.Set;

/** What must stay possible. */
public final class Denials {

  /**
   * What functions and operators do with items and failed events, and what keeps the key
   * manageable.
   */
  private static final Set<String> NEEDED =
      Set.of(
          "dynamodb:getitem",
          "dynamodb:putitem",
          "kms:cancelkeydeletion",
          "kms:decrypt",
          "kms:describekey",
          "kms:enablekey",
          "kms:encrypt",
          "kms:generatedatakey",
          "kms:getkeypolicy",
          "kms:putkeypolicy",
          "lambda:invokefunction",
          "logs:createlogstream",
          "logs:putlogevents",
          "sns:publish",
          "sqs:deletemessage",
          "sqs:receivemessage",
          "sqs:sendmessage",
          "sts:assumerole",
          "sts:tagsession");

  private static final String PUT_KEY_POLICY = "kms:putkeypolicy";

  private Denials() {}

  /** Whether a denial may stop a call that is needed: over TLS, from the account itself. */
  public static boolean stopsWhatIsNeeded(Statement denial, String account) {
    return NEEDED.stream().anyMatch(denial.actions()::mayCover)
        && denial.conditions().stream().noneMatch(condition -> spares(condition, account));
  }

  private static boolean spares(Comparison condition, String account) {
    return switch (condition.operator()) {
      case "Bool" ->
          condition.key().equals("aws:securetransport")
              && condition.quantifier().isEmpty()
              && condition.values().equals(List.of("false"));
      case "StringNotEquals" ->
          List.of("aws:principalaccount", "kms:calleraccount").contains(condition.key())
              && condition.quantifier().isEmpty()
              && condition.values().contains(account);
      default -> false;
    };
  }

  /** Whether a key policy lets somebody change it ("PutKeyPolicy", AWS KMS API Reference). */
  public static boolean isManageable(List<Statement> keyPolicy) {
    return keyPolicy.stream()
        .anyMatch(statement -> statement.allows() && statement.actions().mayCover(PUT_KEY_POLICY));
  }
}
