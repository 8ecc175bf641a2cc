package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.items.testing.FaultyDynamoDb;
import sealedstore.items.testing.TableDouble;

/** DynamoDB's host has other addresses after a restore than before the snapshot. */
class MovedHostTest {

  private static final String HOST = "dynamodb.test";
  private static final String BEFORE = "127.0.0.2";
  private static final String AFTER = "127.0.0.3";
  private static final int LONGEST_SECONDS = 120;

  @TempDir private Path folder;
  private Path hosts;

  @BeforeEach
  void nameTheHosts() {
    hosts = folder.resolve("hosts");
  }

  @Test
  void everyCallAfterTheRestoreSucceedsAtTheFirstAttempt() throws Exception {
    var table = new TableDouble();
    var before = server(BEFORE, FaultyDynamoDb.ANY_PORT);
    int port = before.port();
    hostIsAt(BEFORE);
    Process writer = start(port);
    try (BufferedReader output = writer.inputReader()) {
      List<String> priming = linesUntil(output, SnapshotProcess.PRIMED);
      assertThat(priming).isNotEmpty().noneMatch(line -> line.contains("not primed"));
      before.close();

      try (var after = server(AFTER, port)) {
        after.begin(table, List.of(FaultyDynamoDb.WORKS));
        hostIsAt(AFTER);
        writer.outputWriter().append('\n').close();

        assertThat(output.lines()).isEqualTo(Collections.nCopies(SnapshotProcess.CALLS, "200"));
        assertThat(after.attempted()).isEqualTo(SnapshotProcess.CALLS);
        assertThat(after.unsigned()).containsExactly("PutItem");
      }
    } finally {
      writer.destroyForcibly().waitFor();
      before.close();
    }
  }

  private void hostIsAt(String address) throws IOException {
    Files.writeString(hosts, "%s %s%n".formatted(address, HOST));
  }

  /** Linux has all addresses from 127.0.0.0 to 127.255.255.255; macOS has one. */
  private static FaultyDynamoDb server(String address, int port) {
    try {
      return new FaultyDynamoDb(address, port);
    } catch (FatalStartupException e) {
      return abort(address + " is no address of this machine");
    }
  }

  private Process start(int port) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=test",
                "-Daws.secretAccessKey=test",
                "-Daws.endpointUrlDynamoDb=http://%s:%d".formatted(HOST, port),
                "-cp",
                System.getProperty("java.class.path"),
                SnapshotProcess.class.getName())
            .redirectErrorStream(true);
    process.environment().put("DYNAMODB_TABLE_NAME", "acme-dev-items");
    Process writer = process.start();
    // Reading its output cannot be interrupted, but ends with it.
    CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS)
        .execute(writer::destroyForcibly);
    return writer;
  }

  private static List<String> linesUntil(BufferedReader output, String last) {
    return output.lines().takeWhile(line -> !line.equals(last)).toList();
  }
}
