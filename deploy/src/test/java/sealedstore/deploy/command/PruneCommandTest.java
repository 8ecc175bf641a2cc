package sealedstore.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deploy.CommandRun.STACK;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

class PruneCommandTest extends CommandTest {

  private static final String WRITER = "acme-stage-writer";
  private static final String READER = "acme-stage-reader";

  @BeforeEach
  void start() {
    command.stackWithOutputs(Map.of("WriterFunctionName", WRITER, "ReaderFunctionName", READER));
    versions(WRITER, 12);
    versions(READER, 2);
    alias(WRITER, "12");
    alias(READER, "2");
    deployed(12, 2);
  }

  @Test
  void newestVersionsStay_threeIfNothingIsSaid() {
    command.shell("ENV", "stage");

    assertThat(command.run("prune")).isZero();

    assertThat(left(WRITER)).containsExactly("10", "11", "12");
    assertThat(left(READER)).containsExactly("1", "2");
    assertThat(command.err())
        .contains("account 111122223333, region us-east-1, stack " + STACK)
        .contains("deleted acme-stage-writer:1\n");
    assertThat(command.out())
        .contains("acme-stage-writer: 9 versions deleted, kept 10, 11, 12")
        .contains("acme-stage-reader: 0 versions deleted, kept 1, 2");
  }

  @Test
  void numberOfNewestVersionsThatStay_isKeep() {
    command.shell("KEEP", "2");

    assertThat(command.run("prune", "stage")).isZero();

    assertThat(left(WRITER)).containsExactly("11", "12");
  }

  @Test
  void versionOfAnAliasThatWentBack_staysWithTheOneBeforeIt() {
    alias(WRITER, "7");

    assertThat(command.run("prune", "stage", "--keep", "2")).isZero();

    assertThat(left(WRITER)).containsExactly("6", "7", "11", "12");
  }

  @Test
  void versionThatAnAliasSendsAShareOfCallsTo_stays() {
    command.clients.function.aliases.put(
        WRITER,
        List.of(
            AliasConfiguration.builder()
                .functionVersion("12")
                .routingConfig(it -> it.additionalVersionWeights(Map.of("3", 0.1)))
                .build(),
            AliasConfiguration.builder().functionVersion("$LATEST").build()));

    assertThat(command.run("prune", "stage")).isZero();

    assertThat(left(WRITER)).containsExactly("2", "3", "10", "11", "12");
  }

  /** Two updates were rolled back since, whose versions stay. */
  @Test
  void versionThatTheStackNames_staysWithTheOneBeforeIt() {
    alias(WRITER, "1");
    deployed(9, 2);

    assertThat(command.run("prune", "stage")).isZero();

    assertThat(left(WRITER)).containsExactly("1", "8", "9", "10", "11", "12");
  }

  @Test
  void fewerThanTwo_isRefused() {
    assertThat(command.run("prune", "stage", "--keep", "1")).isEqualTo(1);

    assertThat(command.err()).startsWith("error: --keep: must be 2 or more, and is 1\n");
    assertThat(left(WRITER)).hasSize(12);
  }

  @Test
  void valueOfMakeThatIsNoNumber_isRefusedByTheNameOfTheVariable() {
    command.shell("KEEP", "many");

    assertThat(command.run("prune", "stage")).isEqualTo(1);
    assertThat(command.err()).startsWith("error: Invalid value for option 'KEEP'").contains("many");
  }

  @Test
  void missingStack_isNamedWithItsRegion() {
    command.noStack();

    assertThat(command.run("prune", "stage")).isEqualTo(1);

    assertThat(command.err())
        .endsWith("error: there is no stack %s in us-east-1\n".formatted(STACK));
  }

  @Test
  void stackThatIsNotDeployed_isNamedWithTheOutputsThatItLacks() {
    command.stacks("REVIEW_IN_PROGRESS");

    assertThat(command.run("prune", "stage")).isEqualTo(1);

    assertThat(command.err())
        .endsWith(
            "error: %s is no stack of this template, or is not deployed: it lacks outputs: %s\n"
                .formatted(STACK, "WriterFunctionName, ReaderFunctionName"));
  }

  private void versions(String function, int last) {
    var numbers = new LinkedHashSet<String>();
    IntStream.rangeClosed(1, last).mapToObj(String::valueOf).forEach(numbers::add);
    command.clients.function.versions.put(function, numbers);
  }

  private Iterable<String> left(String function) {
    return command.clients.function.versions.get(function);
  }

  private void alias(String function, String version) {
    command.clients.function.aliases.put(
        function, List.of(AliasConfiguration.builder().functionVersion(version).build()));
  }

  private void deployed(int writer, int reader) {
    String functions = "arn:aws:lambda:us-east-1:111122223333:function:";
    command.resources(
        new String[] {"AWS::Lambda::Version", functions + WRITER + ":" + writer},
        new String[] {"AWS::Lambda::Version", functions + READER + ":" + reader},
        new String[] {"AWS::Lambda::Function", WRITER});
  }
}
