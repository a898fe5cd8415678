package dev.ieum.sequences.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowReaderTest {
  @Test
  void row_columnsOfLaterRows_areCellsAhead() {
    Columns columns =
        new Columns("y", List.of(), List.of("rain"), List.of("holiday"), Optional.empty());
    RowReader reader = new RowReader(columns, TimeFormat.ROWS, false, 3);
    RowReader.Row row =
        reader.row(
            Map.of("y", "1.5", "rain", "0", "holiday", "no", "holiday+1", "yes", "holiday+3", "no"),
            "-",
            1);
    assertEquals(1.5, row.value());
    assertEquals(3, row.ahead().size());
    assertEquals("yes", row.ahead().get(0).cell(1));
    assertNull(row.ahead().get(0).cell(0));
    assertNull(row.ahead().get(1).cell(1));
    assertEquals("no", row.ahead().get(2).cell(1));
  }
}
