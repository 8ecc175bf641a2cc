package sealedstore.deploy.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import sealedstore.deploy.environment.TemplateReader;
import sealedstore.deploy.stack.Stacks;
import sealedstore.deploy.terminal.Failure;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The table as the stack's template has it: what knows its settings once it is gone.
 *
 * @param arn of the table
 */
record DeployedTable(CloudFormationClient client, Stack stack, String arn) {

  /** Its logical id. */
  static final String ID = "ItemsTable";

  private static final String KEY = "KeyArn";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:]+)}");

  /** ARN of the key of the stack. */
  String key() {
    return Stacks.outputs(stack, List.of(KEY)).get(KEY);
  }

  TableSettings settings() {
    String template =
        client
            .getTemplate(
                it -> it.stackName(stack.stackName()).templateStage(TemplateStage.ORIGINAL))
            .templateBody();
    JsonNode table = TemplateReader.parse(template).at("/Resources/%s/Properties".formatted(ID));
    JsonNode recovery = table.path("PointInTimeRecoverySpecification");
    JsonNode expiry = table.path("TimeToLiveSpecification");
    return new TableSettings(
        arn,
        Optional.of(expiry.path("AttributeName").asText())
            .filter(_ -> expiry.path("Enabled").asBoolean()),
        Optional.of(recovery.path("RecoveryPeriodInDays").asInt(TableSettings.RECOVERY_DAYS))
            .filter(_ -> recovery.path("PointInTimeRecoveryEnabled").asBoolean()),
        Optional.of(table.at("/ResourcePolicy/PolicyDocument"))
            .filter(JsonNode::isObject)
            .map(policy -> resolved(policy).toString()),
        StreamSupport.stream(resolved(table.path("Tags")).spliterator(), false)
            .map(
                tag ->
                    Tag.builder()
                        .key(tag.path("Key").asText())
                        .value(tag.path("Value").asText())
                        .build())
            .toList(),
        table.path("DeletionProtectionEnabled").asBoolean());
  }

  /** With the values of parameters and pseudo parameters in place of Ref and Fn::Sub. */
  private JsonNode resolved(JsonNode node) {
    if (node.has("Ref")) {
      return TextNode.valueOf(value(node.get("Ref").asText()));
    }
    if (node.path("Fn::Sub").isTextual()) {
      String text = node.get("Fn::Sub").asText();
      return TextNode.valueOf(
          VARIABLE
              .matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1)))));
    }
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode result = object.objectNode();
        object.properties().forEach(it -> result.set(it.getKey(), resolved(it.getValue())));
        yield result;
      }
      case ArrayNode array -> {
        ArrayNode result = array.arrayNode();
        array.forEach(it -> result.add(resolved(it)));
        yield result;
      }
      default -> node;
    };
  }

  private String value(String name) {
    // arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME
    String[] parts = arn.split(":");
    var values = new HashMap<>(Map.of("AWS::Partition", parts[1], "AWS::Region", parts[3]));
    values.put("AWS::AccountId", parts[4]);
    stack.parameters().forEach(it -> values.put(it.parameterKey(), it.parameterValue()));
    return Optional.ofNullable(values.get(name))
        .orElseThrow(
            () ->
                new Failure(
                    "%s in the template of %s: %s is no parameter"
                        .formatted(ID, stack.stackName(), name)));
  }
}
