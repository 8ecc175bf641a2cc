package sealedstore.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The options of the command.
 *
 * @param folder the bench folder
 * @param variants file that lists the variants
 * @param template the stack's template, for the functions' JVM settings
 * @param runtimeClient folder of the runtime interface client's jars
 * @param python program of a Python with boto3
 * @param dynamoDb what answers the functions: a table in memory, or a table of the local AWS
 * @param command the command line, for the record
 * @param results folder of the results
 * @param rounds how often each variant is measured on the whole machine
 */
record Options(
    Path folder,
    Path variants,
    Path template,
    Path runtimeClient,
    Path python,
    DynamoDb dynamoDb,
    String command,
    Path results,
    int rounds) {

  static Options parse(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    return new Options(
        path(given, "--folder"),
        path(given, "--variants"),
        path(given, "--template"),
        path(given, "--runtime-client"),
        path(given, "--python"),
        dynamoDb(given),
        required(given, "--command"),
        path(given, "--results"),
        Integer.parseInt(required(given, "--rounds")));
  }

  private static DynamoDb dynamoDb(Map<String, String> given) {
    return given.containsKey("--table")
        ? new RemoteDynamoDb(
            URI.create(required(given, "--endpoint")),
            given.get("--table"),
            HttpClient.newHttpClient())
        : new MemoryDynamoDb();
  }

  private static Path path(Map<String, String> given, String name) {
    return Path.of(required(given, name)).toAbsolutePath();
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new BenchFailure(name + " is missing");
    }
    return value;
  }
}
