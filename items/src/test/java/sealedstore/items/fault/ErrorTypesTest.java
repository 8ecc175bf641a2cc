package sealedstore.items.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The {@code errorType} of a failed invocation is the full name of its exception's class. */
class ErrorTypesTest {

  /** The contract: callers, alarms and scripts compare these names. */
  private static final List<String> ERROR_TYPES =
      List.of(
          "sealedstore.items.fault.AccessDenied",
          "sealedstore.items.fault.KeyUnavailable",
          "sealedstore.items.fault.MissingSetting",
          "sealedstore.items.fault.StoreFailure",
          "sealedstore.items.fault.StoreTimeout",
          "sealedstore.items.fault.TableMissing",
          "sealedstore.items.fault.Throttled");

  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `(sealedstore\\.[\\w.]+)` \\|", Pattern.MULTILINE);

  @Test
  void thePackageHoldsTheErrorTypesAndNothingElse() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("sealedstore.items.fault");

    assertThat(classes.stream().filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT)))
        .allMatch(c -> c.isAssignableTo(RuntimeException.class))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(ERROR_TYPES);
  }

  @Test
  void theEventReferenceNamesEachOfThem() throws IOException {
    String reference = Files.readString(Path.of("../docs/reference/events.md"));

    assertThat(DOCUMENTED.matcher(reference).results().map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(ERROR_TYPES);
  }
}
