package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** The saved change sets have the shape that CloudFormation's API gives them. */
class SavedChangeSetsFitTheApiTest {

  static Stream<Path> saved() throws IOException {
    return Files.list(Path.of("src/test/resources/change-sets"))
        .filter(file -> file.toString().endsWith(".json"));
  }

  @ParameterizedTest
  @MethodSource("saved")
  void savedChangeSet_fitsTheApi(Path file) throws IOException {
    var found = new ArrayList<String>();
    check(json(file), DescribeChangeSetResponse.builder(), "", found);
    if (file.endsWith("new-action.json")) {
      assertThat(found).containsExactly(".Changes.ResourceChange: unknown value of action");
    } else {
      assertThat(found).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("saved")
  void contexts_holdTextForScalars(Path file) throws IOException {
    for (JsonNode change : json(file).get("Changes")) {
      for (String name : List.of("BeforeContext", "AfterContext")) {
        String context = change.get("ResourceChange").path(name).asText("{}");
        assertThat(holdsTextOnly(new ObjectMapper().readTree(context))).isTrue();
      }
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static boolean holdsTextOnly(JsonNode value) {
    return value.isContainerNode()
        ? value.valueStream().allMatch(SavedChangeSetsFitTheApiTest::holdsTextOnly)
        : value.isTextual();
  }

  /** Fills the builder of an API's shape, noting what does not fit. */
  private static Object check(JsonNode json, SdkPojo builder, String path, List<String> found) {
    json.properties()
        .forEach(
            member ->
                builder.sdkFields().stream()
                    .filter(field -> field.memberName().equals(member.getKey()))
                    .findFirst()
                    .ifPresentOrElse(
                        field ->
                            field.set(
                                builder,
                                value(
                                    member.getValue(), field, path + "." + member.getKey(), found)),
                        () -> found.add("%s: unknown member %s".formatted(path, member.getKey()))));
    Object built = ((Buildable) builder).build();
    for (Method method : built.getClass().getMethods()) {
      if (method.getReturnType().isEnum() && method.getParameterCount() == 0) {
        checkEnum(built, method, path, found);
      }
    }
    return built;
  }

  private static void checkEnum(Object built, Method method, String path, List<String> found) {
    try {
      if (method.invoke(built) instanceof Enum<?> value
          && value.name().equals("UNKNOWN_TO_SDK_VERSION")) {
        found.add("%s: unknown value of %s".formatted(path, method.getName()));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(JsonNode json, SdkField<?> field, String path, List<String> found) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return check(json, field.constructor().get(), path, found);
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      return json.valueStream().map(item -> value(item, member, path, found)).toList();
    }
    if (type == MarshallingType.BOOLEAN && json.isBoolean()) {
      return json.booleanValue();
    }
    if (type == MarshallingType.INSTANT && json.isTextual()) {
      return OffsetDateTime.parse(json.textValue()).toInstant();
    }
    if (type != MarshallingType.STRING || !json.isTextual()) {
      found.add("%s: is no %s".formatted(path, type.getTargetClass().getSimpleName()));
      return null;
    }
    return json.textValue();
  }
}
