package sealedstore.items.snapstart;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Context;
import org.crac.Resource;
import sealedstore.items.event.InvalidEvent;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a function does for SnapStart (AWS: "Lambda SnapStart runtime hooks for Java"). Before the
 * snapshot it rehearses calls, so that a restored environment has loaded classes and compiled code.
 * After a restore it opens the connection that the first call uses.
 *
 * <p>No hook fails: a failure is logged, and the first call does what the hook could not do.
 */
public abstract class FunctionPriming implements Resource {

  private final SampleCall sample;
  private final DynamoDbClient dynamoDb;
  private final DynamoDbConnection connection;

  /**
   * @param sample the call to rehearse
   * @param dynamoDb the client that calls use
   */
  protected FunctionPriming(SampleCall sample, DynamoDbClient dynamoDb) {
    this.sample = sample;
    this.dynamoDb = dynamoDb;
    this.connection = new DynamoDbConnection(dynamoDb);
  }

  /**
   * The call that a function rehearses.
   *
   * @param operation DynamoDB's operation, for the log
   * @param description what the call does, for the log
   * @param event the function's event, as JSON
   * @param response DynamoDB's response, as JSON
   */
  public record SampleCall(String operation, String description, String event, String response) {}

  /**
   * Sends the request of the sample call, but for the priming id and without effect.
   *
   * @param event the sample's event
   * @throws SdkException if DynamoDB does not answer, or refuses the request
   */
  protected abstract void send(InputStream event, RequestOptions options)
      throws InvalidEvent, IOException;

  /**
   * The function's handler.
   *
   * @param local a client that answers every request with the sample's response
   */
  protected abstract RequestStreamHandler handler(DynamoDbClient local);

  @Override
  public final void beforeCheckpoint(Context<? extends Resource> context) {
    // First the requests, which load classes: a class loaded later undoes compiled code.
    Priming.attemptRequests(sample.operation(), this::send);
    Priming.attemptLocally(sample.description(), dynamoDb, sample.response(), this::calls);
    connection.prime(this::send);
  }

  @Override
  public final void afterRestore(Context<? extends Resource> context) {
    connection.renew(this::send);
  }

  private void send(RequestOptions options) throws InvalidEvent, IOException {
    send(event(), options);
  }

  private Rehearsal calls(DynamoDbClient local) {
    var handler = handler(local);
    return () ->
        handler.handleRequest(event(), OutputStream.nullOutputStream(), new PrimingContext());
  }

  private InputStream event() {
    return new ByteArrayInputStream(sample.event().getBytes(StandardCharsets.UTF_8));
  }
}
