package dev.ieum.tokenizers.entity;

import java.util.ArrayList;
import java.util.List;

/** An element, or a point when it was never closed. Mutable while a sentence is read. */
final class MarkupNode {
  private final String open;
  private final int begin;
  private final boolean gluedLeft;
  private final boolean gluedRight;
  private final List<MarkupNode> children = new ArrayList<>();
  private String close = "";
  private int end = -1;

  private MarkupNode(String open, int begin, boolean gluedLeft, boolean gluedRight) {
    this.open = open;
    this.begin = begin;
    this.gluedLeft = gluedLeft;
    this.gluedRight = gluedRight;
  }

  static MarkupNode point(String tag, int at, boolean gluedLeft, boolean gluedRight) {
    return new MarkupNode(tag, at, gluedLeft, gluedRight);
  }

  void close(String tag, int at) {
    close = tag;
    end = at;
  }

  boolean isPoint() {
    return end < 0;
  }

  String open() {
    return open;
  }

  String close() {
    return close;
  }

  int begin() {
    return begin;
  }

  /** Where its range ends; a point's is empty. */
  int end() {
    return isPoint() ? begin : end;
  }

  boolean gluedLeft() {
    return gluedLeft;
  }

  boolean gluedRight() {
    return gluedRight;
  }

  List<MarkupNode> children() {
    return children;
  }
}
