package sealedstore.deploy.guard.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The actions or the resources of a statement.
 *
 * @param negated whether it is all but these (NotAction, NotResource)
 * @param caseless whether upper and lower case are the same
 * @param written as the policy has them
 */
public record Element(boolean negated, boolean caseless, List<String> written) {

  static final Element EVERYTHING = new Element(false, false, List.of("*"));

  /** The texts to compare. */
  public List<String> texts() {
    return caseless ? written.stream().map(Element::caseless).toList() : written;
  }

  /** A text in which upper and lower case are the same. */
  static String caseless(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Itself in parts, each of which has one text only. */
  List<Element> parts() {
    return negated
        ? List.of(this)
        : written.stream().map(text -> new Element(false, caseless, List.of(text))).toList();
  }

  /** Whether all of it is for certain in the other. */
  boolean within(Element other) {
    if (other.negated) {
      return negated ? allWithin(other.texts(), texts()) : isApartFrom(other.texts());
    }
    return allWithin(negated ? List.of("*") : texts(), other.texts());
  }

  private static boolean allWithin(Collection<String> texts, Collection<String> others) {
    return texts.stream().allMatch(text -> Term.within(text, others));
  }

  private boolean isApartFrom(Collection<String> excluded) {
    List<String> widest = excluded.stream().map(Term::widest).toList();
    return texts().stream()
        .allMatch(text -> Term.isLiteral(text) && !Patterns.contain(widest, text));
  }

  /** Whether it may cover a text. */
  public boolean mayCover(String text) {
    return negated || Patterns.contain(texts().stream().map(Term::widest).toList(), text);
  }

  /** In words. */
  String words() {
    return (negated ? "all but " : "") + String.join(", ", written);
  }
}
