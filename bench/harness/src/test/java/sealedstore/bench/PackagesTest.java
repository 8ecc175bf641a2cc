package sealedstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {

  @TempDir Path folder;

  @Test
  void copyLacksTheNamedJarsAndKeepsTheOthersAsAsked() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("built/lib"));
    jar(lib.resolve("kept-1.jar"));
    jar(lib.resolve("dropped-1.jar"));
    var variant =
        new Variant(
            "v",
            "v",
            null,
            "built",
            List.of("dropped"),
            Variant.InnerJars.STORED,
            null,
            null,
            null,
            false,
            List.of());

    Path copy = Packages.prepare(variant, folder, folder.resolve("work"));

    try (var files = Files.list(copy.resolve("lib"));
        var kept = new ZipFile(copy.resolve("lib/kept-1.jar").toFile())) {
      assertThat(files).containsExactly(copy.resolve("lib/kept-1.jar"));
      ZipEntry entry = kept.getEntry("a.txt");
      assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(kept.getInputStream(entry)).hasContent("aaaaaaaaaaaaaaaaaaaa");
    }
  }

  private static void jar(Path file) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write("aaaaaaaaaaaaaaaaaaaa".getBytes());
    }
  }
}
