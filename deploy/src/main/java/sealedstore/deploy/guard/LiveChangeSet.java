package sealedstore.deploy.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** Reads change sets where CloudFormation keeps them. */
public final class LiveChangeSet {

  private final CloudFormationClient client;

  /** Of any stack. */
  public LiveChangeSet(CloudFormationClient client) {
    this.client = client;
  }

  /**
   * The whole change set, all its pages.
   *
   * @param changeSet its ARN, or its name
   * @param stack the stack's name
   * @throws Unreadable if it is not finished, or of a kind that this command does not know
   */
  public ChangeSet describe(String changeSet, String stack) throws Unreadable {
    var request =
        DescribeChangeSetRequest.builder()
            .changeSetName(changeSet)
            .stackName(stack)
            .includePropertyValues(true)
            .build();
    List<Value> changes = new ArrayList<>();
    DescribeChangeSetResponse page;
    String token = null;
    do {
      page = client.describeChangeSet(request.toBuilder().nextToken(token).build());
      changes.addAll(value(page.changes()).asList());
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return DescribedChangeSet.of(value(page).with("Changes", new Items(changes)));
  }

  /** As the AWS CLI prints it; an element of the API's XML without text is none. */
  private static Value value(Object member) {
    return switch (member) {
      case null -> Value.ABSENT;
      case SdkPojo structure -> fields(structure);
      case Collection<?> items -> new Items(items.stream().map(LiveChangeSet::value).toList());
      default -> member.toString().isEmpty() ? Value.ABSENT : new Text(member.toString());
    };
  }

  private static Value fields(SdkPojo structure) {
    var fields = new TreeMap<String, Value>();
    structure
        .sdkFields()
        .forEach(it -> fields.put(it.memberName(), value(it.getValueOrDefault(structure))));
    return new Fields(fields);
  }
}
