package sealedstore.items.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A server on this machine that closes each connection after its TLS handshake. */
public final class TlsServer implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger fullHandshakes = new AtomicInteger();
  private final SSLServerSocket server;
  private final SSLContext trusting;

  /**
   * @param folder where it creates its key
   */
  public TlsServer(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    KeyStore keys = keys(folder.resolve("localhost.p12"));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    var loopback = InetAddress.getLoopbackAddress();
    server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, loopback);
    Thread.ofVirtual().start(this::serve);

    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    var counting = new Counting((X509TrustManager) trust.getTrustManagers()[0], fullHandshakes);
    trusting.init(null, new TrustManager[] {counting}, null);
  }

  public URI endpoint() {
    return URI.create("https://localhost:" + server.getLocalPort());
  }

  public int connections() {
    return connections.get();
  }

  /** Handshakes of trusting clients that resumed no session of an earlier one. */
  public int fullHandshakes() {
    return fullHandshakes.get();
  }

  /** For a client that trusts only this server. */
  public SSLContext trusting() {
    return trusting;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var socket = (SSLSocket) server.accept()) {
        connections.incrementAndGet();
        socket.startHandshake();
      } catch (IOException e) {
        // The client's test says what went wrong.
      }
    }
  }

  private static KeyStore keys(Path file)
      throws IOException, GeneralSecurityException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -alias localhost -keyalg EC -validity 2 -dname CN=localhost"
            + " -ext SAN=dns:localhost -storetype PKCS12";
    var arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addFirst(keytool);
    arguments.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    Process process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client checks the certificate only in a full handshake. */
  private record Counting(X509TrustManager trust, AtomicInteger checks)
      implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      checks.incrementAndGet();
      trust.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      trust.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
