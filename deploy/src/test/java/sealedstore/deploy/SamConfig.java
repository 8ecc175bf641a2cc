package sealedstore.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The project's samconfig.toml, for tests: its company is acme, whatever a fork's is. */
final class SamConfig {

  private static final Path FILE = Path.of("..", "samconfig.toml").toAbsolutePath();
  private static final Pattern COMPANY = Pattern.compile("Company=(\\S+) Environment=stage");

  private SamConfig() {}

  /** Writes it into a folder. */
  static void copyTo(Path folder) throws IOException {
    String text = Files.readString(FILE);
    String company = COMPANY.matcher(text).results().findFirst().orElseThrow().group(1);
    Files.writeString(
        folder.resolve("samconfig.toml"),
        text.replaceAll("\\b" + Pattern.quote(company) + "\\b(?=[- ])", "acme"));
  }
}
