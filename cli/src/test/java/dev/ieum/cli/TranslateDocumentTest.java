package dev.ieum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents on the command line, translated by the bundled model. */
class TranslateDocumentTest {
  private static final String SRT =
      "\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>이 단어는</i>\r\n무슨 뜻이에요?\r\n";

  @TempDir Path dir;

  @Test
  void srt_byItsName_keepsMarkNumbersTimesAndLineEnds() throws IOException {
    Path file = Files.writeString(dir.resolve("a.srt"), SRT);
    CliRun run = CliRun.of("translate", file.toString());
    assertEquals("", run.err());
    assertEquals(
        "\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\n",
        run.out().substring(0, run.out().indexOf("2,500") + 7));
    String text = run.out().substring(run.out().indexOf("2,500") + 7);
    assertEquals(
        "What does this word mean?", text.replaceAll("</?i>", "").replaceAll("\r\n", " ").strip());
    assertTrue(text.contains("<i>") && text.contains("</i>"), text);
    assertEquals(2, text.lines().count(), text);
  }

  @Test
  void encoding_ofTheInput_isReadAndUtf8Written() throws IOException {
    Path file = dir.resolve("a.srt");
    Files.write(file, SRT.substring(1).getBytes(Charset.forName("x-windows-949")));
    CliRun bad = CliRun.of("translate", file.toString());
    assertEquals(2, bad.exitCode());
    assertTrue(bad.err().contains(file + ":3: ") && bad.err().contains("CP949"), bad.err());
    CliRun run = CliRun.of("translate", "--encoding", "CP949", file.toString());
    assertEquals("", run.err());
    assertTrue(run.out().contains("word"), run.out());
  }

  @Test
  void html_option_keepsTagsCodeAndAttributes() {
    String html =
        "<p title=\"제목\">이 <b class='x'>단어</b>는 무슨 뜻이에요?</p><code>코드</code>"
            + "<p translate=\"no\">이음</p>";
    CliRun run = CliRun.withInput(html, "translate", "--html");
    assertEquals("", run.err());
    assertEquals(
        "<p title=\"제목\">What does this <b class='x'>word</b> mean?</p><code>코드</code>"
            + "<p translate=\"no\">이음</p>",
        run.out());
    assertEquals(
        "<b>What does this word mean?</b>\n",
        CliRun.of("translate", "--html", "--text", "<b>이 단어는 무슨 뜻이에요?</b>").out());
  }

  @Test
  void inputFormatText_readsLines() throws IOException {
    Path file = Files.writeString(dir.resolve("a.md"), "# 이 단어는 무슨 뜻이에요?\n");
    String lines = CliRun.of("translate", "--input-format", "text", file.toString()).out();
    String document = CliRun.of("translate", file.toString()).out();
    assertEquals(1, lines.lines().count());
    assertEquals("# What does this word mean?\n", document);
    assertNotEquals("", lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nbest 3 --format jsonl|a document with options of lines",
        "--raw|--raw with a document",
        "--html --document po|--html with --document = po",
        "--field text --document md|md",
        "--document html b.txt|several inputs",
      })
  void options_thatDoNotFit_areUsageErrors(String options, String message) throws IOException {
    Path file = Files.writeString(dir.resolve("a.srt"), SRT);
    CliRun run = CliRun.of(("translate " + file + " " + options).split(" ", -1));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(message), run.err());
    assertEquals("", run.out());
  }

  @Test
  void structure_thatIsWrong_isAnErrorAndWritesNothing() throws IOException {
    Path file = Files.writeString(dir.resolve("a.po"), "msgid \"가\"\nmsgid \"나\"\n");
    Path output = Files.writeString(dir.resolve("out.po"), "kept");
    CliRun run = CliRun.of("translate", file.toString(), "--output", output.toString());
    assertEquals(2, run.exitCode());
    assertEquals(
        "ieum: " + file + ":2: expected msgstr after msgid, found msgid; check it with msgfmt -c\n",
        run.err());
    assertEquals("kept", Files.readString(output, UTF_8));
  }

  @Test
  void html_fromAPipe_isRead() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Ieum.class.getName(),
                "translate",
                "--html",
                "--model",
                TinyModel.bundle().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("<p>안녕</p>".getBytes(UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(out.startsWith("<p>") && out.endsWith("</p>"), out);
  }
}
