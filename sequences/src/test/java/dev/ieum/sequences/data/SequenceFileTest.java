package dev.ieum.sequences.data;

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

class SequenceFileTest {
  @TempDir private Path directory;

  private SequenceFile file(String name, String text, String... columns) throws IOException {
    Path path = Files.writeString(directory.resolve(name), text);
    return new SequenceFile(
        path,
        column(columns, "sequence"),
        column(columns, "event"),
        column(columns, "key"),
        column(columns, "order"));
  }

  private static Optional<String> column(String[] columns, String kind) {
    for (String column : columns) {
      if (column.startsWith(kind + "=")) {
        return Optional.of(column.substring(kind.length() + 1));
      }
    }
    return Optional.empty();
  }

  @Test
  void characters_lineFeed_isAnEvent() throws IOException {
    List<List<String>> read =
        file("a.jsonl", "{\"t\":\"a\\nb\"}\n{\"t\":\"a\u240ab\"}\n", "sequence=t")
            .read(EventCut.CHARACTERS);
    assertEquals(List.of("a", "\n", "b"), read.get(0));
    assertEquals(read.get(0), read.get(1));
    assertEquals("a\nb", EventCut.CHARACTERS.text(read.get(1)));
  }

  @Test
  void read_linesOrColumns_givesTheSameSequences() throws IOException {
    List<List<String>> expected = List.of(List.of("a", "b", "a"), List.of("c"));
    assertEquals(expected, file("x.txt", "a b  a\n\nc\n").read(EventCut.SPACES));
    assertEquals(
        expected,
        file("x.tsv", "user\titems\n1\ta b a\n2\tc\n", "sequence=items").read(EventCut.SPACES));
    assertEquals(
        expected,
        file("x.jsonl", "{\"s\":[\"a\",\"b\",\"a\"]}\n{\"s\":\"c\"}\n", "sequence=s")
            .read(EventCut.SPACES));
    assertEquals(
        expected,
        file(
                "y.jsonl",
                """
                {"u":1,"e":"a"}
                {"u":2,"e":"c"}
                {"u":1,"e":"b"}
                {"u":1,"e":"a"}
                """,
                "key=u",
                "event=e")
            .read(EventCut.SPACES));
  }

  @Test
  void read_order_numbersBySizeAndEqualOnesAsTheyStand() throws IOException {
    String rows = "u\te\tt\nx\tthird\t10\nx\tfirst\t9\nx\tfourth\t10\nx\tsecond\t9.5\n";
    assertEquals(
        List.of(List.of("first", "second", "third", "fourth")),
        file("x.tsv", rows, "key=u", "event=e", "order=t").read(EventCut.SPACES));
    String dates = "u\te\tt\nx\tb\t2020-02-01\nx\ta\t2019-12-31\n";
    assertEquals(
        List.of(List.of("a", "b")),
        file("y.tsv", dates, "key=u", "event=e", "order=t").read(EventCut.SPACES));
  }

  @Test
  void read_characters_cutsAtCodePoints() throws IOException {
    assertEquals(
        List.of(List.of("가", " ", "😀")), file("x.txt", "가 😀\n").read(EventCut.CHARACTERS));
    assertEquals("가 😀", EventCut.CHARACTERS.text(List.of("가", " ", "😀")));
  }

  @Test
  void read_badRow_namesFileAndLine() throws IOException {
    CorpusFormatException e =
        assertThrows(
            CorpusFormatException.class,
            () -> file("x.tsv", "u\te\n1\ta\n1\n", "key=u", "event=e").read(EventCut.SPACES));
    assertEquals(3, e.line());
    e =
        assertThrows(
            CorpusFormatException.class,
            () -> file("y.tsv", "u\te\n1\ta\n", "key=user", "event=e").read(EventCut.SPACES));
    assertTrue(e.getMessage().contains("a column or field 'user'"), e.getMessage());
  }

  @Test
  void problem_columnsThatContradict_areNamed() throws IOException {
    assertTrue(file("x", "", "event=e").problem().isPresent());
    assertTrue(file("x", "", "event=e", "key=k", "sequence=s").problem().isPresent());
    assertTrue(file("x", "", "sequence=s", "order=t").problem().isPresent());
    assertEquals(Optional.empty(), file("x", "", "event=e", "key=k", "order=t").problem());
  }
}
