package dev.ieum.datasets;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses entries by the collection they came from. Immutable.
 *
 * @param include the origins to keep; empty keeps all
 * @param exclude the origins to leave out
 */
public record OriginFilter(Set<String> include, Set<String> exclude)
    implements Predicate<CorpusEntry> {

  /** Keeps every entry. */
  public static final OriginFilter ALL = new OriginFilter(Set.of(), Set.of());

  public OriginFilter {
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
    Set<String> both = new TreeSet<>(include);
    both.retainAll(exclude);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "origins %s are both included and excluded; allowed: one of the two".formatted(both));
    }
  }

  /** Returns a filter that keeps only {@code origins}. */
  public static OriginFilter including(Collection<String> origins) {
    return new OriginFilter(Set.copyOf(origins), Set.of());
  }

  /** Returns a filter that keeps all but {@code origins}. */
  public static OriginFilter excluding(Collection<String> origins) {
    return new OriginFilter(Set.of(), Set.copyOf(origins));
  }

  @Override
  public boolean test(CorpusEntry entry) {
    return (include.isEmpty() || include.contains(entry.origin()))
        && !exclude.contains(entry.origin());
  }
}
