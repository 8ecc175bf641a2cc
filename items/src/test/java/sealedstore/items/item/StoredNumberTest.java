package sealedstore.items.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "0e99999999999, 0",
    "-0E-5, 0",
    "1, 1",
    "1.10, 1.1",
    "100, 100",
    "1e2, 100",
    "1E+2, 100",
    "-12.5e-1, -1.25",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "0.12345678901234567890123456789012345678, 0.12345678901234567890123456789012345678",
    "1000000000000000000000000000000000000000000, 1E+42",
    "9.9999999999999999999999999999999999999E125, 9.9999999999999999999999999999999999999E+125",
    "-1e-130, -1E-130",
    "10000e-134, 1E-130",
    "1e-0000000000000130, 1E-130",
    "-0.00120e+5, -120",
    "100.5, 100.5",
    "1000000000000000000000000000000000000000000.0, 1E+42",
  })
  void keepsTheValueInItsShortestForm(String json, String stored) throws Exception {
    assertThat(StoredNumber.of(json)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e126", "-1e126", "10e125", "1e1000001", "1e2147483647", "1e99999999999"})
  void refusesWhatIsTooLarge(String json) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> StoredNumber.of(json))
        .withMessageEndingWith("and is larger");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-131", "0.1e-130", "-9e-131", "1e-1000001", "1e-99999999999"})
  void refusesWhatIsTooSmall(String json) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> StoredNumber.of(json))
        .withMessageEndingWith("and is smaller");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890123456789",
        "-1.23456789012345678901234567890123456789",
        "0.100000000000000000000000000000000000001",
      })
  void refusesMoreThan38Digits(String json) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> StoredNumber.of(json))
        .withMessageEndingWith("at most 38 significant digits, and has 39");
  }

  /** Sizes found by filling items to the limit on DynamoDB local 2.6.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "1234, 3",
    "-1, 3",
    "-12, 3",
    "-123, 4",
    "0.1, 2",
    "0.12, 2",
    "12.3, 3",
    "100, 2",
    "1000, 2",
    "1E-130, 2",
    "12345678901234567890123456789012345678, 20",
    "-12345678901234567890123456789012345678, 21",
    "1.2345678901234567890123456789012345678, 21",
  })
  void sizeIsThatOfDynamoDb(String stored, int bytes) {
    assertThat(StoredNumber.size(stored)).isEqualTo(bytes);
  }
}
