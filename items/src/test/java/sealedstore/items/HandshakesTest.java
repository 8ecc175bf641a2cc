package sealedstore.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.items.testing.Printed;
import sealedstore.items.testing.TlsServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

class HandshakesTest {

  @TempDir private Path folder;
  @RegisterExtension private final Printed printed = new Printed();
  private SSLContext asBefore;

  @BeforeEach
  void keepTheDefault() throws GeneralSecurityException {
    asBefore = SSLContext.getDefault();
  }

  @AfterEach
  void restoreTheDefault() {
    SSLContext.setDefault(asBefore);
  }

  @Test
  void everyHandshakeIsAFullOne() throws Exception {
    try (var server = new TlsServer(folder);
        var client = client(server.endpoint())) {
      SSLContext.setDefault(server.trusting());

      Handshakes.make(5, client);

      assertThat(server.connections()).isEqualTo(5);
      assertThat(server.fullHandshakes()).isEqualTo(5);
    }
  }

  @Test
  void primingMakesThirtyAndSaysSo() throws Exception {
    try (var server = new TlsServer(folder);
        var client = client(server.endpoint())) {
      SSLContext.setDefault(server.trusting());

      Priming.attemptHandshakes(client);

      assertThat(server.fullHandshakes()).isEqualTo(30);
      assertThat(printed.toString()).contains("primed: 30 TLS handshakes in ");
    }
  }

  @Test
  void theFirstFailureEndsThem() throws Exception {
    try (var server = new TlsServer(folder);
        var client = client(server.endpoint())) {
      assertThatThrownBy(() -> Handshakes.make(5, client))
          .isInstanceOfAny(SSLHandshakeException.class, SocketException.class);

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void noServerIsLoggedAndDoesNotFailTheSnapshot() throws IOException {
    try (var client = client(URI.create("https://localhost:" + freePort()))) {
      Priming.attemptHandshakes(client);
    }

    assertThat(printed.toString()).contains("not primed: 30 TLS handshakes, ConnectException");
  }

  @Test
  void anEndpointWithoutTlsHasNoHandshakes() {
    try (var client = client(URI.create("http://localhost:1"))) {
      Priming.attemptHandshakes(client);
    }

    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void theyGoToTheClientsEndpoint() {
    // The name is reserved, so it cannot be found: RFC 2606, "Reserved Top Level DNS Names".
    try (var client = client(URI.create("https://dynamodb.eu-nowhere-1.invalid"))) {
      assertThat(Handshakes.apply(client)).isTrue();
      assertThatThrownBy(() -> Handshakes.make(1, client))
          .hasMessageContaining("dynamodb.eu-nowhere-1.invalid");
    }
  }

  private static DynamoDbClient client(URI endpoint) {
    return builder().endpointOverride(endpoint).build();
  }

  private static DynamoDbClientBuilder builder() {
    return DynamoDbClient.builder()
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(new FixedResponse("{}"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
