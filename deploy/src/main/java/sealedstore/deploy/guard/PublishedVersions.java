package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.value.Value;

/**
 * Compares functions with their versions. A function that changes without a new version leaves its
 * alias on the old one, and nobody is told: SAM publishes a version when the text of a function's
 * properties changes, which a new value of a parameter does not do (serverless-application-model,
 * issue 3820). A new version of a function that does not change is refused by Lambda
 * ("PublishVersion", AWS Lambda API Reference), and the deployment fails.
 */
final class PublishedVersions {

  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String VERSION = "AWS::Lambda::Version";

  /** Properties that belong to the function and not to its versions. */
  private static final Set<String> UNVERSIONED =
      Set.of("Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "CodeSigningConfigArn");

  private PublishedVersions() {}

  static List<Finding> judge(ChangeSet changeSet) {
    var findings = new ArrayList<Finding>();
    var references = new References(changeSet);
    for (Change function : changeSet.changes()) {
      if (!function.type().equals(FUNCTION)
          || function.action() != Action.MODIFY
          || function.isUnseen()) {
        continue;
      }
      List<String> changed = changed(function, references);
      boolean published =
          changeSet.changes().stream().anyMatch(version -> publishes(version, function));
      if (!published && !changed.isEmpty()) {
        findings.add(
            Finding.of(
                function,
                "version",
                String.join(" and ", changed)
                    + " would change without a new version; its alias keeps the old one"));
      } else if (published && changed.isEmpty()) {
        findings.add(
            Finding.of(
                function,
                "version",
                "a version would be published of a function that stays the same; Lambda refuses"
                    + " that, and the deployment fails"));
      }
    }
    return findings;
  }

  private static List<String> changed(Change function, References references) {
    return Difference.between(function.propertiesBefore(), references.propertiesAfter(function))
        .stream()
        .map(Difference::property)
        .filter(property -> !UNVERSIONED.contains(property))
        .distinct()
        .toList();
  }

  /** Whether an alias moves to a version that this change set publishes of its function. */
  static boolean isNew(ChangeSet changeSet, Change alias, Value version) {
    return version.textOr("").equals(Value.KNOWN_AFTER_APPLY)
        && changeSet.changes().stream()
            .filter(PublishedVersions::isPublished)
            .anyMatch(
                published ->
                    causes(alias).contains(published.logicalId())
                        || causes(alias).isEmpty() && isOfTheSame(published, alias));
  }

  private static List<String> causes(Change alias) {
    return alias.details().stream()
        .filter(detail -> detail.property().equals("FunctionVersion"))
        .map(Detail::cause)
        .filter(cause -> !cause.isEmpty())
        .toList();
  }

  /** SAM derives both logical ids from the function's: WriterFunctionAliaslive. */
  private static boolean isOfTheSame(Change version, Change alias) {
    Value function = alias.propertiesAfter().at("FunctionName");
    return version.propertiesAfter().at("FunctionName").equals(function)
        && (!function.isUnknown()
            || version.logicalId().startsWith(alias.logicalId().split("Alias")[0] + "Version"));
  }

  private static boolean isPublished(Change version) {
    return version.type().equals(VERSION)
        && (version.isNew()
            // The local AWS never says for certain that a resource is replaced.
            || version.replacement() == Change.Replacement.CONDITIONAL
                && !version.differences().isEmpty());
  }

  /** A version tells its function by name, or by a logical id that SAM derives from it. */
  private static boolean publishes(Change version, Change function) {
    Value name = version.propertiesAfter().at("FunctionName");
    return isPublished(version)
        && (version.logicalId().startsWith(function.logicalId() + "Version")
            || name.equals(new Value.Text(function.physicalId())));
  }
}
