package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.Table;
import dev.ieum.cli.line.TranslateCommand;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.inference.FusedMultiplyAdd;
import dev.ieum.core.runtime.EngineClasses;
import dev.ieum.core.runtime.EngineMissingException;
import dev.ieum.core.runtime.Int8Library;
import dev.ieum.core.runtime.NativeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ieum doctor}: what works on this machine, and what to do about what does not. */
@Command(
    name = "doctor",
    description = "Checks what works on this machine, and says what to do about what does not.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 translation works, 1 it does not. Notes name what else is missing.",
    })
final class DoctorCommand implements Callable<Integer> {
  /** What the native library fills when it is unpacked, the first time it is used. */
  private static final long UNPACKED_BYTES = 450_000_000L;

  private static final int LEAST_JAVA = 17;
  private static final long LEAST_HEAP_BYTES = 500_000_000L;

  /** How a check ended. */
  private enum Verdict {
    OK,
    NOTE,
    FAIL
  }

  @Option(
      names = "--prepare",
      description = "First create the class archive for fast starts, as in a container image.")
  private boolean prepare; // the launcher makes it, before Java starts

  private final Console console;
  private final Table table = new Table();
  private boolean failed;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkJava();
    checkProcessor();
    checkMemory();
    checkArchive();
    checkCache();
    checkEngine();
    checkInt8();
    checkModels();
    checkData();
    console.print(table.lines());
    return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private void add(Verdict verdict, String what, String finding) {
    table.row(EnumWords.of(verdict), what, finding);
    failed |= verdict == Verdict.FAIL;
  }

  private void add(boolean good, Verdict otherwise, String what, String finding, String remedy) {
    add(good ? Verdict.OK : otherwise, what, good ? finding : finding + "; " + remedy);
  }

  private void checkJava() {
    add(
        Runtime.version().feature() >= LEAST_JAVA,
        Verdict.FAIL,
        "Java",
        "%s %s, %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("java.home")),
        "install JDK 17 or newer, or set JAVA_HOME");
    add(
        Verdict.OK,
        "system",
        "%s %s, %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  private void checkProcessor() {
    add(
        FusedMultiplyAdd.isAvailable(),
        Verdict.NOTE,
        "processor",
        FusedMultiplyAdd.isAvailable()
            ? "fused multiply-add is used"
            : "no fused multiply-add: products and sums in its place",
        "about a tenth slower; results in floats may differ in their last digits");
  }

  private void checkArchive() {
    String archive = System.getProperty("ieum.archive", "none");
    boolean there = !archive.equals("none") && Files.isRegularFile(Path.of(archive));
    add(
        there,
        prepare ? Verdict.FAIL : Verdict.NOTE,
        "quick starts",
        there ? "archive of classes " + archive : "no archive of classes",
        "the first run makes one in the background, or ieum doctor --prepare at once; IEUM_CACHE"
            + " names its directory");
  }

  private void checkMemory() {
    long heap = Runtime.getRuntime().maxMemory();
    add(
        heap >= LEAST_HEAP_BYTES,
        Verdict.NOTE,
        "memory",
        "Java may use %s; the engine takes more beside it".formatted(megabytes(heap)),
        "training wants more: set IEUM_OPTS=-Xmx2g");
  }

  private void checkCache() {
    Path cache = engineCache();
    Path existing = cache;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long free = existing.toFile().getUsableSpace();
    boolean unpacked = Files.isDirectory(cache.resolve("pytorch"));
    String finding =
        "%s, %s, %s free"
            .formatted(
                cache,
                unpacked ? "holds the unpacked library" : "empty until the first use",
                megabytes(free));
    add(
        Files.isWritable(existing) && (unpacked || free > UNPACKED_BYTES),
        Verdict.NOTE,
        "cache",
        finding,
        "training needs a writable directory with %s; name one by DJL_CACHE_DIR"
            .formatted(megabytes(UNPACKED_BYTES)));
  }

  private Path engineCache() {
    String named = console.environment().getOrDefault("DJL_CACHE_DIR", "");
    return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".djl.ai") : Path.of(named);
  }

  private void checkEngine() {
    if (!EngineClasses.present()) {
      add(
          Verdict.NOTE,
          "engine",
          "none in this program; only training needs it: use the archive that has it");
      return;
    }
    try {
      add(Verdict.OK, "engine", NativeRuntime.version() + " on the processor, no network used");
    } catch (EngineMissingException e) {
      String reason = String.valueOf(e.getMessage()).replaceAll("\\R", " ");
      add(Verdict.NOTE, "engine", "only training needs it: " + reason);
    }
  }

  private void checkInt8() throws IOException {
    try {
      Int8Library.await();
      add(Verdict.OK, "int8", Int8Library.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the native library", e);
    }
  }

  private void checkModels() throws IOException {
    List<ModelSource> sources = ModelSource.onClassPath();
    if (sources.isEmpty()) {
      add(Verdict.FAIL, "models", "none come with this build; train one and name it by --model");
    }
    for (ModelSource source : sources) {
      try {
        String size = ModelsCommand.size(ModelBundle.open(source).manifest());
        add(Verdict.OK, "model", source.name() + ", " + size + ", every checksum right");
      } catch (ModelBundleException e) {
        boolean needed = source.name().equals(TranslateCommand.DEFAULT_MODEL);
        add(needed ? Verdict.FAIL : Verdict.NOTE, "model", String.valueOf(e.getMessage()));
      }
    }
  }

  private void checkData() {
    String directory = console.environment().getOrDefault("IEUM_DATA", "");
    add(
        !directory.isEmpty() && Files.isDirectory(Path.of(directory)),
        Verdict.NOTE,
        "corpora",
        directory.isEmpty() ? "IEUM_DATA is not set" : "IEUM_DATA = " + directory,
        "only training and evaluating on named corpora need it: ieum datasets list");
  }

  private static String megabytes(long bytes) {
    return "%,d MB".formatted(bytes / 1_000_000);
  }
}
