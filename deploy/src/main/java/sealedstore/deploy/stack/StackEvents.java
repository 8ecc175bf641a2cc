package sealedstore.deploy.stack;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import sealedstore.deploy.terminal.PlainText;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Reads the events of a stack ("DescribeStackEvents", newest first). */
final class StackEvents {

  private static final Set<String> STARTED =
      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS");

  private final CloudFormationClient client;

  StackEvents(CloudFormationClient client) {
    this.client = client;
  }

  /** What failed in the stack's last operation, oldest first. */
  List<String> failures(String stack) {
    return client
        .describeStackEventsPaginator(request -> request.stackName(stack))
        .stackEvents()
        .stream()
        .takeWhile(event -> !startsTheOperation(event))
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .map(event -> event.logicalResourceId() + ": " + reason(event))
        .map(PlainText::of)
        .toList()
        .reversed();
  }

  private static String reason(StackEvent event) {
    return Objects.requireNonNullElse(event.resourceStatusReason(), "no reason given");
  }

  private static boolean startsTheOperation(StackEvent event) {
    return event.stackId().equals(event.physicalResourceId())
        && STARTED.contains(event.resourceStatusAsString());
  }
}
