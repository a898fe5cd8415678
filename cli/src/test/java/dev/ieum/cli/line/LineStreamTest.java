package dev.ieum.cli.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.cli.console.ResultOutput;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.datasets.Utf8Lines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineStreamTest {

  private static void run(
      InputStream in, int batchSize, UnaryOperator<List<String>> function, OutputStream out)
      throws IOException {
    ResultOutput output = new ResultOutput(out, "out", false);
    try (LineStream<String> lines = new LineStream<>(source(in), batchSize, String::length)) {
      for (List<String> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
        output.lines(function.apply(batch));
      }
    }
  }

  private static LineStream.Source<String> source(InputStream in) {
    Utf8Lines lines = Utf8Lines.of(in, "in");
    return () -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
  }

  private static String run(byte[] in, int batchSize, UnaryOperator<List<String>> function)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run(new ByteArrayInputStream(in), batchSize, function, out);
    return out.toString(UTF_8);
  }

  @Test
  void run_anyText_aLineOutForEveryLineInInOrder() throws IOException {
    String text =
        "\n".repeat(10_000)
            + "가".repeat(350_000) // 1 MB
            + "\n\u1112\u1161\u11ab\n😀👩‍👩‍👧\n\u2028\u0085\n"
            + String.join("\n", IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
    assertEquals(text + "\n", run(text.getBytes(UTF_8), 64, UnaryOperator.identity()));
  }

  @Test
  void run_manyLines_batchesAreBounded() throws IOException {
    AtomicInteger seen = new AtomicInteger();
    run(
        "x\n".repeat(100).getBytes(UTF_8),
        7,
        lines -> {
          assertTrue(lines.size() <= 7);
          seen.addAndGet(lines.size());
          return lines;
        });
    assertEquals(100, seen.get());
  }

  @Test
  void run_lineThatIsNotUtf8_stopsAfterTheLinesBeforeItAreWritten() {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes("a\nb\n".getBytes(UTF_8));
    in.write(0xFF);
    in.writeBytes("\nd\n".getBytes(UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CorpusFormatException e =
        assertThrows(
            CorpusFormatException.class,
            () ->
                run(new ByteArrayInputStream(in.toByteArray()), 2, UnaryOperator.identity(), out));
    assertEquals(3, e.line());
    assertEquals("a\nb\n", out.toString(UTF_8));
  }

  @Test
  void run_personTypes_eachAnswerComesBeforeTheNextLine() throws IOException {
    PipedOutputStream typed = new PipedOutputStream(); // closed to end the run
    try (PipedInputStream in = new PipedInputStream(typed);
        PipedInputStream seen = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(seen)) {
      Thread program =
          new Thread(
              () -> {
                try {
                  run(in, 64, UnaryOperator.identity(), out);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      program.start();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            for (String line : List.of("one", "둘", "three")) {
              typed.write((line + "\n").getBytes(UTF_8));
              typed.flush();
              assertEquals(
                  line + "\n",
                  new String(seen.readNBytes((line + "\n").getBytes(UTF_8).length), UTF_8));
            }
            typed.close();
            program.join();
          });
    }
  }

  @Test
  void run_closedPipe_endsAtOnceThoughInputNeverEnds() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '\n';
          }
        };
    OutputStream closing =
        new OutputStream() {
          private int left = 1;

          @Override
          public void write(int b) throws IOException {
            if (left-- == 0) {
              throw new IOException("Broken pipe");
            }
          }
        };
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThrows(
                ResultOutput.ClosedPipeException.class,
                () -> run(endless, 8, UnaryOperator.identity(), closing)));
  }

  @Test
  void run_failureOfTheFunction_isPassedOnAndResultsBeforeItAreWritten() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                run(
                    new ByteArrayInputStream("a\nb\n".getBytes(UTF_8)),
                    1,
                    lines -> {
                      if (lines.contains("b")) {
                        throw new IllegalStateException("at 2");
                      }
                      return lines;
                    },
                    out));
    assertEquals("at 2", e.getMessage());
    assertEquals("a\n", out.toString(UTF_8));
  }

  @Test
  void run_slowFunction_readsAheadOnlyABatch() throws IOException {
    AtomicInteger read = new AtomicInteger();
    InputStream counted =
        new InputStream() {
          @Override
          public int read() {
            return read.incrementAndGet() > 2_000 ? -1 : '\n';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int value = read();
            bytes[offset] = (byte) value;
            return value < 0 ? -1 : 1;
          }
        };
    AtomicInteger done = new AtomicInteger();
    run(
        counted,
        10,
        lines -> {
          // The batch in hand, a batch waiting, and one line in the reader's hand.
          int most = done.getAndAdd(lines.size()) + 10 + 10 + 2;
          assertTrue(read.get() <= most, read + " read, at most " + most);
          return lines;
        },
        OutputStream.nullOutputStream());
  }
}
