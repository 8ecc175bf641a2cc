package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import sealedstore.deploy.guard.value.Value;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.ResourceTargetDefinition;

/** Reads change sets where CloudFormation keeps them. */
public final class LiveChangeSet {

  private final CloudFormationClient client;

  public LiveChangeSet(CloudFormationClient client) {
    this.client = client;
  }

  /**
   * The whole change set, all its pages.
   *
   * @param changeSet its ARN, or its name
   * @param stack the stack's name, null with an ARN
   * @throws Unreadable if it is not finished, or of a kind that this command does not know
   */
  public ChangeSet describe(String changeSet, String stack) throws Unreadable {
    var request =
        DescribeChangeSetRequest.builder()
            .changeSetName(changeSet)
            .stackName(stack)
            .includePropertyValues(true)
            .build();
    List<Change> changes = new ArrayList<>();
    DescribeChangeSetResponse page;
    String token = null;
    do {
      page = client.describeChangeSet(request.toBuilder().nextToken(token).build());
      for (var change : page.changes()) {
        changes.add(change(change));
      }
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return ChangeSet.of(
        page.changeSetId(),
        page.changeSetName(),
        orEmpty(page.stackId()),
        page.stackName(),
        orEmpty(page.statusAsString()),
        orEmpty(page.statusReason()),
        orEmpty(page.executionStatusAsString()),
        changes);
  }

  private static Change change(software.amazon.awssdk.services.cloudformation.model.Change entry)
      throws Unreadable {
    ResourceChange change = entry.resourceChange();
    if (change == null) {
      throw new Unreadable(
          "a change of type %s is not of a resource: it cannot be judged"
              .formatted(entry.typeAsString()));
    }
    List<Detail> details = new ArrayList<>();
    for (ResourceChangeDetail detail : change.details()) {
      details.add(detail(change.logicalResourceId(), detail));
    }
    return Change.of(
        orEmpty(change.actionAsString()),
        change.logicalResourceId(),
        orEmpty(change.physicalResourceId()),
        orEmpty(change.resourceType()),
        orEmpty(change.replacementAsString()),
        orEmpty(change.policyActionAsString()),
        details,
        context(change, "BeforeContext", change.beforeContext()),
        context(change, "AfterContext", change.afterContext()),
        context(change, "PreviousDeploymentContext", change.previousDeploymentContext()));
  }

  private static Detail detail(String logicalId, ResourceChangeDetail detail) throws Unreadable {
    ResourceTargetDefinition target = detail.target();
    if (target == null) {
      throw new Unreadable(logicalId + ": one of its Details has no Target");
    }
    return Detail.of(
        orEmpty(target.attributeAsString()),
        orEmpty(target.name()),
        orEmpty(target.path()),
        Objects.requireNonNullElse(target.requiresRecreationAsString(), "Never"),
        Objects.requireNonNullElse(detail.evaluationAsString(), "Static"),
        orEmpty(detail.changeSourceAsString()),
        orEmpty(detail.causingEntity()),
        orEmpty(target.attributeChangeTypeAsString()),
        orEmpty(target.beforeValue()) + orEmpty(target.afterValue()));
  }

  private static Value context(ResourceChange change, String name, String json) throws Unreadable {
    return json == null || json.isEmpty()
        ? Value.ABSENT
        : SavedChangeSet.context(change.logicalResourceId(), name, json);
  }

  private static String orEmpty(String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
