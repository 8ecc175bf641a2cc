package sealedstore.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost, made for one run.
 *
 * @param keyStore holds its private key
 * @param trustStore the JDK's own authorities and this certificate, as many as a function reads
 * @param pem the certificate alone, for clients that are not Java
 */
record Certificate(Path keyStore, Path trustStore, Path pem) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  static Certificate make(Path folder) throws IOException, InterruptedException {
    Path javaHome = Path.of(System.getProperty("java.home"));
    var certificate =
        new Certificate(
            folder.resolve("key.p12"), folder.resolve("cacerts"), folder.resolve("localhost.pem"));
    keytool(
        javaHome,
        "-genkeypair",
        "-alias",
        "localhost",
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-validity",
        "2",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost,ip:127.0.0.1",
        "-keystore",
        certificate.keyStore().toString());
    try {
      KeyStore keys = certificate.load(certificate.keyStore());
      var own = keys.getCertificate("localhost");
      KeyStore trusted = certificate.load(javaHome.resolve("lib/security/cacerts"));
      trusted.setCertificateEntry("localhost", own);
      try (var out = Files.newOutputStream(certificate.trustStore())) {
        trusted.store(out, PASSWORD);
      }
      String body = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(own.getEncoded());
      Files.writeString(
          certificate.pem(),
          "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new BenchFailure("cannot make a certificate: " + e.getMessage(), e);
    }
    return certificate;
  }

  /** A new context each time, without the sessions of an earlier one. */
  SSLContext serverContext() {
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new BenchFailure("cannot serve TLS: " + e.getMessage(), e);
    }
  }

  /** A new context each time, without the sessions of an earlier one. */
  SSLContext clientContext() {
    try {
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new BenchFailure("cannot use TLS: " + e.getMessage(), e);
    }
  }

  private KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static void keytool(Path javaHome, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(javaHome.resolve("bin/keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", "changeit", "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new BenchFailure("keytool: " + said);
    }
  }
}
