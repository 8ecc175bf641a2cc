package sealedstore.deployed.history;

import static org.assertj.core.api.Assertions.assertThat;
import static sealedstore.deployed.history.Call.ABSENT;

import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import sealedstore.deployed.history.Call.Kind;
import sealedstore.deployed.history.Call.Outcome;

/** Histories made by hand. Times are those of a call's start and end. */
class HistoryTest {

  private static final Call CREATED = write("a", ABSENT, 1, 2);

  @Test
  void updatesOneAfterAnotherAreAllowed() {
    check(
            CREATED,
            read("a", 3, 4),
            write("b", "a", 5, 6),
            read("b", 7, 8),
            delete("c", "b", 9, 10),
            read(ABSENT, 11, 12),
            write("d", ABSENT, 13, 14),
            read("d", 15, 16))
        .isEmpty();
  }

  @Test
  void readMaySeeACallThatHasNotEnded() {
    check(CREATED, write("b", "a", 3, 9), read("b", 4, 5)).isEmpty();
    check(CREATED, write("b", "a", 3, 9), read("a", 4, 5)).isEmpty();
  }

  @Test
  void twoUpdatesOfOneItemAreFound() {
    check(CREATED, write("b", "a", 3, 5), write("c", "a", 4, 6))
        .singleElement()
        .asString()
        .startsWith("same predecessor");
  }

  @Test
  void updateThatFailedAndWasSeenCounts() {
    Call failed = with(write("b", "a", 3, 4), Outcome.FAILED, true);

    check(CREATED, failed, write("c", "a", 5, 6)).isEmpty();
    check(CREATED, failed, read("b", 5, 6), write("c", "a", 7, 8)).isNotEmpty();
  }

  @Test
  void secondCreationNeedsADelete() {
    check(CREATED, write("b", ABSENT, 3, 4)).isNotEmpty();
    check(CREATED, delete("d", "a", 3, 4), write("b", ABSENT, 5, 6)).isEmpty();
    check(CREATED, delete("d", "a", 3, 4), write("b", ABSENT, 5, 7), write("c", ABSENT, 6, 8))
        .contains("created more often than deleted: 3");
  }

  @Test
  void readThatGoesBackIsFound() {
    Call slow = write("a", ABSENT, 1, 9);

    check(slow, write("b", "a", 3, 4), read("b", 5, 6), read("a", 7, 8))
        .allMatch(found -> found.startsWith("back"))
        .isNotEmpty();
    check(CREATED, write("b", "a", 3, 4), read("a", 5, 6)).isNotEmpty();
  }

  @Test
  void itemThatIsBackAfterItsDeleteIsFound() {
    check(CREATED, write("b", "a", 3, 9), delete("d", "b", 4, 5), read("b", 6, 7)).isNotEmpty();
    check(
            CREATED,
            write("b", "a", 3, 9),
            delete("d", "a", 3, 4),
            read(ABSENT, 5, 6),
            read("b", 7, 8))
        .anyMatch(found -> found.startsWith("deleted and back"));
  }

  @Test
  void creationThatIsRetriedMayTakeEffectAgainAfterADelete() {
    Call retried = with(write("a", ABSENT, 1, 7), Outcome.DONE, true);

    check(retried, read("a", 2, 3), delete("d", "a", 4, 5), read("a", 8, 9)).isEmpty();
    check(retried, delete("d", "a", 4, 5), delete("e", "a", 8, 9)).isEmpty();
    check(CREATED, delete("d", "a", 4, 5), delete("e", "a", 8, 9)).isNotEmpty();
  }

  @Test
  void itemThatIsMissingWithoutADeleteIsFound() {
    check(CREATED, read(ABSENT, 3, 4)).singleElement().asString().startsWith("lost");
    check(CREATED, with(delete("d", "a", 3, 4), Outcome.FAILED, true), read(ABSENT, 5, 6))
        .isEmpty();
  }

  @Test
  void refusalIsNoCertaintyAfterARetryOnly() {
    Call refused = write("b", "a", 3, 4);

    check(CREATED, with(refused, Outcome.REFUSED, true), read("b", 5, 6)).isEmpty();
    check(CREATED, with(refused, Outcome.REFUSED, false), read("b", 5, 6)).isNotEmpty();
  }

  @Test
  void plainWriteIsSeenOrOverwritten() {
    Call first = write("a", null, 1, 2);
    Call slow = write("a", null, 1, 5);
    Call second = write("b", null, 3, 4);

    check(first, second, read("b", 5, 6)).isEmpty();
    check(first, second, read("a", 5, 6)).isNotEmpty();
    check(slow, second, read("a", 6, 7)).isEmpty();
    check(first, read("unknown", 3, 4)).isNotEmpty();
  }

  @Test
  void itemsAreCheckedEachForItself() {
    Call other = new Call(Kind.READ, "other", "r", null, ABSENT, Outcome.DONE, false, 3, 4);

    check(CREATED, other).isEmpty();
  }

  private static ListAssert<String> check(Call... calls) {
    return assertThat(History.violations(List.of(calls)));
  }

  private static Call write(String requestId, String expected, long started, long ended) {
    return new Call(
        Kind.WRITE, "id", requestId, expected, null, Outcome.DONE, false, started, ended);
  }

  private static Call delete(String requestId, String expected, long started, long ended) {
    return new Call(
        Kind.DELETE, "id", requestId, expected, null, Outcome.DONE, false, started, ended);
  }

  private static Call read(String seen, long started, long ended) {
    return new Call(
        Kind.READ, "id", "read-" + started, null, seen, Outcome.DONE, false, started, ended);
  }

  private static Call with(Call call, Outcome outcome, boolean retried) {
    return new Call(
        call.kind(),
        call.item(),
        call.requestId(),
        call.expected(),
        null,
        outcome,
        retried,
        call.started(),
        call.ended());
  }
}
