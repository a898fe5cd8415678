package dev.ieum.seq2seq.model;

import ai.djl.ndarray.NDArray;

/**
 * What the decoder may look at: an encoded batch.
 *
 * @param states {@code [B, S, M]}
 * @param keys {@code [B, H, S]}, the states as attention compares them; a scalar placeholder when
 *     the network has no attention
 * @param mask {@code [B, 1, S]}, 0 or -1e9
 * @param last {@code [B, M]}, the encoder's final state
 */
public record Memory(NDArray states, NDArray keys, NDArray mask, NDArray last) {

  /** Returns B. */
  public long size() {
    return last.getShape().get(0);
  }
}
