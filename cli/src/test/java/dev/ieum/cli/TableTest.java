package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  @Test
  void lines_koreanCells_alignByTheCellsTheyFill() {
    assertEquals(
        List.of("한국어  NNP  고유 명사", "a       NNG  x"),
        new Table().row("한국어", "NNP", "고유 명사").row("a", "NNG", "x").lines());
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "한글, 4", "\u1112\u1161\u11ab, 2", "e\u0301, 1", "😀, 2", "ㅋㅋ, 4"})
  void width_countsTerminalCells(String text, int cells) {
    assertEquals(cells, Table.width(text));
  }
}
