package dev.ieum.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void lines_koreanCells_alignByTheCellsTheyFill() {
    assertEquals(
        List.of("한국어  NNP  고유 명사", "a       NNG  x"),
        new Table().row("한국어", "NNP", "고유 명사").row("a", "NNG", "x").lines());
  }

  @Test
  void lines_wholeNumbers_areGroupedByThousands() {
    assertEquals(List.of("texts  1,234,567  12"), new Table().row("texts", 1_234_567L, 12).lines());
  }
}
