package sealedstore.deploy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
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
        .allMatch(Row::knows);
  }

  @Test
  void stackPolicy_forbidsLosingWhatHoldsData() throws IOException {
    var denied = new TreeSet<String>();
    JsonNode policy = new ObjectMapper().readTree(Path.of("stack-policy.json").toFile());
    for (JsonNode statement : policy.get("Statement")) {
      if (statement.get("Effect").asText().equals("Deny")) {
        statement
            .at("/Condition/StringEquals/ResourceType")
            .forEach(type -> denied.add(type.asText()));
      }
    }
    assertThat(TYPES).containsAll(denied);
    assertThat(denied)
        .containsExactly(
            "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Logs::LogGroup", "AWS::SQS::Queue")
        .allMatch(type -> Row.of(type, Finding.REMOVED).isEmpty())
        .allMatch(type -> Row.of(type, Finding.REPLACED).isEmpty());
  }

  private static Set<String> types() {
    var types = new TreeSet<String>();
    TemplateReader.read(Path.of("../template.yaml"))
        .get("Resources")
        .forEach(resource -> types.add(resource.get("Type").asText()));
    return types;
  }
}
