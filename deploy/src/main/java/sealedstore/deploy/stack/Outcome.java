package sealedstore.deploy.stack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a stack. */
public sealed interface Outcome {

  /** It is as it was meant to be. */
  record Done(String status) implements Outcome {}

  /** It is not; what failed, oldest first. */
  record Failed(String status, List<String> reasons) implements Outcome {
    /** The status and a line for each reason. */
    public String sentence(String stack) {
      return Stream.concat(Stream.of(stack + " is in status " + status), reasons.stream())
          .collect(Collectors.joining("\n  "));
    }
  }
}
