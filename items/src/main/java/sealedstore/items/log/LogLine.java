package sealedstore.items.log;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Prints a line of JSON to the log, as bytes with their level: Lambda passes it on unchanged. */
final class LogLine {

  private static final JsonFactory JSON = new JsonFactory();

  private LogLine() {}

  /** The fields of a line after time and level. */
  @FunctionalInterface
  interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static void print(LambdaLogger logger, LogLevel level, Fields fields) throws IOException {
    var line = new ByteArrayOutputStream(320);
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      // Lambda filters lines by these two ("Configuring JSON and plain text log formats").
      json.writeStringField(
          "timestamp", Instant.ofEpochMilli(System.currentTimeMillis()).toString());
      json.writeStringField("level", level.name());
      fields.writeTo(json);
      json.writeEndObject();
    }
    line.write('\n');
    logger.log(line.toByteArray(), level);
  }
}
