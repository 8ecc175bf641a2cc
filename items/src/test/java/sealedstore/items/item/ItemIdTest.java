package sealedstore.items.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIdTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2_048})
  void takesOneTo2048Bytes(int bytes) throws Refused {
    assertThat(ItemId.of("x".repeat(bytes)).value()).hasSize(bytes);
  }

  @Test
  void countsBytesAndNotCharacters() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ItemId.of("é".repeat(1_025)))
        .withMessage("must be 1 to 2,048 bytes in UTF-8, and has 2,050");
  }

  @Test
  void refusesTheEmptyString() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ItemId.of(""))
        .withMessage("must be 1 to 2,048 bytes in UTF-8, and has 0");
  }

  @Test
  void keepsTheStoresOwnIdsFromCallers() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> ItemId.of(ItemId.RESERVED_PREFIX + "priming"))
        .withMessage("must not start with sealed-store:, which is reserved");
  }
}
