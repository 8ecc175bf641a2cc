package sealedstore.items;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackagesTest {

  /** Each package may use those before it, so that no cycle is possible. */
  private static final List<String> ORDER =
      List.of(
          "sealedstore.items.fault",
          "sealedstore.items.item",
          "sealedstore.items.event",
          "sealedstore.items.log",
          "sealedstore.items.dynamodb",
          "sealedstore.items.snapstart");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("sealedstore");

  @Test
  void everyClassIsInOneOfThePackages() {
    classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).check(CLASSES);
  }

  static IntStream positions() {
    return IntStream.range(0, ORDER.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("positions")
  void noPackageUsesOneAfterIt(int position) {
    noClasses()
        .that()
        .resideInAPackage(ORDER.get(position))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ORDER.subList(position + 1, ORDER.size()).toArray(String[]::new))
        .check(CLASSES);
  }
}
