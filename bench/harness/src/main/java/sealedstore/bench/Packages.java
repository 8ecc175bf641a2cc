package sealedstore.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A variant's package, unpacked as by Lambda, and the size of its zip. */
final class Packages {

  private Packages() {}

  /** The folder to start the variant in: as built, or a copy with its jars changed. */
  static Path prepare(Variant variant, Path benchFolder, Path work) throws IOException {
    Path built = benchFolder.resolve(variant.code());
    if (!Files.isDirectory(built)) {
      throw new BenchFailure(variant.name() + ": no package at " + built);
    }
    if (variant.without().isEmpty() && variant.innerJars() == Variant.InnerJars.AS_BUILT) {
      return built;
    }
    Path copy = work.resolve(variant.name());
    for (Path file : files(built)) {
      String name = file.getFileName().toString();
      if (variant.without().stream().anyMatch(name::startsWith)) {
        continue;
      }
      Path target = copy.resolve(built.relativize(file).toString());
      Files.createDirectories(target.getParent());
      if (variant.innerJars() == Variant.InnerJars.AS_BUILT || !name.endsWith(".jar")) {
        Files.copy(file, target);
      } else {
        repack(file, target, variant.innerJars() == Variant.InnerJars.STORED);
      }
    }
    return copy;
  }

  /** Size in bytes of the package as one zip, compressed as by `sam package`. */
  static long zippedSize(Path folder) throws IOException {
    var bytes = new long[1];
    var counter =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes[0]++;
          }

          @Override
          public void write(byte[] b, int offset, int length) {
            bytes[0] += length;
          }
        };
    try (var zip = new ZipOutputStream(counter)) {
      for (Path file : files(folder)) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return bytes[0];
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void repack(Path jar, Path target, boolean stored) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(target))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var content = new ByteArrayOutputStream();
        in.transferTo(content);
        out.putNextEntry(copy(entry, content.toByteArray(), stored));
        content.writeTo(out);
      }
    }
  }

  private static ZipEntry copy(ZipEntry entry, byte[] content, boolean stored) {
    var copy = new ZipEntry(entry.getName());
    copy.setTime(entry.getTime());
    if (stored || entry.isDirectory()) {
      var crc = new CRC32();
      crc.update(content);
      copy.setMethod(ZipEntry.STORED);
      copy.setSize(content.length);
      copy.setCrc(crc.getValue());
    }
    return copy;
  }
}
