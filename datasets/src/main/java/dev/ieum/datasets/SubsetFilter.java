package dev.ieum.datasets;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses entries by the collection from which they were taken. Immutable.
 *
 * @param include the subsets to keep; empty keeps all
 * @param exclude the subsets to leave out
 */
public record SubsetFilter(Set<String> include, Set<String> exclude)
    implements Predicate<CorpusEntry> {

  public SubsetFilter {
    include = Set.copyOf(include);
    exclude = Set.copyOf(exclude);
    Set<String> both = new TreeSet<>(include);
    both.retainAll(exclude);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "subsets %s are both included and excluded; allowed: one of the two".formatted(both));
    }
  }

  /** Returns a filter that keeps only {@code subsets}. */
  public static SubsetFilter including(Collection<String> subsets) {
    return new SubsetFilter(Set.copyOf(subsets), Set.of());
  }

  /** Returns a filter that keeps all but {@code subsets}. */
  public static SubsetFilter excluding(Collection<String> subsets) {
    return new SubsetFilter(Set.of(), Set.copyOf(subsets));
  }

  @Override
  public boolean test(CorpusEntry entry) {
    return (include.isEmpty() || include.contains(entry.subset()))
        && !exclude.contains(entry.subset());
  }
}
