package dev.ieum.tokenizers.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.tokenizers.entity.EntityLines.Line;
import dev.ieum.tokenizers.entity.EntityLines.Piece;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityLinesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void find_generatedLines_exactlyWhatWasPutIn(String language) {
    Set<EntityKind> seen = EnumSet.noneOf(EntityKind.class);
    List<String> wrong = new ArrayList<>();
    for (Line line : EntityLines.of(11, language, 3_000)) {
      List<Piece> found =
          EntityRecognizer.find(line.text()).stream()
              .map(entity -> new Piece(entity.kind(), entity.in(line.text())))
              .toList();
      if (!found.equals(line.pieces())) {
        wrong.add(line.text() + ": " + line.pieces() + " but found " + found);
      }
      line.pieces().forEach(piece -> seen.add(piece.kind()));
    }
    assertEquals(
        "", wrong.stream().limit(20).collect(Collectors.joining("\n")), wrong.size() + " lines");
    assertTrue(seen.size() >= EntityKind.values().length - 1, seen.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void restore_symbolsInAnyOrder_allEntitiesAreCarriedOver(String language) {
    String target = language.equals("ko") ? "en" : "ko";
    List<Line> lines = EntityLines.of(12, language, 2_000);
    List<String> outputs = new ArrayList<>();
    for (Line line : lines) {
      EntitySymbols symbols =
          EntitySymbols.of(line.text(), EntityRecognizer.find(line.text()), target);
      String words = symbols.text().text();
      outputs.add(symbols.restore(new StringBuilder(words).reverse().toString()));
    }
    EntityLines.check(lines, outputs, target)
        .forEach((kind, count) -> assertEquals(count[1], count[0], kind.toString()));
  }

  @Test
  void check_lostChangedAndDoubledEntities_areCounted() {
    List<Line> lines =
        List.of(
            new Line("1,000원을", List.of(new Piece(EntityKind.MONEY, "1,000원"))),
            new Line("10만 원을", List.of(new Piece(EntityKind.MONEY, "10만 원"))),
            new Line("{a}를", List.of(new Piece(EntityKind.PLACEHOLDER, "{a}"))));
    var counts = EntityLines.check(lines, List.of("1,000,000 won", "100,000 won", "{a}{a}"), "en");
    assertEquals("[1, 2]", java.util.Arrays.toString(counts.get(EntityKind.MONEY)));
    assertEquals("[0, 1]", java.util.Arrays.toString(counts.get(EntityKind.PLACEHOLDER)));
  }
}
