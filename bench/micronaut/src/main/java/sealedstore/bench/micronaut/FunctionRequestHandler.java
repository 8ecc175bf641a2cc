package sealedstore.bench.micronaut;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The writer as the generator creates it: field injection, a typed event, a typed response. */
public class FunctionRequestHandler extends MicronautRequestHandler<WriteRequest, WriteResponse> {

  @Inject ItemRepository items;

  @Inject JsonMapper json;

  @Override
  public WriteResponse execute(WriteRequest request) {
    String requestId = applicationContext.getBean(Context.class).getAwsRequestId();
    items.write(request, requestId);
    var item =
        Map.of(
            "id",
            request.getId(),
            "source",
            "lambda1",
            "requestId",
            requestId,
            "data",
            request.getData());
    try {
      return new WriteResponse(200, json.writeValueAsString(Map.of("written", item)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
