package sealedstore.items.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test prints to standard output, where Lambda's logger writes outside of Lambda. */
public final class Printed implements BeforeEachCallback, AfterEachCallback {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;

  @Override
  public void beforeEach(ExtensionContext test) {
    System.setOut(new PrintStream(printed, true));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    System.setOut(out);
  }

  @Override
  public String toString() {
    return printed.toString();
  }
}
