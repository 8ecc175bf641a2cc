package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The part of a template that survives a deleted stack, as an import into a new stack takes it
 * ("Import AWS resources into a CloudFormation stack").
 */
public final class ImportTemplate {

  private static final List<String> KEPT_SECTIONS =
      List.of("AWSTemplateFormatVersion", "Parameters", "Conditions");

  private ImportTemplate() {}

  /** The template with the resources that are retained and no others. */
  public static JsonNode of(JsonNode template) {
    ObjectNode result = new ObjectMapper().createObjectNode();
    KEPT_SECTIONS.stream()
        .filter(template::has)
        .forEach(section -> result.set(section, template.get(section)));
    ObjectNode kept = result.putObject("Resources");
    template
        .path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource
                  .getValue()
                  .path("DeletionPolicy")
                  .asText()
                  .equals("RetainExceptOnCreate")) {
                kept.set(resource.getKey(), withoutDependencies(resource.getValue()));
              }
            });
    return result;
  }

  private static JsonNode withoutDependencies(JsonNode resource) {
    return ((ObjectNode) resource.deepCopy()).without("DependsOn");
  }
}
