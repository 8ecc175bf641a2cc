package sealedstore.items.snapstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sealedstore.items.testing.TlsServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

class HandshakesTest {

  @TempDir private Path folder;
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

      for (int i = 0; i < 5; i++) {
        Handshakes.perform(client);
      }

      assertThat(server.connections()).isEqualTo(5);
      assertThat(server.fullHandshakes()).isEqualTo(5);
    }
  }

  @Test
  void anEndpointWithoutTlsHasNone() {
    try (var client = client(URI.create("http://localhost:1"))) {
      assertThat(Handshakes.usesTls(client)).isFalse();
    }
  }

  @Test
  void aServerThatIsNotTrustedFailsIt() throws Exception {
    try (var server = new TlsServer(folder);
        var client = client(server.endpoint())) {
      assertThatThrownBy(() -> Handshakes.perform(client))
          .isInstanceOfAny(SSLHandshakeException.class, SocketException.class);
    }
  }

  @Test
  void theyGoToTheClientsEndpoint() {
    // The name is reserved, so it cannot be found: RFC 2606, "Reserved Top Level DNS Names".
    try (var client = client(URI.create("https://dynamodb.eu-nowhere-1.invalid"))) {
      assertThat(Handshakes.usesTls(client)).isTrue();
      assertThatThrownBy(() -> Handshakes.perform(client))
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
}
