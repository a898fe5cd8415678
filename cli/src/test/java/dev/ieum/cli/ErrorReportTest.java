package dev.ieum.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.cli.console.ResultOutput;
import dev.ieum.cli.console.UsageException;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.config.ConfigException;
import dev.ieum.datasets.CorpusFormatException;
import dev.ieum.tokenizers.TokenizerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  private static void assertReport(int exitCode, String line, boolean traced, Throwable failure) {
    assertEquals(new ErrorReport(exitCode, Optional.of(line), traced), ErrorReport.of(failure));
  }

  @Test
  void of_whatTheUserAsked_isTwo() {
    assertReport(2, "a", false, new UsageException("a"));
    assertReport(2, "a b", false, new ConfigException("a\nb"));
    assertReport(2, "a", false, new ModelBundleException("a"));
    assertReport(2, "a", false, new TokenizerException("a"));
    assertReport(2, "f:3: expected x, found y", false, new CorpusFormatException("f", 3, "x", "y"));
    assertReport(2, "f: no such file; check the path", false, new NoSuchFileException("f"));
    assertReport(2, "f: why", false, new NoSuchFileException("f", null, "why"));
  }

  @Test
  void of_whatTheMachineFailed_isOne() {
    assertReport(1, "f: permission denied", false, new AccessDeniedException("f"));
    assertReport(1, "full", false, new IOException("full"));
    assertReport(1, "full", false, new UncheckedIOException(new IOException("full")));
    assertReport(
        1,
        "memory: exhausted; give more by IEUM_OPTS=-Xmx4g or use fewer --threads",
        false,
        new OutOfMemoryError());
  }

  @Test
  void of_ourOwnFault_isOneWithTrace() {
    assertReport(
        1,
        "ieum failed: java.lang.IllegalStateException: bug",
        true,
        new IllegalStateException("bug"));
  }

  @Test
  void of_closedPipe_isNothing() {
    assertEquals(
        new ErrorReport(0, Optional.empty(), false),
        ErrorReport.of(new ResultOutput.ClosedPipeException(new IOException("Broken pipe"))));
  }
}
