package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sealedstore.deploy.environment.TemplateReader;

/** The guard, the stack policy and the template agree on what is protected. */
class TemplateTypesTest {

  private static final Set<String> TYPES = types();

  @Test
  void guardKnowsEveryTypeOfTheTemplate() {
    // CloudFormation sees what SAM makes of it.
    assertThat(TYPES)
        .filteredOn(type -> !type.equals("AWS::Serverless::Function"))
        .isNotEmpty()
        .noneMatch(type -> ResourceKind.of(type) == ResourceKind.UNKNOWN);
  }

  @Test
  void stackPolicy_forbidsLosingEveryProtectedTypeOfTheTemplate() throws IOException {
    var denied = new TreeSet<String>();
    JsonNode policy = new ObjectMapper().readTree(Path.of("stack-policy.json").toFile());
    for (JsonNode statement : policy.get("Statement")) {
      if (statement.get("Effect").asText().equals("Deny")) {
        statement
            .at("/Condition/StringEquals/ResourceType")
            .forEach(type -> denied.add(type.asText()));
      }
    }
    assertThat(denied)
        .isEqualTo(
            TYPES.stream()
                .filter(type -> ResourceKind.of(type) == ResourceKind.PROTECTED)
                .collect(Collectors.toSet()));
  }

  private static Set<String> types() {
    var types = new TreeSet<String>();
    TemplateReader.read(Path.of("../template.yaml"))
        .get("Resources")
        .forEach(resource -> types.add(resource.get("Type").asText()));
    return types;
  }
}
