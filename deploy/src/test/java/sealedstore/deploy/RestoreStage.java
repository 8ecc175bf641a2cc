package sealedstore.deploy;

import static sealedstore.deploy.Items.item;
import static sealedstore.deploy.Items.tombstone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stage with a table that was spoilt after {@link #AT}, and a stack of the template. */
public final class RestoreStage implements AutoCloseable {

  public static final String AT = "2020-01-03T08:00:00Z";
  public static final String LIVE = "acme-stage-items";
  public static final String COPY = "acme-stage-items-restored-2020-01-03T080000Z";
  public static final String FILE = ".aws-sam/" + COPY + ".tsv";

  private static final ObjectMapper JSON = new ObjectMapper();

  public final CommandRun command;
  public final FakeTables tables = new FakeTables();

  public RestoreStage(Path root) throws IOException {
    command = new CommandRun(root);
    command.clients.store = Optional.of(tables);
    command.clients.function.onChange = tables::change;
    answerForTheStack(Files.readString(root.resolve("template.yaml")));
    var live = new FakeTables.Table();
    live.isProtected = true;
    live.recovery = true;
    live.timeToLive = true;
    live.policy = "{\"Resource\":\"%s\"}".formatted(FakeTables.ARN + LIVE);
    live.tags.putAll(Map.of("Company", "acme", "aws:cloudformation:stack-name", "x"));
    tables.tables.put(LIVE, live);
    List.of(
            item("same", "r-1", 1),
            item("changed", "r-2", 2),
            item("gone", "r-3", 3),
            item("deleted", "r-4", 4),
            tombstone("back", "r-5"),
            tombstone("old", "r-6"))
        .forEach(item -> tables.history.put(id(item), item));
    List.of(
            item("same", "r-1", 1),
            item("changed", "r-7", -2),
            tombstone("deleted", "r-8"),
            item("back", "r-9", 5),
            item("new", "r-10", 6))
        .forEach(item -> live.items.put(id(item), item));
  }

  /** What CloudFormation says of the stack, which has this template. */
  public void answerForTheStack(String template) {
    ObjectNode stacks = JSON.createObjectNode();
    ObjectNode stack = stacks.putArray("Stacks").addObject().put("StackName", CommandRun.STACK);
    ArrayNode parameters = stack.putArray("Parameters");
    Map.of("Company", "acme", "Environment", "stage")
        .forEach(
            (key, value) ->
                parameters.addObject().put("ParameterKey", key).put("ParameterValue", value));
    stack
        .putArray("Outputs")
        .addObject()
        .put("OutputKey", "KeyArn")
        .put("OutputValue", FakeTables.KEY);
    ObjectNode drift = JSON.createObjectNode();
    drift.putObject("StackResourceDrift").put("StackResourceDriftStatus", "IN_SYNC");
    command.cloudFormation.answers("DescribeStacks", stacks);
    command.cloudFormation.answers(
        "GetTemplate", JSON.createObjectNode().put("TemplateBody", template));
    command.cloudFormation.answers("DetectStackResourceDrift", drift);
  }

  /** An item of this id that no table has. */
  public static Map<String, AttributeValue> other(String id) {
    return item(id, "r-0", 0);
  }

  private static String id(Map<String, AttributeValue> item) {
    return item.get("id").s();
  }

  public FakeTables.Table live() {
    return tables.tables.get(LIVE);
  }

  public FakeTables.Table copy() {
    return tables.tables.get(COPY);
  }

  /** The restored table, as an earlier run has left it. */
  public FakeTables.Table copied() {
    return tables.restored(COPY, LIVE, Instant.parse(AT), tables.history);
  }

  public int restore() {
    command.shell("AT", AT);
    return command.run("restore", "stage");
  }

  public int all() {
    return all(LIVE);
  }

  public int all(String answer) {
    command.shell("ALL", "1");
    command.answer(answer);
    return restore();
  }

  @Override
  public void close() {
    command.close();
  }
}
