package dev.ieum.sequences.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.datasets.CorpusFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTableTest {
  private static final Columns VALUE =
      new Columns("value", List.of(), List.of(), List.of(), Optional.empty());

  @TempDir private Path directory;

  private SeriesTable read(String text, Columns columns) throws IOException {
    return SeriesTable.read(Files.writeString(directory.resolve("t.csv"), text), columns);
  }

  private SeriesTable read(String text) throws IOException {
    return read(text, VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "day,value\\n2024-01-01,1.5\\n2024-01-02,-2\\n",
        "\\uFEFF\"day\",\"value\"\\r\\n\"2024-01-01\",\"1.5\"\\r\\n\"2024-01-02\",\"-2\"\\r\\n",
        "day;value\\n01.01.2024;1,5\\n02.01.2024;-2,0\\n",
        "day\\tvalue\\n2024/01/01\\t1.5\\n2024/01/02\\t-2\\n",
        "value,when\\n1.5,20240101\\n-2,20240102\\n",
        "day;value\\n2024년 1월 1일;1.5\\n2024년 1월 2일;-2\\n"
      })
  void read_filesAsPeopleHaveThem_giveTheSameSeries(String text) throws IOException {
    SeriesTable table =
        read(
            text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\uFEFF", "\uFEFF"));
    Series series = table.series().get(0);
    assertArrayEquals(new double[] {1.5, -2}, series.target());
    assertEquals("2024-01-02", table.format().text(series.times()[1]));
    assertEquals(TimeFormat.Form.DATE, table.format().form());
  }

  /** Seconds since 1970 end with the calendar; what is beyond counts something else. */
  @ParameterizedTest
  @CsvSource({"1700000000, 1700003600, EPOCH", "1700000000, 1e300, NUMBER", "NaN, 1, ROWS"})
  void read_numbersAsTimes_areSecondsWhereTheCalendarHasThem(
      String first, String second, TimeFormat.Form form) throws IOException {
    Columns columns = new Columns("v", List.of("t"), List.of(), List.of(), Optional.empty());
    String text = "t,v\n%s,1\n%s,2\n".formatted(first, second);
    if (form == TimeFormat.Form.ROWS) {
      assertThrows(CorpusFormatException.class, () -> read(text, columns));
    } else {
      assertEquals(form, read(text, columns).format().form());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-05T06:30:15Z, 2024-03-05T06:30:15",
    "2024-03-05 06:30, 2024-03-05T06:30",
    "2024-03-05T06:30:00+09:00, 2024-03-04T21:30",
    "2024-03, 2024-03",
    "13/03/2024, 2024-03-13",
    "3/13/2024 5:00, 2024-03-13T05:00",
    "1709620215, 2024-03-05T06:30:15",
    "1709620215000, 2024-03-05T06:30:15"
  })
  void detect_commonForms_areRead(String cell, String text) {
    TimeFormat format = TimeFormat.detect(List.of(cell)).orElseThrow();
    assertEquals(text, format.text(format.read(cell).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234|false|1234",
        "1,234|true|1.234",
        "1.234,5|true|1234.5",
        "1,234.5|false|1234.5",
        "0,5|false|0.5",
        "-1e3|false|-1000"
      })
  void parse_commas_asTheFileMeansThem(String cell, boolean decimalComma, double value) {
    assertEquals(value, NumberText.parse(cell, decimalComma));
  }

  @Test
  void read_partsOfTime_areFoundByTheirNames() throws IOException {
    SeriesTable table = read("No,year,month,day,hour,value\n1,2010,1,1,9,5\n2,2010,1,1,10,NA\n");
    assertEquals(List.of("year", "month", "day", "hour"), table.columns().time());
    assertEquals("2010-01-01T10:00", table.format().text(table.series().get(0).times()[1]));
    assertTrue(Double.isNaN(table.series().get(0).target()[1]));
    assertEquals(1, table.series().get(0).observed());
  }

  @Test
  void read_rowsThatAreMissing_areFilledIn() throws IOException {
    StringBuilder text = new StringBuilder("t,value\n");
    for (int hour = 0; hour < 20; hour++) {
      text.append(hour == 7 ? "" : "2024-01-01 %02d:00,%d\n".formatted(hour, hour));
    }
    Series series = read(text.toString()).series().get(0);
    assertEquals(20, series.length());
    assertTrue(Double.isNaN(series.target()[7]));
    assertEquals(8, series.target()[8]);
  }

  @Test
  void read_weekdays_areNotFilledIn() throws IOException {
    String text = "t,value\n2024-01-04,1\n2024-01-05,2\n2024-01-08,3\n2024-01-09,4\n";
    SeriesTable table = read(text);
    assertEquals(4, table.series().get(0).length());
    assertEquals(TimeStep.Unit.WEEKDAYS, table.step().unit());
    double friday = table.series().get(0).times()[1];
    assertEquals("2024-01-08", table.format().text(table.step().advance(friday, 1)));
  }

  @Test
  void read_months_haveStepsOfTheCalendar() throws IOException {
    SeriesTable table = read("t,value\n2023-12,1\n2024-01,2\n2024-02,3\n2024-04,4\n");
    assertEquals(TimeStep.Unit.MONTHS, table.step().unit());
    assertEquals(5, table.series().get(0).length());
    assertEquals("2024-03", table.format().text(table.series().get(0).times()[3]));
  }

  @Test
  void read_keysInAnyOrder_giveSeriesInTheOrderOfTime() throws IOException {
    Columns keyed = new Columns("value", List.of(), List.of("w"), List.of(), Optional.of("who"));
    SeriesTable table =
        read("who,t,value,w\nb,2024-01-02,2,x\na,2024-01-01,7,y\nb,2024-01-01,1,z\n", keyed);
    assertEquals(List.of("b", "a"), table.series().stream().map(Series::key).toList());
    assertArrayEquals(new double[] {1, 2}, table.series().get(0).target());
    assertArrayEquals(new String[] {"z", "x"}, table.series().get(0).cells().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t,value\\n2024-01-01,1\\n2024-01-02,many\\n | :3: expected a number in column 'value'",
        "t,value\\n2024-01-01,1\\n2024-01-01,2\\n | :3: expected one row for each time",
        "t,value\\n2024-01-01,1,9\\n | :2: expected 2 cells",
        "t,other\\n2024-01-01,1\\n | :1: expected a column 'value', found only [t, other]",
        "t,value\\n | :2: expected a row of values",
        "'' | :1: expected a header row"
      })
  void read_badFiles_nameLineAndRemedy(String text, String message) {
    CorpusFormatException e =
        assertThrows(CorpusFormatException.class, () -> read(text.replace("\\n", "\n")));
    assertTrue(e.getMessage().contains("t.csv" + message), e.getMessage());
  }

  @Test
  void read_timesWrittenInTwoWays_areAnError() {
    Columns timed = new Columns("value", List.of("t"), List.of(), List.of(), Optional.empty());
    CorpusFormatException e =
        assertThrows(
            CorpusFormatException.class, () -> read("t,value\n2024-01-01,1\nyesterday,2\n", timed));
    assertTrue(e.getMessage().contains("t.csv:3: expected a time"), e.getMessage());
  }

  @Test
  void numbers_countsAndTimesAside_areTheColumnsToPredict() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("n.csv"),
            "no,t,name,x\n1,2024-01-01,a,5\n2,2024-01-02,b,3\n3,2024-01-03,c,4\n");
    assertEquals(List.of("x"), SeriesTable.numbers(file));
  }
}
