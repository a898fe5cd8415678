package dev.ieum.core.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/** Makes one vector of a sequence's states, padding left out: its poolings side by side. */
public final class SequencePooling {
  private final List<Pooling> kinds;
  private final int width;
  private final Projection attentionKeys; // null unless ATTENTION is wanted
  private final Projection attentionQuery;

  /**
   * Declares what attention needs, if it is among {@code kinds}.
   *
   * @param kinds at least one
   * @param width 2H, of a state
   */
  public SequencePooling(ParameterStore store, String name, List<Pooling> kinds, int width) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("poolings = none; allowed: one or more");
    }
    this.kinds = List.copyOf(kinds);
    this.width = width;
    boolean attends = kinds.contains(Pooling.ATTENTION);
    attentionKeys = attends ? new Projection(store, ParameterList.poolingKeys(name, width)) : null;
    attentionQuery =
        attends ? new Projection(store, ParameterList.poolingQuery(name, width)) : null;
  }

  /** Returns the width of the result. */
  public int outputSize() {
    return kinds.size() * width;
  }

  /** Pools {@code encoded} to {@code [B, outputSize]}. */
  public NDArray pool(Encoder.Encoded encoded, SequenceBatch batch) {
    NDList parts = new NDList(kinds.size());
    for (Pooling kind : kinds) {
      parts.add(pool(kind, encoded, batch));
    }
    return parts.size() == 1 ? parts.get(0) : parts.get(0).concat(rest(parts), 1);
  }

  private static NDArray rest(NDList parts) {
    NDArray joined = parts.get(1);
    for (int i = 2; i < parts.size(); i++) {
      joined = joined.concat(parts.get(i), 1);
    }
    return joined;
  }

  private NDArray pool(Pooling kind, Encoder.Encoded encoded, SequenceBatch batch) {
    NDArray states = encoded.states(); // (B, S, 2H)
    return switch (kind) {
      case MAX -> states.add(batch.mask().transpose(0, 2, 1)).max(new int[] {1});
      case MEAN -> batch.mean(states);
      case LAST -> encoded.last();
      case ATTENTION -> {
        NDArray scores = attentionQuery.apply(attentionKeys.apply(states).tanh()); // (B, S, 1)
        NDArray weights = scores.transpose(0, 2, 1).add(batch.mask()).softmax(2); // (B, 1, S)
        yield weights.matMul(states).squeeze(1);
      }
    };
  }
}
