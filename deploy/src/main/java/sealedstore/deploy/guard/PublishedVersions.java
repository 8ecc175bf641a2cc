package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      Set.of(
          "Tags",
          "ReservedConcurrentExecutions",
          "RecursiveLoop",
          "CodeSigningConfigArn",
          "RuntimeManagementConfig");

  private static final String REFUSED =
      "a version would be published of a function in which nothing changes that a version holds."
          + " Lambda refuses that (\"A version for this Lambda function exists\"), and the"
          + " deployment fails. Change the function's code or Description as well";

  /** SAM names code in S3 by its content: the same code in another bucket is the same. */
  private static final Pattern CONTENT = Pattern.compile("(?:.*/)?([0-9a-f]{8,64}(?:\\.zip)?)");

  private PublishedVersions() {}

  static List<Finding> judge(ChangeSet changeSet) {
    var findings = new ArrayList<Finding>();
    var references = new References(changeSet);
    List<Change> functions =
        changeSet.changes().stream().filter(change -> change.type().equals(FUNCTION)).toList();
    for (Change function : functions) {
      if (function.action() == Action.MODIFY && !function.isUnseen()) {
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
          findings.add(Finding.of(function, "version", REFUSED));
        }
      }
    }
    changeSet.changes().stream()
        .filter(PublishedVersions::isPublished)
        .filter(version -> functions.stream().noneMatch(it -> publishes(version, it)))
        .forEach(version -> findings.add(Finding.of(version, "version", REFUSED)));
    return findings;
  }

  private static List<String> changed(Change function, References references) {
    return Difference.between(
            withoutBucket(function.propertiesBefore()),
            withoutBucket(references.propertiesAfter(function)))
        .stream()
        .map(Difference::property)
        .filter(property -> !UNVERSIONED.contains(property))
        .distinct()
        .toList();
  }

  private static Value withoutBucket(Value properties) {
    Value code = properties.at("Code");
    Matcher content = CONTENT.matcher(code.at("S3Key").textOr(""));
    return content.matches()
        ? properties.with(
            "Code",
            code.with("S3Key", new Value.Text(content.group(1))).with("S3Bucket", Value.ABSENT))
        : properties;
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
