package sealedstore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs and settings with which functions are started.
 *
 * @param java the program of the JDK that runs this
 * @param runtimeClient folder of the jars of AWS's runtime interface client for Java
 * @param nativeLibrary that client's native part: by default every JVM unpacks it to one path, and
 *     JVMs that start at the same time crash
 * @param python program of a Python that has boto3 and AWS's runtime interface client
 * @param javaToolOptions the functions' JVM settings in template.yaml
 * @param javaOptions options of every Java function, besides those of the managed runtime
 */
record Toolchain(
    Path java,
    Path runtimeClient,
    Path nativeLibrary,
    Path python,
    String javaToolOptions,
    List<String> javaOptions) {

  private static final Map<String, String> NATIVE_NAMES =
      Map.of("amd64", "x86_64", "aarch64", "aarch_64");

  private static final Pattern JAVA_TOOL_OPTIONS =
      Pattern.compile("^ +JAVA_TOOL_OPTIONS: *(.+)$", Pattern.MULTILINE);

  static Toolchain find(Path runtimeClient, Path python, Path template) throws IOException {
    return new Toolchain(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        runtimeClient,
        nativeLibrary(runtimeClient),
        python,
        javaToolOptions(template),
        List.of());
  }

  Toolchain withJavaOptions(List<String> options) {
    return new Toolchain(java, runtimeClient, nativeLibrary, python, javaToolOptions, options);
  }

  private static String javaToolOptions(Path template) throws IOException {
    Matcher setting = JAVA_TOOL_OPTIONS.matcher(Files.readString(template));
    if (!setting.find()) {
      throw new BenchFailure(template + " sets no JAVA_TOOL_OPTIONS");
    }
    return setting.group(1).strip();
  }

  private static Path nativeLibrary(Path runtimeClient) {
    String machine = NATIVE_NAMES.get(System.getProperty("os.arch"));
    if (machine == null || !System.getProperty("os.name").equals("Linux")) {
      throw new BenchFailure(
          "the benchmark needs Linux on x86_64 or arm64: AWS's runtime interface client does");
    }
    return runtimeClient.resolve("jni/libaws-lambda-jni.linux-" + machine + ".so");
  }
}
