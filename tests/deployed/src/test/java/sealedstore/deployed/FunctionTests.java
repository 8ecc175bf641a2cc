package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/** The settings of a function, its role and its log group. */
@Acceptance
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
abstract class FunctionTests {

  private static final Stack STACK = Stack.underTest();
  private static final String KEY = STACK.outputs().get("KeyArn");
  private static LambdaClient lambda;
  private static CloudWatchLogsClient logs;
  private static IamClient iam;

  private final String function;
  private final String name;

  /**
   * Tests one function.
   *
   * @param function Writer or Reader, the prefix of its outputs
   */
  FunctionTests(String function) {
    this.function = function;
    this.name = STACK.prefix() + "-" + function.toLowerCase();
  }

  @BeforeAll
  static void connect() {
    lambda = LambdaClient.create();
    logs = CloudWatchLogsClient.create();
    iam = IamClient.builder().build();
  }

  @AfterAll
  static void disconnect() {
    lambda.close();
    logs.close();
    iam.close();
  }

  @Test
  void outputsNameTheFunction() {
    assertThat(STACK.outputs())
        .containsEntry(function + "FunctionName", name)
        .containsEntry(function + "FunctionArn", configuration().functionArn())
        .containsEntry(function + "LogGroupName", "/aws/lambda/" + name);
  }

  @Test
  void settingsAreAsTheParametersSay() {
    assertThat(configuration().runtime()).isEqualTo(Runtime.JAVA25);
    assertThat(configuration().timeout()).isEqualTo(30);
    assertThat(configuration().memorySize()).hasToString(STACK.parameters().get("MemorySize"));
    assertThat(configuration().architecturesAsStrings())
        .containsExactly(STACK.parameters().get("Architecture"));
    assertThat(configuration().tracingConfig().mode()).isEqualTo(TracingMode.ACTIVE);
    assertThat(configuration().snapStart().applyOn())
        .isEqualTo(SnapStartApplyOn.PUBLISHED_VERSIONS);
  }

  @Test
  void environmentIsEncryptedByTheStacksKey() {
    assertThat(configuration().kmsKeyArn()).isEqualTo(KEY);
  }

  @Test
  void environmentNamesTheTable() {
    assertThat(configuration().environment().variables())
        .containsEntry("DYNAMODB_TABLE_NAME", STACK.outputs().get("TableName"));
  }

  @Test
  void roleIsTheFunctionsOwn() {
    String role = STACK.prefix() + "-" + function.toLowerCase() + "-" + STACK.region();

    assertThat(configuration().role())
        .isEqualTo(STACK.outputs().get(function + "RoleArn"))
        .endsWith(":role/" + role);
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName(role)).attachedPolicies()).isEmpty();
    assertThat(
            iam.listRoleTags(r -> r.roleName(role)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value)))
        .containsAllEntriesOf(STACK.tags());
  }

  @Test
  void aliasLiveIsAPublishedVersion() {
    var alias = lambda.getAlias(r -> r.functionName(name).name("live"));

    assertThat(alias.aliasArn()).isEqualTo(STACK.outputs().get(function + "AliasArn"));
    assertThat(alias.functionVersion()).matches("[0-9]+");
  }

  @Test
  void logsGoToTheFunctionsOwnGroupAsJson() {
    assertThat(configuration().loggingConfig().logGroup()).isEqualTo("/aws/lambda/" + name);
    assertThat(configuration().loggingConfig().logFormat()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void logGroupIsEncryptedByTheStacksKeyAndForgets() {
    LogGroup group =
        logs
            .describeLogGroups(r -> r.logGroupNamePrefix("/aws/lambda/" + name))
            .logGroups()
            .stream()
            .filter(found -> found.logGroupName().equals("/aws/lambda/" + name))
            .findFirst()
            .orElseThrow();

    assertThat(group.kmsKeyId()).isEqualTo(KEY);
    assertThat(group.retentionInDays()).hasToString(STACK.parameters().get("LogRetentionDays"));
    assertThat(tags(group)).containsAllEntriesOf(STACK.tags());
  }

  @Test
  void functionIsTagged() {
    assertThat(lambda.listTags(r -> r.resource(configuration().functionArn())).tags())
        .containsAllEntriesOf(STACK.tags());
  }

  private FunctionConfiguration configuration() {
    return lambda.getFunction(r -> r.functionName(name)).configuration();
  }

  /** The API that lists tags takes the ARN without the {@code :*} that describing gives. */
  private static Map<String, String> tags(LogGroup group) {
    String arn = group.arn().replaceFirst(":\\*$", "");
    return logs.listTagsForResource(r -> r.resourceArn(arn)).tags();
  }
}
