package sealedstore.items.dynamodb;

import java.util.Map;
import sealedstore.items.fault.MissingSetting;

/**
 * The DynamoDB table of the store.
 *
 * @param value name or ARN of the table
 */
public record TableName(String value) {

  /** The environment variable that names the table. */
  public static final String VARIABLE = "DYNAMODB_TABLE_NAME";

  /**
   * The table that the function's environment names.
   *
   * @throws MissingSetting if the variable is unset or blank
   */
  public static TableName from(Map<String, String> environment) {
    String name = environment.getOrDefault(VARIABLE, "").strip();
    if (name.isEmpty()) {
      throw new MissingSetting(
          VARIABLE + " is not set: it must name the function's DynamoDB table");
    }
    return new TableName(name);
  }
}
