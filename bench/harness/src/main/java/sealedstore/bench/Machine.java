package sealedstore.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The machine of the measurements.
 *
 * @param date in UTC
 * @param processor its name
 * @param processors number that the JVM sees
 * @param memoryGigabytes rounded
 * @param system operating system and architecture
 * @param java version of the JDK
 * @param python version of the Python
 * @param load processes that ran or waited for a processor in the minute before
 */
record Machine(
    String date,
    String processor,
    int processors,
    long memoryGigabytes,
    String system,
    String java,
    String python,
    double load) {

  static Machine describe(Path python) throws IOException, InterruptedException {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC).toString(),
        field(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(
            Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
                / 1e6),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
        said(python.toString(), "--version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String said(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    process.waitFor();
    return output;
  }
}
