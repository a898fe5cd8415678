package dev.ieum.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.core.bundle.ModelBundleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortlistTest {
  private static final Shortlist SHORTLIST =
      new Shortlist(new int[] {3, 8}, new int[][] {{}, {}, {}, {}, {9, 5}, {5, 6, 1}}, 10);

  @Test
  void of_source_holdsEachIdOnceInOrderAndNothingForbidden() {
    assertArrayEquals(new int[] {3, 5, 6, 8, 9}, SHORTLIST.of(new int[] {5, 4, 5, 3}));
    assertArrayEquals(new int[] {3, 8}, SHORTLIST.of(new int[] {3}));
  }

  @Test
  void read_whatWasWritten_offersTheSame() throws IOException {
    Shortlist read = read(String.join("\n", SHORTLIST.lines()) + "\n");
    assertEquals(SHORTLIST.lines(), read.lines());
    assertArrayEquals(SHORTLIST.of(new int[] {4, 5}), read.of(new int[] {4, 5}));
  }

  @ParameterizedTest
  @CsvSource({"3|4|5, lines = 3", "3|||||4 10|5, :6: id 10", "3|||||4  7|5, :6:", "3|||||x|5, :6:"})
  void read_doesNotFit_saysWhere(String lines, String message) {
    ModelBundleException e =
        assertThrows(ModelBundleException.class, () -> read(lines.replace('|', '\n') + "\n"));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static Shortlist read(String text) throws IOException {
    return Shortlist.read(new BufferedReader(new StringReader(text)), 6, 10);
  }
}
