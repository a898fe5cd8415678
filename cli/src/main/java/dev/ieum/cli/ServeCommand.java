package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.UsageException;
import dev.ieum.cli.line.SentimentCommand;
import dev.ieum.cli.line.TranslateCommand;
import dev.ieum.cli.options.ModelOptions;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.server.IeumServer;
import dev.ieum.server.ServedModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ieum serve}: models over HTTP, until a signal ends it. */
@Command(
    name = "serve",
    description = "Answers over HTTP: LibreTranslate's API, an own one, and a page.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Prints its address once it is ready. SIGTERM and Ctrl-C end it when all accepted requests are",
      "answered (0); a second signal ends it at once. See /docs of the server for the API.",
      "Examples: ieum serve",
      "          ieum serve --host 0.0.0.0 --port 8080 --api-keys keys.txt --model translation-ko-en",
    })
final class ServeCommand implements Callable<Integer> {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  @Mixin private ServeOptions options;

  @Option(
      names = "--model",
      paramLabel = "NAME|PATH",
      description =
          "A model of any task; can be repeated, the first of a kind is the default."
              + " Default: all of ieum models list.")
  private List<String> models = List.of();

  @Mixin private ModelOptions computation;

  private final Console console;

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<ModelSource> sources = sources();
    try (IeumServer server = IeumServer.start(options.config(console.err()::println))) {
      SIGNALS.forEach(name -> Signals.register(name, () -> signal(end)));
      if (console.terminal()) {
        console.note("ieum: " + server.uri() + ", opening models");
      }
      server.serve(ServedModels.open(sources, computation.threads(), computation.precision()));
      console.print(List.of(server.uri().toString()));
      end.await();
      if (!server.drain()) {
        console.error("serve: --drain-timeout is over; requests under way were lost; give more");
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Ends the server; a second signal ends the process, by the system's own action. */
  private static void signal(CountDownLatch end) {
    SIGNALS.forEach(Signals::registerDefault);
    end.countDown();
  }

  /**
   * Returns the models asked for, or all that the server has a use for, those first that other
   * commands take by default.
   */
  private List<ModelSource> sources() throws IOException {
    if (!models.isEmpty()) {
      return models.stream().map(ModelSource::resolve).toList();
    }
    List<ModelSource> all = new ArrayList<>();
    for (ModelSource source : ModelSource.onClassPath()) {
      if (ServedModels.serves(ModelBundle.open(source).manifest())) {
        all.add(source);
      }
    }
    List<String> first = List.of(TranslateCommand.DEFAULT_MODEL, SentimentCommand.DEFAULT_MODEL);
    all.sort((a, b) -> Boolean.compare(first.contains(b.name()), first.contains(a.name())));
    if (all.isEmpty()) {
      throw new UsageException("command line: no model on the class path; name one by --model");
    }
    return all;
  }
}
