package sealedstore.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** What Lambda returns of the writer. */
final class WriterAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private WriterAnswers() {}

  static InvokeResponse answer(int status, String body) {
    String payload = JSON.createObjectNode().put("statusCode", status).put("body", body).toString();
    return InvokeResponse.builder().payload(SdkBytes.fromUtf8String(payload)).build();
  }

  static InvokeResponse error(String type) {
    return InvokeResponse.builder()
        .functionError("Unhandled")
        .payload(SdkBytes.fromUtf8String("{\"errorType\": \"%s\"}".formatted(type)))
        .build();
  }
}
