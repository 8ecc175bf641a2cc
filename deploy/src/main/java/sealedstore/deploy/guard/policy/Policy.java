package sealedstore.deploy.guard.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import sealedstore.deploy.guard.value.Json;
import sealedstore.deploy.guard.value.Value;
import sealedstore.deploy.guard.value.Value.Absent;
import sealedstore.deploy.guard.value.Value.Fields;
import sealedstore.deploy.guard.value.Value.Items;
import sealedstore.deploy.guard.value.Value.Text;

/** Reads policy documents, given as an object or as JSON text. */
public final class Policy {

  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** Policy variables are variables from this version on ("IAM JSON policy elements: Version"). */
  private static final String WITH_VARIABLES = "2012-10-17";

  private Policy() {}

  /**
   * The statements of a policy document; none where there is no document.
   *
   * @throws NotUnderstood if a part of it is not what the IAM User Guide describes
   */
  public static List<Statement> read(Value document) throws NotUnderstood {
    return switch (document) {
      case Absent _ -> List.of();
      case Text(String text) -> read(json(text));
      case Fields(var fields) -> {
        only(DOCUMENT, fields.keySet());
        if (!document.at("Version").textOr("").equals(WITH_VARIABLES)
            && document.texts().anyMatch(text -> text.contains("${"))) {
          throw new NotUnderstood("policy variables need Version " + WITH_VARIABLES);
        }
        var statements = new ArrayList<Statement>();
        for (Value statement : document.at("Statement").asList()) {
          statements.add(statement(statement));
        }
        yield List.copyOf(statements);
      }
      case Items _ -> throw new NotUnderstood("a list is no policy document");
    };
  }

  private static Value json(String text) throws NotUnderstood {
    try {
      if (Json.parse(text) instanceof Fields document) {
        return document;
      }
    } catch (IOException e) {
      throw new NotUnderstood("the text is no JSON");
    }
    throw new NotUnderstood("the text is no policy document");
  }

  private static void only(Set<String> known, Set<String> names) throws NotUnderstood {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new NotUnderstood("unknown element " + name);
      }
    }
  }

  private static Statement statement(Value statement) throws NotUnderstood {
    if (!(statement instanceof Fields(var fields))) {
      throw new NotUnderstood("a statement is no object");
    }
    only(STATEMENT, fields.keySet());
    String effect = statement.at("Effect").textOr("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new NotUnderstood("a statement's Effect is neither Allow nor Deny");
    }
    boolean notPrincipals = fields.containsKey("NotPrincipal");
    return new Statement(
        effect.equals("Allow"),
        notPrincipals,
        principals(statement.at(notPrincipals ? "NotPrincipal" : "Principal")),
        element(statement, "Action"),
        element(statement, "Resource"),
        conditions(statement.at("Condition")));
  }

  private static List<String> principals(Value principal) throws NotUnderstood {
    var principals = new ArrayList<String>();
    switch (principal) {
      case Absent _ -> principals.add(Statement.HOLDER);
      case Text(String text) -> principals.add(text);
      case Fields(var kinds) -> {
        for (var kind : kinds.entrySet()) {
          for (String who : texts(kind.getValue())) {
            principals.add(
                kind.getKey() + " " + (ACCOUNT.matcher(who).matches() ? root(who) : who));
          }
        }
      }
      case Items _ -> throw new NotUnderstood("a Principal is a list");
    }
    return List.copyOf(principals);
  }

  /** An account's id and the ARN of its root user mean the same in a Principal. */
  private static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  private static Element element(Value statement, String name) throws NotUnderstood {
    Value not = statement.at("Not" + name);
    Value positive = statement.at(name);
    if (not == Value.ABSENT && positive == Value.ABSENT && name.equals("Resource")) {
      return Element.EVERYTHING;
    }
    if ((not == Value.ABSENT) == (positive == Value.ABSENT)) {
      throw new NotUnderstood("a statement has not one of " + name + " and Not" + name);
    }
    return new Element(
        not != Value.ABSENT, name.equals("Action"), texts(not == Value.ABSENT ? positive : not));
  }

  private static List<Comparison> conditions(Value condition) throws NotUnderstood {
    var conditions = new ArrayList<Comparison>();
    if (condition == Value.ABSENT) {
      return conditions;
    }
    if (!(condition instanceof Fields(var operators))) {
      throw new NotUnderstood("a Condition is no object");
    }
    for (var operator : operators.entrySet()) {
      if (!(operator.getValue() instanceof Fields(var keys))) {
        throw new NotUnderstood("a Condition has an operator without keys");
      }
      for (var key : keys.entrySet()) {
        conditions.add(Comparison.of(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return List.copyOf(conditions);
  }

  private static List<String> texts(Value value) throws NotUnderstood {
    var texts = new ArrayList<String>();
    for (Value each : value.asList()) {
      if (!(each instanceof Text(String text))) {
        throw new NotUnderstood("an element holds no text");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }
}
