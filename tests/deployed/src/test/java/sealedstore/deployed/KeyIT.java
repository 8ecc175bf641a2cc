package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

@Acceptance
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
class KeyIT {

  private static final Stack STACK = Stack.underTest();
  private static KmsClient kms;

  @BeforeAll
  static void connect() {
    kms = KmsClient.create();
  }

  @AfterAll
  static void disconnect() {
    kms.close();
  }

  @Test
  void keyIsCustomerManagedAndEnabled() {
    KeyMetadata key = describe(STACK.outputs().get("KeyArn"));

    assertThat(key.arn()).isEqualTo(STACK.outputs().get("KeyArn"));
    assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
  }

  @Test
  void keyRotatesAutomatically() {
    String key = STACK.outputs().get("KeyArn");

    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isTrue();
  }

  @Test
  void aliasNamesTheKey() {
    String alias = "alias/" + STACK.prefix() + "-items";

    assertThat(STACK.outputs()).containsEntry("KeyAlias", alias);
    assertThat(describe(alias).arn()).isEqualTo(STACK.outputs().get("KeyArn"));
  }

  @Test
  void keyIsTagged() {
    String key = STACK.outputs().get("KeyArn");

    assertThat(
            kms.listResourceTags(r -> r.keyId(key)).tags().stream()
                .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue)))
        .containsAllEntriesOf(STACK.tags());
  }

  private static KeyMetadata describe(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata();
  }
}
