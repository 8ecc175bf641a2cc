package sealedstore.deploy.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.deploy.terminal.Failure;

class ImportTemplateTest {

  private static final JsonNode TEMPLATE =
      ImportTemplate.of(TemplateReader.read(Path.of("../template.yaml")));

  @TempDir private Path folder;

  @Test
  void itHoldsEveryResourceThatSurvives() {
    assertThat(names(TEMPLATE.get("Resources")))
        .containsExactlyInAnyOrder("ItemsKey", "ItemsTable", "WriterFailureQueue");
  }

  @Test
  void everyResource_hasTheDeletionPolicyThatAnImportAsksForAndDependsOnNoOther() {
    assertThat(TEMPLATE.get("Resources"))
        .allSatisfy(
            resource -> {
              assertThat(resource.has("DeletionPolicy")).isTrue();
              assertThat(resource.has("DependsOn")).isFalse();
            });
  }

  @Test
  void itRefersToNothingThatItDoesNotHold() {
    var held = new TreeSet<>(names(TEMPLATE.get("Resources")));
    held.addAll(names(TEMPLATE.get("Parameters")));

    assertThat(references(TEMPLATE.toString())).isNotEmpty().isSubsetOf(held);
    assertThat(names(TEMPLATE.get("Conditions")))
        .containsAll(
            matches("\\{\"Condition\":\"(\\w+)\"|\"Fn::If\":\\[\"(\\w+)\"", TEMPLATE.toString()));
  }

  @Test
  void sectionThatTheTemplateLacks_isNotAdded() throws IOException {
    JsonNode template = new ObjectMapper().readTree("{\"Resources\": {}}");

    assertThat(ImportTemplate.of(template)).isEqualTo(template);
  }

  @Test
  void shortFormsOfFunctions_areReadAsCloudFormationDoes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("template.yaml"),
            """
            Version: 2012-10-17
            Number: 5
            Nothing: ~
            Switch: true
            Share: 0.5
            Ref: !Ref Name
            Attribute: !GetAtt Resource.Nested.Arn
            List: !GetAtt [Resource, Arn]
            If: !If [Is, !Sub "${A}", !Condition B]
            Map: !Transform {Name: AWS::Include}
            """);

    assertThat(TemplateReader.read(file))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"Version": "2012-10-17", "Number": 5, "Nothing": null, "Switch": true,
                     "Share": 0.5, "Ref": {"Ref": "Name"},
                     "Attribute": {"Fn::GetAtt": ["Resource", "Nested.Arn"]},
                     "List": {"Fn::GetAtt": ["Resource", "Arn"]},
                     "If": {"Fn::If": ["Is", {"Fn::Sub": "${A}"}, {"Condition": "B"}]},
                     "Map": {"Fn::Transform": {"Name": "AWS::Include"}}}
                    """));
  }

  @Test
  void missingTemplate_isSaid() {
    assertThatThrownBy(() -> TemplateReader.read(folder.resolve("template.yaml")))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("template.yaml cannot be read: there is no such file or folder");
  }

  @Test
  void templateThatIsNoYaml_isSaidInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), "Resources: [\n");

    assertThatThrownBy(() -> TemplateReader.read(file))
        .isInstanceOf(Failure.class)
        .hasMessageMatching(".*template.yaml is no YAML: .*line 2.*");
  }

  /** Names in Ref, Fn::GetAtt and Fn::Sub, without pseudo parameters. */
  private static Set<String> references(String json) {
    return matches("\"Ref\":\"(\\w+)\"|\"Fn::GetAtt\":\\[\"(\\w+)\"|\\$\\{(\\w+)[}.]", json);
  }

  private static Set<String> matches(String pattern, String json) {
    return Pattern.compile(pattern)
        .matcher(json)
        .results()
        .map(ImportTemplateTest::name)
        .collect(Collectors.toSet());
  }

  private static String name(MatchResult result) {
    for (int i = 1; i <= result.groupCount(); i++) {
      if (result.group(i) != null) {
        return result.group(i);
      }
    }
    throw new IllegalStateException();
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
