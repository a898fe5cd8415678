package dev.ieum.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The benchmarks run and print figures; what the figures are is not tested. */
class SmokeTest {

  private interface Program {
    void main(String[] args) throws Exception;
  }

  private static JsonObject run(Program program, String... args) throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      program.main(args);
    } finally {
      System.setOut(usual);
    }
    return JsonParser.parseString(printed.toString(StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static String sample(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("samples"))) {
      root = root.getParent();
    }
    return root.resolve("samples").resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "all"})
  void translationRun_sample_printsRates(String kind) throws Exception {
    JsonObject figures =
        run(TranslationRun::main, "translation-en-de", sample("captions.en.txt"), "1", "1", kind);
    assertTrue(figures.get("sent_s").getAsDouble() > 0, figures::toString);
    assertTrue(figures.get("words_s").getAsDouble() > 0, figures::toString);
  }

  @Test
  void compare_help_namesEveryCase() {
    String help = new CommandLine(new Compare()).getUsageMessage();
    for (CompareOptions.Case kind : CompareOptions.Case.values()) {
      assertTrue(help.toLowerCase().contains(kind.name().toLowerCase()), kind + " in " + help);
    }
    assertEquals(2, new CommandLine(new Compare()).execute("--no-such-option"));
  }

  @Test
  void jmh_listOfBenchmarks_isGenerated() {
    assertNotNull(SmokeTest.class.getResource("/META-INF/BenchmarkList"));
  }
}
