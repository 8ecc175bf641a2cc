package sealedstore.deployed.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sealedstore.deployed.history.Call.Kind;

/**
 * The calls of one item, with consistent reads only. The rules:
 *
 * <ol>
 *   <li><b>Seen or overwritten.</b> A successful call shows a state: the item that it wrote or
 *       read, or none. A read that starts after it sees this state, or one whose call may have
 *       taken effect since: an invocation that ended before the state was shown did not. Nobody
 *       sees what a call wrote that was refused at its only try.
 *   <li><b>One successor.</b> No two calls that took effect have the same {@code ifMatch}. Between
 *       two that took effect with {@code ifAbsent}, there may have been a delete, one for each.
 *   <li><b>Never back.</b> The {@code ifMatch} of a call names its predecessor. A read that starts
 *       after a call has shown an item sees none of the item's predecessors.
 *   <li><b>Deletes stay.</b> A read after a delete sees only a chain of predecessors that starts
 *       with a write that may have taken effect after the delete.
 * </ol>
 *
 * <p>A call takes effect if it succeeded, or if a read saw its item. A call that failed, or was
 * refused after a retry, may have taken effect. A chain that starts with an {@code ifAbsent} write
 * may start again, after a delete, while this write is retried: rules 2 and 3 allow this.
 */
final class History {

  private final Map<String, Call> changes = new HashMap<>();
  private final List<Call> shown;
  private final List<Call> reads;
  private final List<Call> deletes;
  private final Set<String> seen;
  private final List<String> violations = new ArrayList<>();

  private History(List<Call> calls) {
    calls.stream().filter(c -> !c.is(Kind.READ)).forEach(c -> changes.put(c.requestId(), c));
    shown = calls.stream().filter(Call::isDone).toList();
    reads = shown.stream().filter(c -> c.is(Kind.READ)).toList();
    deletes = calls.stream().filter(c -> c.is(Kind.DELETE) && c.isPerhapsDone()).toList();
    seen = reads.stream().map(Call::seen).collect(Collectors.toSet());
  }

  /** What the rules do not allow in these calls, whatever their order and items; empty if none. */
  static List<String> violations(List<Call> calls) {
    return calls.stream().collect(Collectors.groupingBy(Call::item)).values().stream()
        .flatMap(ofItem -> new History(ofItem).check())
        .toList();
  }

  private Stream<String> check() {
    checkSuccessors();
    for (Call earlier : shown) {
      Set<String> predecessors = predecessors(earlier);
      for (Call read : reads) {
        if (earlier.ended() < read.started()) {
          checkRead(earlier, predecessors, read);
        }
      }
    }
    return violations.stream();
  }

  private void checkRead(Call earlier, Set<String> predecessors, Call read) {
    if (read.seen().equals(earlier.observed())) {
      return;
    }
    if (read.seen().equals(Call.ABSENT)) {
      if (deletes.stream().noneMatch(d -> d.mayBeBetween(earlier, read))) {
        violation("lost", earlier, read);
      }
      return;
    }
    Call write = changes.get(read.seen());
    if (write == null || !write.mayBeBetween(earlier, read)) {
      violation("not seen", earlier, read);
    } else if (predecessors.contains(read.seen()) && !mayStartAgain(write, earlier)) {
      violation("back", earlier, read);
    } else if (earlier.observed().equals(Call.ABSENT)
        && !first(write).mayBeBetween(earlier, read)) {
      violation("deleted and back", earlier, read);
    }
  }

  private void checkSuccessors() {
    List<Call> effective =
        changes.values().stream()
            .filter(c -> c.expected() != null && (c.isDone() || seen.contains(c.requestId())))
            .toList();
    long created = effective.stream().filter(c -> c.expected().equals(Call.ABSENT)).count();
    if (created > 1 + deletes.size()) {
      violations.add("created more often than deleted: " + created);
    }
    for (Call a : effective) {
      for (Call b : effective) {
        boolean pair = a != b && a.started() < b.started() && a.expected().equals(b.expected());
        if (pair && !mayBothSucceed(a, b)) {
          violation("same predecessor", a, b);
        }
      }
    }
  }

  private boolean mayBothSucceed(Call a, Call b) {
    if (a.expected().equals(Call.ABSENT)) {
      Call last = a.ended() > b.ended() ? a : b;
      return deletes.stream().anyMatch(d -> d.mayBeBetween(a, last));
    }
    Call predecessor = changes.get(a.expected());
    return predecessor != null && mayStartAgain(predecessor, a);
  }

  private boolean mayStartAgain(Call write, Call after) {
    Call first = first(write);
    return Call.ABSENT.equals(first.expected())
        && first.retried()
        && first.ended() > after.started();
  }

  private Call first(Call write) {
    Call predecessor = write.expected() == null ? null : changes.get(write.expected());
    return predecessor == null ? write : first(predecessor);
  }

  private Set<String> predecessors(Call call) {
    Call change = call.is(Kind.READ) ? changes.get(call.seen()) : call;
    var found = new HashSet<String>();
    while (change != null && change.expected() != null && found.add(change.expected())) {
      change = changes.get(change.expected());
    }
    return found;
  }

  private void violation(String rule, Call earlier, Call later) {
    violations.add(rule + ": " + earlier + ", then " + later);
  }
}
