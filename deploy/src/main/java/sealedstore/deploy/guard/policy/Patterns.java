package sealedstore.deploy.guard.policy;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares patterns by the texts that they match: {@code *} stands for any text, {@code ?} for one
 * character ("IAM JSON policy elements: Resource"). Both patterns are read side by side, as
 * automata.
 */
final class Patterns {

  /** More states than this are not looked at; the answer is then no. */
  private static final int MOST_STATES = 50_000;

  /** Stands for every character that no pattern names: it is none of Unicode's. */
  private static final char ANOTHER = '\uFFFF';

  private final List<String> patterns;
  private final int width;

  private Patterns(Collection<String> patterns) {
    this.patterns = List.copyOf(patterns);
    this.width = patterns.stream().mapToInt(String::length).max().orElse(0) + 1;
  }

  /** Whether every text that the one pattern matches is matched by one of the others. */
  static boolean contain(Collection<String> others, String pattern) {
    return others.contains(pattern) || new Patterns(others).contain(pattern);
  }

  private record State(int at, BitSet others) {}

  private boolean contain(String pattern) {
    Set<Character> alphabet = alphabet(pattern);
    var seen = new HashSet<State>();
    var open = new ArrayDeque<State>();
    open.add(new State(0, start()));
    while (!open.isEmpty()) {
      State state = open.pop();
      if (!seen.add(state)) {
        continue;
      }
      // Whatever the pattern matches from here on, it matches something, and the others nothing.
      if (state.others.isEmpty() || seen.size() > MOST_STATES) {
        return false;
      }
      if (state.at == pattern.length()) {
        if (!accepts(state.others)) {
          return false;
        }
        continue;
      }
      char next = pattern.charAt(state.at);
      if (next == '*') {
        open.push(new State(state.at + 1, state.others));
      }
      int after = next == '*' ? state.at : state.at + 1;
      if (next == '*' || next == '?') {
        alphabet.forEach(each -> open.push(new State(after, step(state.others, each))));
      } else {
        open.push(new State(after, step(state.others, next)));
      }
    }
    return true;
  }

  private Set<Character> alphabet(String pattern) {
    var alphabet = new TreeSet<Character>();
    alphabet.add(ANOTHER);
    pattern.chars().forEach(each -> alphabet.add((char) each));
    patterns.forEach(other -> other.chars().forEach(each -> alphabet.add((char) each)));
    // No text differs from another by the characters that stand for others.
    alphabet.remove('*');
    alphabet.remove('?');
    return alphabet;
  }

  private BitSet start() {
    var positions = new BitSet();
    for (int i = 0; i < patterns.size(); i++) {
      add(positions, i, 0);
    }
    return positions;
  }

  /** Adds a position, and those that a star lets follow without a character. */
  private void add(BitSet positions, int other, int at) {
    int position = at;
    positions.set(other * width + position);
    while (position < patterns.get(other).length() && patterns.get(other).charAt(position) == '*') {
      position++;
      positions.set(other * width + position);
    }
  }

  private BitSet step(BitSet positions, char each) {
    var after = new BitSet();
    positions.stream()
        .forEach(
            position -> {
              String other = patterns.get(position / width);
              int at = position % width;
              if (at == other.length()) {
                return;
              }
              char wanted = other.charAt(at);
              if (wanted == '*') {
                add(after, position / width, at);
              } else if (wanted == '?' || wanted == each) {
                add(after, position / width, at + 1);
              }
            });
    return after;
  }

  private boolean accepts(BitSet positions) {
    return positions.stream()
        .anyMatch(position -> position % width == patterns.get(position / width).length());
  }
}
