package sealedstore.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** The writer, with answers that are given to it, and the versions of functions. */
public final class FakeFunction implements LambdaClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether its client repeats calls: an invocation would be one more write. */
  public boolean repeats;

  /** The payload of each invocation. */
  public final List<String> payloads = new ArrayList<>();

  /** The versions of each function. */
  public final Map<String, Set<String>> versions = new HashMap<>();

  /** The aliases of each function. */
  public final Map<String, List<AliasConfiguration>> aliases = new HashMap<>();

  /** Its reserved concurrency; null if none is reserved. */
  public Integer reserved;

  /** Is told of each call that changes the concurrency, before it does. */
  public Consumer<String> onChange = _ -> {};

  private final Deque<Supplier<InvokeResponse>> answers = new ArrayDeque<>();

  /** The next invocation's answer. */
  public void answers(int status, String body) {
    String payload = JSON.createObjectNode().put("statusCode", status).put("body", body).toString();
    returns(InvokeResponse.builder().payload(SdkBytes.fromUtf8String(payload)).build());
  }

  /** The next invocation stores its item. */
  public void writes() {
    answers(200, "{\"written\": {}}");
  }

  /** The next invocation refuses its event. */
  public void refuses(int status, String code) {
    answers(status, "{\"error\": {\"code\": \"%s\"}}".formatted(code));
  }

  /** The next invocation fails. */
  public void fails(String errorType) {
    returns(
        InvokeResponse.builder()
            .functionError("Unhandled")
            .payload(SdkBytes.fromUtf8String("{\"errorType\": \"%s\"}".formatted(errorType)))
            .build());
  }

  /** The next invocation's response. */
  public void returns(InvokeResponse response) {
    answers.add(() -> response);
  }

  /** Lambda does not do the next invocation. */
  public void throwsIt(RuntimeException exception) {
    answers.add(
        () -> {
          throw exception;
        });
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    if (repeats) {
      throw new IllegalStateException("an invocation must not be repeated");
    }
    payloads.add(request.payload().asUtf8String());
    return answers.pop().get();
  }

  @Override
  public ListVersionsByFunctionResponse listVersionsByFunction(
      ListVersionsByFunctionRequest request) {
    return ListVersionsByFunctionResponse.builder()
        .versions(
            Stream.concat(Stream.of("$LATEST"), versions.get(request.functionName()).stream())
                .map(version -> FunctionConfiguration.builder().version(version).build())
                .toList())
        .build();
  }

  @Override
  public ListAliasesResponse listAliases(ListAliasesRequest request) {
    return ListAliasesResponse.builder().aliases(aliases.get(request.functionName())).build();
  }

  @Override
  public DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request) {
    versions.get(request.functionName()).remove(request.qualifier());
    return DeleteFunctionResponse.builder().build();
  }

  @Override
  public GetFunctionConcurrencyResponse getFunctionConcurrency(
      GetFunctionConcurrencyRequest request) {
    return GetFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(reserved).build();
  }

  @Override
  public PutFunctionConcurrencyResponse putFunctionConcurrency(
      PutFunctionConcurrencyRequest request) {
    onChange.accept("putFunctionConcurrency");
    reserved = request.reservedConcurrentExecutions();
    return PutFunctionConcurrencyResponse.builder().build();
  }

  @Override
  public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(
      DeleteFunctionConcurrencyRequest request) {
    onChange.accept("deleteFunctionConcurrency");
    reserved = null;
    return DeleteFunctionConcurrencyResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
