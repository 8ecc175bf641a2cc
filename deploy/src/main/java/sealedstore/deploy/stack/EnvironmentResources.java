package sealedstore.deploy.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sealedstore.deploy.aws.Clients;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The names that template.yaml gives to what deleting a stack leaves behind: found by them where no
 * stack lists it any more.
 *
 * @param company the template's parameter Company
 * @param environment the template's parameter Environment
 */
public record EnvironmentResources(String company, String environment) {

  private static final String ACCESS_DENIED = "AccessDeniedException";

  /** Those that are there. A key has no name: its tags say whose it is. */
  public RetainedResources find(Clients clients) {
    String table = "%s-%s-items".formatted(company, environment);
    String queue = "%s-%s-writer-failures".formatted(company, environment);
    return new RetainedResources(
        Tables.find(clients.dynamoDb(), table).map(_ -> table).stream().toList(),
        keys(clients.kms()),
        queueUrl(clients.sqs(), queue).stream().toList());
  }

  private List<String> keys(KmsClient client) {
    return client.listKeysPaginator(it -> {}).keys().stream()
        .map(KeyListEntry::keyId)
        .filter(key -> isOurs(client, key))
        .toList();
  }

  private boolean isOurs(KmsClient client, String key) {
    try {
      return tags(client, key).entrySet().containsAll(ownTags().entrySet())
          && client.describeKey(it -> it.keyId(key)).keyMetadata().keyState()
              != KeyState.PENDING_DELETION;
    } catch (KmsException e) {
      // A key whose policy does not let this caller look at it.
      if (ACCESS_DENIED.equals(e.awsErrorDetails().errorCode())) {
        return false;
      }
      throw e;
    }
  }

  private Map<String, String> ownTags() {
    return Map.of("Company", company, "Environment", environment, "Application", "sealed-store");
  }

  private static Map<String, String> tags(KmsClient client, String key) {
    return client.listResourceTagsPaginator(it -> it.keyId(key)).tags().stream()
        .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue));
  }

  private static Optional<String> queueUrl(SqsClient client, String name) {
    try {
      return Optional.of(client.getQueueUrl(it -> it.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }
}
