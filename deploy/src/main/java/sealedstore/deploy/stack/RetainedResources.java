package sealedstore.deploy.stack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * Physical ids of what deleting a stack leaves behind.
 *
 * @param tables names
 * @param keys ids
 * @param queues URLs
 */
public record RetainedResources(List<String> tables, List<String> keys, List<String> queues) {

  /** Those of a stack, if there is one. */
  public static Optional<RetainedResources> of(CloudFormationClient client, String stack) {
    try {
      List<StackResourceSummary> resources =
          client
              .listStackResourcesPaginator(request -> request.stackName(stack))
              .stackResourceSummaries()
              .stream()
              .toList();
      return Optional.of(
          new RetainedResources(
              ids(resources, "AWS::DynamoDB::Table"),
              ids(resources, "AWS::KMS::Key"),
              ids(resources, "AWS::SQS::Queue")));
    } catch (CloudFormationException e) {
      if (Stacks.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static List<String> ids(List<StackResourceSummary> resources, String type) {
    return resources.stream()
        .filter(resource -> resource.resourceType().equals(type))
        .map(StackResourceSummary::physicalResourceId)
        .filter(id -> id != null && !id.isEmpty())
        .toList();
  }

  /** All of them. */
  public Stream<String> all() {
    return Stream.of(tables, keys, queues).flatMap(List::stream);
  }
}
