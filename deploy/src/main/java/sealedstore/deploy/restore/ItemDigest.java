package sealedstore.deploy.restore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The first half of an item's SHA-256, independent of the order of attributes and of members of
 * sets, which DynamoDB does not keep.
 */
record ItemDigest(long first, long second) {

  static ItemDigest of(Map<String, AttributeValue> item) {
    var digest = sha256();
    add(digest, item);
    var bytes = ByteBuffer.wrap(digest.digest());
    return new ItemDigest(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, Map<String, AttributeValue> attributes) {
    size(digest, attributes.size());
    new TreeMap<>(attributes)
        .forEach(
            (name, value) -> {
              add(digest, name);
              add(digest, value);
            });
  }

  /** Type, length and value, so that no two values are the same bytes. */
  private static void add(MessageDigest digest, AttributeValue value) {
    add(digest, value.type().name());
    switch (value.type()) {
      case S -> add(digest, value.s());
      case N -> add(digest, value.n());
      case B -> add(digest, value.b());
      case BOOL -> add(digest, value.bool().toString());
      case M -> add(digest, value.m());
      case L -> {
        size(digest, value.l().size());
        value.l().forEach(each -> add(digest, each));
      }
      case SS -> addAll(digest, value.ss().stream());
      case NS -> addAll(digest, value.ns().stream());
      case BS ->
          addAll(digest, value.bs().stream().map(SdkBytes::asByteArray).map(ItemDigest::hex));
      case NUL, UNKNOWN_TO_SDK_VERSION -> {
        // The type says it all.
      }
    }
  }

  private static void addAll(MessageDigest digest, Stream<String> members) {
    List<String> sorted = members.sorted().toList();
    size(digest, sorted.size());
    sorted.forEach(each -> add(digest, each));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static void add(MessageDigest digest, String text) {
    add(digest, SdkBytes.fromString(text, StandardCharsets.UTF_8));
  }

  private static void add(MessageDigest digest, SdkBytes bytes) {
    byte[] array = bytes.asByteArrayUnsafe();
    size(digest, array.length);
    digest.update(array);
  }

  private static void size(MessageDigest digest, int size) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, size));
  }
}
