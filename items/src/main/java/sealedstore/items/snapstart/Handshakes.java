package sealedstore.items.snapstart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;

/** TLS handshakes with DynamoDB's endpoint. No request follows, so they need no permission. */
final class Handshakes {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private static final int HTTPS_PORT = 443;

  private Handshakes() {}

  /** Whether a client's requests use TLS. The endpoint of a local DynamoDB may not. */
  static boolean usesTls(DynamoDbClient client) {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .filter(endpoint -> !"https".equals(endpoint.getScheme()))
        .isEmpty();
  }

  /**
   * Performs a full handshake. It does not read the server's session ticket, so the next handshake
   * is a full one, too.
   *
   * @param client gives region and endpoint
   */
  static void perform(DynamoDbClient client) throws IOException {
    URI endpoint = endpoint(client);
    int port = endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort();
    try (var socket = SSLContext.getDefault().getSocketFactory().createSocket()) {
      socket.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
      socket.connect(
          new InetSocketAddress(endpoint.getHost(), port), Math.toIntExact(CONNECT.toMillis()));
      if (socket instanceof SSLSocket tls) {
        tls.startHandshake();
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static URI endpoint(DynamoDbClient client) {
    var configuration = client.serviceClientConfiguration();
    return DynamoDbEndpointProvider.defaultProvider()
        .resolveEndpoint(
            parameters -> {
              parameters.region(configuration.region());
              configuration.endpointOverride().map(URI::toString).ifPresent(parameters::endpoint);
            })
        .join()
        .endpointUrl()
        .toUri();
  }
}
