package sealedstore.items.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.fault.MissingSetting;

class TableNameTest {

  @Test
  void comesFromTheEnvironment() {
    assertThat(TableName.from(Map.of("DYNAMODB_TABLE_NAME", "acme-dev-items")))
        .isEqualTo(new TableName("acme-dev-items"));
  }

  @Test
  void unsetStopsInitWithOneClearLine() {
    assertThatExceptionOfType(MissingSetting.class)
        .isThrownBy(() -> TableName.from(Map.of()))
        .withMessage("DYNAMODB_TABLE_NAME is not set: it must name the function's DynamoDB table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void blankIsAsGoodAsUnset(String value) {
    assertThatExceptionOfType(MissingSetting.class)
        .isThrownBy(() -> TableName.from(Map.of("DYNAMODB_TABLE_NAME", value)));
  }
}
