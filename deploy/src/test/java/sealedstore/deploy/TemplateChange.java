package sealedstore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** Dangerous changes of the template. */
enum TemplateChange {
  OTHER_HASH_KEY(
      "ItemsTable/replaced: ItemsTable (AWS::DynamoDB::Table): may be replaced by an empty one"
          + " because of KeySchema; what it holds stays, outside of the stack.",
      template -> {
        ObjectNode table = properties(template, "ItemsTable");
        set(table, "AttributeDefinitions", "[{'AttributeName': 'pk', 'AttributeType': 'S'}]");
        set(table, "KeySchema", "[{'AttributeName': 'pk', 'KeyType': 'HASH'}]");
        return template;
      }),
  KEY_REMOVED(
      "ItemsKey/removed: ItemsKey (AWS::KMS::Key): would be removed from the stack; what it holds"
          + " stays, outside of the stack; denials would be lifted: Deny kms:CreateGrant",
      template -> {
        remove(template, "Resources", "ItemsKey", "ItemsKeyAlias");
        remove(template, "Outputs", "KeyArn", "KeyAlias");
        return replace(
            template,
            "{'Fn::GetAtt': ['ItemsKey', 'Arn']}",
            "'arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555'");
      }),
  LOG_GROUP_REMOVED(
      "WriterLogGroup/removed: WriterLogGroup (AWS::Logs::LogGroup): would be removed from the"
          + " stack and deleted, with what it holds.",
      template -> {
        remove(template, "Resources", "WriterLogGroup");
        remove(template, "Outputs", "WriterLogGroupName");
        ((ObjectNode) properties(template, "WriterFunction").get("LoggingConfig"))
            .remove("LogGroup");
        return replace(
            template,
            "{'Fn::GetAtt': ['WriterLogGroup', 'Arn']}",
            "'arn:aws:logs:us-east-1:000000000000:log-group:x:*'");
      }),
  RECOVERY_OFF(
      "ItemsTable/PointInTimeRecoverySpecification: ItemsTable (AWS::DynamoDB::Table):"
          + " PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled would change: true ->"
          + " false",
      template -> {
        set(
            properties(template, "ItemsTable"),
            "PointInTimeRecoverySpecification",
            "{'PointInTimeRecoveryEnabled': false}");
        return template;
      }),
  ROLE_WIDENED(
      "WriterRole/Policies: WriterRole (AWS::IAM::Role): its policy would newly say: Allow"
          + " dynamodb:DeleteItem on"
          + " arn:aws:dynamodb:us-east-1:000000000000:table/acme-stage-items",
      template -> {
        set(
            (ObjectNode)
                properties(template, "WriterRole").at("/Policies/0/PolicyDocument/Statement/0"),
            "Action",
            "['dynamodb:PutItem', 'dynamodb:DeleteItem']");
        return template;
      }),
  KEY_FOR_EVERYONE(
      "ItemsKey/KeyPolicy: ItemsKey (AWS::KMS::Key): its policy would newly say: Allow kms:Decrypt to everyone on *.",
      template -> {
        ((ArrayNode) properties(template, "ItemsKey").at("/KeyPolicy/Statement"))
            .addObject()
            .put("Effect", "Allow")
            .put("Principal", "*")
            .put("Action", "kms:Decrypt")
            .put("Resource", "*");
        return template;
      });

  final String finding;
  private final UnaryOperator<ObjectNode> change;

  TemplateChange(String finding, UnaryOperator<ObjectNode> change) {
    this.finding = finding;
    this.change = change;
  }

  /** The changed template of a checkout. */
  ObjectNode of(Checkout checkout) {
    return change.apply(checkout.template());
  }

  static ObjectNode properties(ObjectNode template, String logicalId) {
    return (ObjectNode) template.at("/Resources/" + logicalId + "/Properties");
  }

  static void set(ObjectNode object, String name, String value) {
    object.set(name, json(value));
  }

  private static void remove(ObjectNode template, String section, String... names) {
    for (String name : names) {
      ((ObjectNode) template.get(section)).remove(name);
    }
  }

  /** A copy with every occurrence of a value replaced by another. */
  private static ObjectNode replace(ObjectNode template, String value, String other) {
    return (ObjectNode)
        read(template.toString().replace(json(value).toString(), json(other).toString()));
  }

  /** Of JSON with single quotes. */
  private static JsonNode json(String text) {
    return read(text.replace('\'', '"'));
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
