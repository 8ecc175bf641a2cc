package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for the runtime interface client's class of the same name, whose native code exists for Linux only: earlier
 * on the class path, it hides that one. It speaks the same Lambda Runtime API.
 */
class NativeClient {
  private static String invocations;

  private NativeClient() {}

  static void init(String runtimeApi) {
    invocations = "http://" + runtimeApi + "/2018-06-01/runtime/invocation/";
  }

  /** Waits for the next event, without a time limit. */
  static InvocationRequest next() {
    try {
      var connection = (HttpURLConnection) URI.create(invocations + "next").toURL().openConnection();
      var request = new InvocationRequest();
      try (var body = connection.getInputStream()) {
        request.setContent(body.readAllBytes());
      }
      request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
      request.setInvokedFunctionArn(connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
      request.setDeadlineTimeInMs(connection.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
      request.setXrayTraceId(connection.getHeaderField("Lambda-Runtime-Trace-Id"));
      request.setClientContext(connection.getHeaderField("Lambda-Runtime-Client-Context"));
      request.setCognitoIdentity(connection.getHeaderField("Lambda-Runtime-Cognito-Identity"));
      return request;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void postInvocationResponse(byte[] requestId, byte[] response) {
    try {
      var uri = URI.create(invocations + new String(requestId, StandardCharsets.UTF_8) + "/response");
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(response.length);
      try (var body = connection.getOutputStream()) {
        body.write(response);
      }
      if (connection.getResponseCode() >= 400) {
        throw new IOException("the Lambda Runtime API answered " + connection.getResponseCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
