package sealedstore.deploy.stack;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * Physical ids of what deleting a stack leaves behind.
 *
 * @param tables names
 * @param keys ids
 * @param queues URLs
 */
public record RetainedResources(List<String> tables, List<String> keys, List<String> queues) {

  /** Those of a stack. */
  public static RetainedResources of(CloudFormationClient client, String stack) {
    List<StackResourceSummary> resources =
        client
            .listStackResourcesPaginator(request -> request.stackName(stack))
            .stackResourceSummaries()
            .stream()
            .toList();
    return new RetainedResources(
        ids(resources, "AWS::DynamoDB::Table"),
        ids(resources, "AWS::KMS::Key"),
        ids(resources, "AWS::SQS::Queue"));
  }

  private static List<String> ids(List<StackResourceSummary> resources, String type) {
    return resources.stream()
        .filter(resource -> resource.resourceType().equals(type))
        .map(StackResourceSummary::physicalResourceId)
        .filter(id -> id != null && !id.isEmpty())
        .toList();
  }

  /** These and others, none twice: a queue has several URLs, which end in its name. */
  public RetainedResources and(RetainedResources others) {
    return new RetainedResources(
        union(tables, others.tables), union(keys, others.keys), union(queues, others.queues));
  }

  private static List<String> union(List<String> some, List<String> others) {
    Set<String> names = some.stream().map(RetainedResources::name).collect(Collectors.toSet());
    return Stream.concat(
            some.stream(), others.stream().filter(other -> !names.contains(name(other))))
        .toList();
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Each with its kind, for people. */
  public Stream<String> descriptions() {
    return Stream.of(described("table", tables), described("key", keys), described("queue", queues))
        .flatMap(each -> each);
  }

  private static Stream<String> described(String kind, List<String> ids) {
    return ids.stream().map(id -> kind + " " + id);
  }
}
