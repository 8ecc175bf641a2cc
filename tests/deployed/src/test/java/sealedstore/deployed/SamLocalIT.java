package sealedstore.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The functions in AWS's Lambda image, as sam local invoke starts them, on the local AWS. */
@EnabledIfSystemProperty(
    named = Docker.PROPERTY,
    matches = "yes",
    disabledReason = "needs Docker and the images of tools/docker.py")
@ResourceLock(value = Shared.PARAMETERS, mode = ResourceAccessMode.READ)
class SamLocalIT {

  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";

  @TempDir private static Path folder;
  private static String sam;

  @BeforeAll
  static void findSam() throws IOException {
    Command installed = Command.run("python3", "-m", "tools.install", "sam");
    assertThat(installed.status()).as(installed.errors()).isZero();
    sam = Path.of(installed.output().strip(), "sam").toString();
    int port = URI.create(System.getenv("AWS_ENDPOINT_URL")).getPort();
    Files.writeString(
        folder.resolve("env.json"),
        Files.readString(Command.projectFile("local/env.json")).replace(":4566", ":" + port));
  }

  @Test
  void itemWrittenInAContainerIsReadInAnother() throws IOException {
    String id = "container-" + UUID.randomUUID();

    JsonNode written = invoke("WriterFunction", id).get("written");

    assertThat(written.get("id").textValue()).isEqualTo(id);
    assertThat(invoke("ReaderFunction", id)).isEqualTo(written);
  }

  private static JsonNode invoke(String function, String id) throws IOException {
    Path event = Files.writeString(folder.resolve("event.json"), "{\"id\":\"%s\"}".formatted(id));
    Command done =
        Command.run(
            environment -> {
              // As in a user's shell: sam would ask the endpoint for the stack and pass on the
              // table.
              environment.keySet().removeIf(name -> name.startsWith("AWS_"));
              environment.remove("DYNAMODB_TABLE_NAME");
              environment.put("SAM_CLI_TELEMETRY", "0");
            },
            List.of(
                sam,
                "local",
                "invoke",
                function,
                "--event",
                event.toString(),
                "--env-vars",
                folder.resolve("env.json").toString(),
                "--parameter-overrides",
                "Company=acme Environment=dev Architecture=" + ARCHITECTURE));
    String answer =
        done.output()
            .lines()
            .filter(line -> line.startsWith("{\"statusCode\""))
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> new AssertionError("no answer of " + function + ": " + done));
    return DeployedFunctions.parse(DeployedFunctions.parse(answer).get("body").textValue());
  }
}
