package sealedstore.deploy.restore;

import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Checks that a table's key can be used, before DynamoDB fails half-way. */
final class KeyCheck {

  private KeyCheck() {}

  /**
   * @throws Failure if it cannot
   */
  static void of(KmsClient client, TableDescription table) {
    RestoreRun.key(table).ifPresent(key -> of(client, key));
  }

  /**
   * @throws Failure if it cannot
   */
  static void of(KmsClient client, String key) {
    var state = client.describeKey(it -> it.keyId(key)).keyMetadata().keyState();
    if (state != KeyState.ENABLED) {
      throw new Failure(
          ("the key %s is in state %s, so that nothing can be read or restored:"
                  + " %saws kms enable-key --key-id %s")
              .formatted(
                  key,
                  state,
                  state == KeyState.PENDING_DELETION
                      ? "aws kms cancel-key-deletion --key-id %s, then ".formatted(key)
                      : "",
                  key));
    }
  }
}
