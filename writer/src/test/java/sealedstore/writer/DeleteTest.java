package sealedstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.items.testing.Invocation.json;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sealedstore.items.testing.TableDouble;

class DeleteTest {

  private static final String DELETE = "{\"id\": \"order-7\", \"delete\": true}";

  private final WriterOnTable writer = WriterOnTable.atFixedTime();

  @Test
  void putsATombstoneFor15DaysInTheItemsPlace() throws IOException {
    var result = writer.write(DELETE, "request-1");

    assertThat(writer.table.calls)
        .containsExactly(
            new TableDouble.Call(
                "PutItem",
                json(
                    """
                    {"TableName": "items",
                     "Item": {"id": {"S": "order-7"},
                              "source": {"S": "lambda1"},
                              "requestId": {"S": "request-1"},
                              "deletedAt": {"N": "1800000000000"},
                              "expiresAt": {"N": "1801296000"}}}
                    """)));
    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(result.body()).isEqualTo(json("{\"deleted\": {\"id\": \"order-7\"}}"));
  }

  @Test
  void leavesNothingOfTheDataInTheTable() {
    writer.write("{\"id\": \"order-7\", \"data\": {\"a\": 1}}", "request-1");

    writer.write(DELETE, "request-2");

    assertThat(writer.table.items.get("order-7").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "source", "requestId", "deletedAt", "expiresAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"ifAbsent\": true"})
  void theItemCanBeWrittenAgain(String condition) {
    writer.write(DELETE, "request-1");

    var result = writer.write("{\"id\": \"order-7\"" + condition + "}", "request-2");

    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(writer.table.items.get("order-7").has("deletedAt")).isFalse();
  }

  @Test
  void dataMayHaveAFieldOfTheTombstonesName() {
    writer.write("{\"id\": \"order-7\", \"data\": {\"deletedAt\": 1}}", "request-1");

    assertThat(
            writer
                .write("{\"id\": \"order-7\", \"ifMatch\": \"request-1\"}", "request-2")
                .statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"data\": {}", "\"ifAbsent\": true", "\"expiresAt\": 1900000000"})
  void isRefusedWithFieldsThatSayWhatToStore(String field) {
    var result = writer.write("{\"delete\": true, " + field + "}", "request-1");

    assertThat(result.statusCode()).isEqualTo(400);
    assertThat(result.message())
        .isEqualTo("delete: must not be given with data, ifAbsent or expiresAt");
    assertThat(writer.table.calls).isEmpty();
  }
}
