package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A changed parameter reaches callers: the alias live names a version published with it. */
@ResourceLock(Shared.PARAMETERS)
class VersionsIT {

  private static final Stack STACK = Stack.underTest();
  @AutoClose private static final StackParameters PARAMETERS = new StackParameters(STACK);
  @AutoClose private static final LambdaClient LAMBDA = LambdaClient.create();
  @AutoClose private static final CloudWatchLogsClient LOGS = CloudWatchLogsClient.create();
  @AutoClose private static final DynamoDbClient DYNAMO_DB = DynamoDbClient.create();

  /**
   * The parameters that reach a function's settings and can change in an existing stack:
   * tests/template/test_versions.py finds them.
   */
  enum Change {
    MEMORY_SIZE("MemorySize", "768", settings -> settings.memorySize().toString()),
    ARCHITECTURE(
        "Architecture",
        otherArchitecture(),
        settings -> settings.architecturesAsStrings().getFirst()),
    LOG_LEVEL(
        "LogLevel", "WARN", settings -> settings.loggingConfig().applicationLogLevelAsString());

    private final String parameter;
    private final String value;
    private final Function<GetFunctionConfigurationResponse, String> shown;

    Change(
        String parameter, String value, Function<GetFunctionConfigurationResponse, String> shown) {
      this.parameter = parameter;
      this.value = value;
      this.shown = shown;
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedParameterIsInTheVersionThatTheAliasNames(Change change) {
    assertThat(STACK.parameters()).doesNotContainEntry(change.parameter, change.value);

    PARAMETERS.change(Map.of(change.parameter, change.value));

    List<GetFunctionConfigurationResponse> published =
        Stream.of("WriterAliasArn", "ReaderAliasArn")
            .map(alias -> STACK.outputs().get(alias))
            .map(arn -> LAMBDA.getFunctionConfiguration(r -> r.functionName(arn)))
            .toList();
    assertThat(published)
        .extracting(GetFunctionConfigurationResponse::version)
        .doesNotContain("$LATEST");
    assertThat(published).extracting(change.shown).containsOnly(change.value);
  }

  /** "Roll back" in docs/how-to/deploy.md, the way in a hurry. */
  @ParameterizedTest
  @ValueSource(strings = {"Writer", "Reader"})
  void aliasGoesBackToTheVersionThatADeploymentReplaced(String function) {
    String name = STACK.outputs().get(function + "FunctionName");
    String replaced = liveVersion(name);

    PARAMETERS.change(Map.of("MemorySize", function.equals("Writer") ? "770" : "771"));

    String current = liveVersion(name);
    assertThat(current).isNotEqualTo(replaced);
    try {
      LAMBDA.updateAlias(r -> r.functionName(name).name("live").functionVersion(replaced));
      assertThat(
              LAMBDA.invoke(
                  r ->
                      r.functionName(STACK.outputs().get(function + "AliasArn"))
                          .payload(SdkBytes.fromUtf8String("[]"))))
          .returns(replaced, InvokeResponse::executedVersion)
          .returns(null, InvokeResponse::functionError);
    } finally {
      LAMBDA.updateAlias(r -> r.functionName(name).name("live").functionVersion(current));
    }
  }

  @Test
  void publishedVersionIsPrimedAndNothingIsStored() {
    int items = items();
    long began = Instant.now().toEpochMilli();

    PARAMETERS.change(Map.of("MemorySize", "769"));

    assertThat(primed("Writer", began)).anyMatch(line -> line.contains("primed: PutItem"));
    assertThat(primed("Reader", began)).anyMatch(line -> line.contains("primed: GetItem"));
    assertThat(items()).isEqualTo(items);
  }

  private static String liveVersion(String function) {
    return LAMBDA.getAlias(r -> r.functionName(function).name("live")).functionVersion();
  }

  /** The lines about priming. The local AWS writes them with those of a version's first call. */
  private static List<String> primed(String function, long since) {
    LAMBDA.invoke(
        r ->
            r.functionName(STACK.outputs().get(function + "AliasArn"))
                .payload(SdkBytes.fromUtf8String("[]")));
    List<String> lines =
        LOGS
            .filterLogEventsPaginator(
                r ->
                    r.logGroupName(STACK.outputs().get(function + "LogGroupName")).startTime(since))
            .events()
            .stream()
            .map(FilteredLogEvent::message)
            .filter(line -> line.contains("primed"))
            .toList();
    assertThat(lines).noneMatch(line -> line.contains("not primed"));
    return lines;
  }

  private static int items() {
    return DYNAMO_DB
        .scan(r -> r.tableName(STACK.outputs().get("TableName")).consistentRead(true))
        .count();
  }

  private static String otherArchitecture() {
    return STACK.parameters().get("Architecture").equals("arm64") ? "x86_64" : "arm64";
  }
}
