package sealedstore.deploy.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** What is lost with a resource of a type. */
enum ResourceKind {
  /** Data, or what opens data. */
  PROTECTED,
  /** Nothing: it is made anew from the template. */
  REPLACEABLE,
  /** Nobody has said; taken for {@link #PROTECTED}. */
  UNKNOWN;

  private static final Set<String> PROTECTED_TYPES = types("protected-types.txt");
  private static final Set<String> REPLACEABLE_TYPES = types("replaceable-types.txt");

  static ResourceKind of(String type) {
    if (PROTECTED_TYPES.contains(type)) {
      return PROTECTED;
    }
    return REPLACEABLE_TYPES.contains(type) ? REPLACEABLE : UNKNOWN;
  }

  private static Set<String> types(String resource) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                ResourceKind.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
