package sealedstore.deploy.guard;

import java.util.List;
import java.util.Set;
import sealedstore.deploy.guard.Change.Action;
import sealedstore.deploy.guard.Change.Replacement;

/**
 * Finds functions that change while no new version of them is published: an alias would go on
 * running the old one, and nobody would be told.
 *
 * <p>SAM publishes a version when the text of a function's properties changes, which a new value of
 * a parameter does not do (serverless-application-model, issue 3820).
 */
final class PublishedVersions {

  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String VERSION = "AWS::Lambda::Version";

  /** Properties that belong to the function and not to its versions. */
  private static final Set<String> UNVERSIONED =
      Set.of("Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "CodeSigningConfigArn");

  private PublishedVersions() {}

  static List<Finding> stale(ChangeSet changeSet) {
    return changeSet.changes().stream()
        .filter(change -> change.type().equals(FUNCTION) && change.action() == Action.MODIFY)
        .filter(function -> !changedProperties(function).isEmpty())
        .filter(
            function ->
                changeSet.changes().stream().noneMatch(version -> publishes(version, function)))
        .map(PublishedVersions::finding)
        .toList();
  }

  private static Finding finding(Change function) {
    return new Finding(
        function.logicalId(),
        "%s (%s): %s would change and no new version be published, so that its alias keeps the old one."
            .formatted(
                function.logicalId(),
                function.type(),
                String.join(" and ", changedProperties(function))));
  }

  private static List<String> changedProperties(Change function) {
    return function.differences().stream()
        .filter(function::isCertain)
        .map(Difference::property)
        .filter(property -> !UNVERSIONED.contains(property))
        .distinct()
        .toList();
  }

  /** A version tells its function by name, or by a logical id that SAM derives from it. */
  private static boolean publishes(Change version, Change function) {
    boolean made = version.action() == Action.ADD || version.replacement() == Replacement.ALWAYS;
    Value name = version.propertiesAfter().at("FunctionName");
    return version.type().equals(VERSION)
        && made
        && (version.logicalId().startsWith(function.logicalId() + "Version")
            || name.equals(new Value.Text(function.physicalId())));
  }
}
