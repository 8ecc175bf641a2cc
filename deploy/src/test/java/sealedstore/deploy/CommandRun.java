package sealedstore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sealedstore.deploy.command.Session;

/** Runs the command in a small checkout with a SAM CLI that does nothing and stubs of AWS. */
public final class CommandRun implements AutoCloseable {

  public static final String STACK = "acme-stage-sealed-store";
  public static final String STACK_ARN =
      "arn:aws:cloudformation:us-east-1:111122223333:stack/acme-stage-sealed-store/0f3d2a10-c7a1-11f0-9d2e-0e6f4b1c2d3a";

  /** The change set of most saved ones, which the stack names as its last. */
  public static final String CHANGE_SET =
      "arn:aws:cloudformation:us-east-1:111122223333:changeSet/samcli-deploy1795350000/5a0c8f0e-0f2b-4d3c-9a53-6c2f1d7e8b90";

  private static final ObjectMapper JSON = new ObjectMapper();

  public final CloudFormationStub cloudFormation = new CloudFormationStub();
  public final FakeClients clients = new FakeClients(cloudFormation);
  private final Map<String, String> shell = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path root;
  private String answer = "";

  public CommandRun(Path root) throws IOException {
    this.root = root;
    for (String file : new String[] {"template.yaml", "deploy/stack-policy.json"}) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.copy(Path.of("..", file), root.resolve(file));
    }
    SamConfig.copyTo(root);
    Files.createDirectories(root.resolve("tools"));
    Files.writeString(root.resolve("tools/install.py"), "print('%s')".formatted(root));
    sam(0, "");
  }

  /** What sam does from now on. */
  public void sam(int status, String output) throws IOException {
    Path sam = root.resolve("sam");
    Files.writeString(
        sam,
        """
        #!/bin/sh
        echo "$AWS_REGION $*" >> sam.log
        cat <<'END'
        %s
        END
        exit %d
        """
            .formatted(output, status));
    Files.setPosixFilePermissions(sam, PosixFilePermissions.fromString("rwx------"));
  }

  /** The region and arguments of each call of sam. */
  public String samCalls() throws IOException {
    Path log = root.resolve("sam.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  public void shell(String name, String value) {
    shell.put(name, value);
  }

  public void answer(String line) {
    answer = line;
  }

  public int run(String... arguments) {
    var session =
        new Session(
            root,
            shell,
            region -> clients.in(region),
            Duration.ZERO,
            new BufferedReader(new StringReader(answer)));
    return Main.commandLine(session)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }

  public Optional<JsonNode> planFile() throws IOException {
    Path file = root.resolve(".aws-sam/plan-stage.json");
    return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
  }

  /** The plan that make plan would have left. */
  public void planned(String changeSet) throws IOException {
    Files.createDirectories(root.resolve(".aws-sam"));
    Files.writeString(
        root.resolve(".aws-sam/plan-stage.json"),
        JSON.createObjectNode()
            .put("stack", STACK)
            .put("region", "us-east-1")
            .put("changeSet", changeSet)
            .toString());
  }

  /** Answers of DescribeStacks: each with one status, the last again and again. */
  public void stacks(String... statuses) {
    stacks(true, statuses);
  }

  /** The same of a stack without termination protection. */
  public void unprotectedStacks(String... statuses) {
    stacks(false, statuses);
  }

  private void stacks(boolean terminationProtection, String... statuses) {
    cloudFormation.answers(
        "DescribeStacks",
        Stream.of(statuses)
            .map(status -> stacks(stack(status, terminationProtection)))
            .toArray(JsonNode[]::new));
  }

  /** Answer of DescribeStacks: a stack with these outputs. */
  public void stackWithOutputs(Map<String, String> outputs) {
    stackWith("Output", outputs);
  }

  /** Answer of DescribeStacks: a stack with these parameters. */
  public void stackWithParameters(Map<String, String> parameters) {
    stackWith("Parameter", parameters);
  }

  private void stackWith(String kind, Map<String, String> values) {
    ObjectNode stack = stack("UPDATE_COMPLETE", true);
    var list = stack.putArray(kind + "s");
    values.forEach(
        (name, value) -> list.addObject().put(kind + "Key", name).put(kind + "Value", value));
    cloudFormation.answers("DescribeStacks", stacks(stack));
  }

  private static ObjectNode stack(String status, boolean terminationProtection) {
    return JSON.createObjectNode()
        .put("StackId", STACK_ARN)
        .put("StackName", STACK)
        .put("ChangeSetId", CHANGE_SET)
        .put("StackStatus", status)
        .put("EnableTerminationProtection", terminationProtection);
  }

  private static JsonNode stacks(ObjectNode stack) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("Stacks").add(stack);
    return answer;
  }

  /** Answer of ListStackResources: type, physical id. */
  public void resources(String[]... resources) {
    ObjectNode answer = JSON.createObjectNode();
    var list = answer.putArray("StackResourceSummaries");
    for (String[] resource : resources) {
      list.addObject().put("ResourceType", resource[0]).put("PhysicalResourceId", resource[1]);
    }
    cloudFormation.answers("ListStackResources", answer);
  }

  /** DescribeStacks finds none. */
  public void noStack() {
    cloudFormation.fails("DescribeStacks", "ValidationError", "Stack with id x does not exist");
  }

  /** Answer of DescribeStackEvents, newest first: logical id, physical id, status, reason. */
  public void events(String[]... events) {
    ObjectNode answer = JSON.createObjectNode();
    var list = answer.putArray("StackEvents");
    for (String[] event : events) {
      list.addObject()
          .put("StackId", STACK_ARN)
          .put("LogicalResourceId", event[0])
          .put("PhysicalResourceId", event[1])
          .put("ResourceStatus", event[2])
          .put("ResourceStatusReason", event[3]);
    }
    cloudFormation.answers("DescribeStackEvents", answer);
  }

  @Override
  public void close() {
    cloudFormation.close();
  }
}
