package sealedstore.deploy.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parameter's bounds ("CloudFormation template Parameters syntax").
 *
 * @param declaration in the template
 */
public record TemplateParameter(JsonNode declaration) {

  /** The rule that a value breaks, beginning with "must". */
  Optional<String> brokenRule(String value) {
    List<String> values = isList() ? List.of(value.split("\\s*,\\s*", -1)) : List.of(value);
    return values.stream().flatMap(each -> brokenRuleOf(each).stream()).findFirst();
  }

  private boolean isList() {
    return type().equals("CommaDelimitedList");
  }

  private String type() {
    return declaration.path("Type").asText();
  }

  private Optional<String> brokenRuleOf(String value) {
    return Stream.of(allowedValues(value), number(value), length(value), pattern(value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> allowedValues(String value) {
    List<String> allowed =
        declaration.path("AllowedValues").valueStream().map(JsonNode::asText).toList();
    return broken(
        !allowed.isEmpty() && !allowed.contains(value),
        "must be one of " + String.join(", ", allowed));
  }

  private Optional<String> number(String value) {
    if (!type().equals("Number")) {
      return Optional.empty();
    }
    String rule = "must be a number" + bounds("Value");
    try {
      return broken(!within("Value", new BigDecimal(value)), rule);
    } catch (NumberFormatException e) {
      return Optional.of(rule);
    }
  }

  private Optional<String> length(String value) {
    return broken(
        !within("Length", BigDecimal.valueOf(value.length())),
        "must have a length" + bounds("Length"));
  }

  private Optional<String> pattern(String value) {
    JsonNode pattern = declaration.path("AllowedPattern");
    return broken(
        pattern.isTextual() && !value.matches(pattern.textValue()),
        declaration
            .path("ConstraintDescription")
            .asText("must match " + pattern.asText())
            .replaceFirst("\\.$", ""));
  }

  private boolean within(String bound, BigDecimal number) {
    JsonNode least = declaration.path("Min" + bound);
    JsonNode most = declaration.path("Max" + bound);
    return (least.isMissingNode() || number.compareTo(new BigDecimal(least.asText())) >= 0)
        && (most.isMissingNode() || number.compareTo(new BigDecimal(most.asText())) <= 0);
  }

  private String bounds(String bound) {
    return Stream.of("Min", "Max")
        .filter(side -> declaration.has(side + bound))
        .map(
            side ->
                " of at %s %s"
                    .formatted(
                        side.equals("Min") ? "least" : "most",
                        declaration.get(side + bound).asText()))
        .reduce((least, most) -> least + " and" + most.substring(3))
        .orElse("");
  }

  private static Optional<String> broken(boolean broken, String rule) {
    return broken ? Optional.of(rule) : Optional.empty();
  }
}
