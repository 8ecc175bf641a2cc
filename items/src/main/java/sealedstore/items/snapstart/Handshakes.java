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

/**
 * TLS connections to DynamoDB's endpoint that carry no request: they cost no capacity and need no
 * permission.
 */
final class Handshakes {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  private static final int HTTPS_PORT = 443;

  private Handshakes() {}

  /** Whether a client's requests go over TLS: a developer's endpoint may have none. */
  static boolean apply(DynamoDbClient client) {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .filter(endpoint -> !"https".equals(endpoint.getScheme()))
        .isEmpty();
  }

  /**
   * Makes a full handshake. Its connection reads nothing of what follows, the server's session
   * ticket included, so that the next one is a full handshake, too.
   *
   * @param client region and endpoint are taken from it
   */
  static void make(DynamoDbClient client) throws IOException {
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
