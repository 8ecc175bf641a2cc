package sealedstore.deploy.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class PaceTest {

  private static final long SECOND = 1_000_000_000;

  private final List<Long> pauses = new ArrayList<>();
  private long now;
  private final Pace pace = new Pace(2, () -> now, pauses::add);

  @Test
  void request_waitsUntilTheOneBeforeIsPaidFor() {
    pace.await();
    pace.used(6, 3);
    now += SECOND;
    pace.await();

    assertThat(pauses).containsExactly(2 * SECOND);
  }

  @Test
  void timeThatPassedWithoutRequests_isNotSavedUp() {
    now += 100 * SECOND;
    pace.used(2, 1);
    pace.await();

    assertThat(pauses).containsExactly(SECOND);
  }

  @Test
  void nextRequest_asksForASecondsWorth() {
    pace.used(5, 10);
    assertThat(pace.items()).isEqualTo(4);
    pace.used(100, 1);
    assertThat(pace.items()).isEqualTo(1);
    pace.used(0.1, 10);
    assertThat(pace.items()).isEqualTo(2);
    pace.used(1, 0);
    pace.used(0, 1);
    assertThat(pace.items()).isEqualTo(2);
  }

  @Test
  void share_isOfTheCapacityThatTheTableHas() {
    var provisioned =
        TableDescription.builder()
            .provisionedThroughput(it -> it.readCapacityUnits(10L).writeCapacityUnits(10L))
            .build();
    var onDemand =
        TableDescription.builder()
            .billingModeSummary(it -> it.billingMode(BillingMode.PAY_PER_REQUEST))
            .build();
    assertThat(itemsAfterASecond(Pace.ofReads(provisioned, 50))).isEqualTo(5);
    assertThat(itemsAfterASecond(Pace.ofWrites(provisioned, 100))).isEqualTo(10);
    assertThat(itemsAfterASecond(Pace.ofReads(onDemand, 100))).isEqualTo(20);
    assertThat(itemsAfterASecond(Pace.ofWrites(onDemand, 100))).isEqualTo(20);
  }

  private static int itemsAfterASecond(Pace pace) {
    pace.used(1, 1);
    return pace.items();
  }
}
