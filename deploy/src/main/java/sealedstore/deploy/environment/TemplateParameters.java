package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sealedstore.deploy.terminal.Failure;

/**
 * The parameters that a template declares.
 *
 * @param declared by name
 */
public record TemplateParameters(Map<String, TemplateParameter> declared) {

  /** Those of a template. */
  public static TemplateParameters of(JsonNode template) {
    var declared = new LinkedHashMap<String, TemplateParameter>();
    template
        .path("Parameters")
        .properties()
        .forEach(each -> declared.put(each.getKey(), new TemplateParameter(each.getValue())));
    return new TemplateParameters(declared);
  }

  /** The names. */
  public Collection<String> names() {
    return declared.keySet();
  }

  /**
   * Checks values as CloudFormation would. SAM drops a name that the template lacks without a word.
   *
   * @throws Failure naming the first parameter that the template lacks or whose value it refuses
   */
  public void check(Map<String, String> values) {
    values.forEach(
        (name, value) -> {
          if (!declared.containsKey(name)) {
            throw new Failure(
                "parameter %s: the template has none of this name, only %s"
                    .formatted(name, String.join(", ", names())));
          }
          Optional<String> rule = declared.get(name).brokenRule(value);
          if (rule.isPresent()) {
            throw new Failure(
                "parameter %s: %s, not %s"
                    .formatted(name, rule.get(), value.isEmpty() ? "empty" : value));
          }
        });
  }
}
