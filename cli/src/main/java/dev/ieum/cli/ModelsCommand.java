package dev.ieum.cli;

import dev.ieum.cli.console.Console;
import dev.ieum.cli.console.LineProgress;
import dev.ieum.cli.console.Table;
import dev.ieum.core.bundle.Manifest;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelBundleException;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.core.bundle.Provenance;
import dev.ieum.core.bundle.ReportedScore;
import dev.ieum.core.config.EnumWords;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ieum models}: which models there are, and what one is. */
@Command(
    name = "models",
    description = "Lists the models that come with the program, or shows one.",
    synopsisSubcommandLabel = "(list | show)",
    mixinStandardHelpOptions = true)
final class ModelsCommand extends Commands.Group {
  private final Console console;

  ModelsCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = "Lists the models: name, task, languages, size, licence of their data.",
      mixinStandardHelpOptions = true)
  int list() throws IOException {
    Table table = new Table();
    for (ModelSource source : ModelSource.onClassPath()) {
      try {
        Manifest manifest = ModelBundle.open(source).manifest();
        table.row(
            source.name(),
            EnumWords.of(manifest.task()),
            String.join("-", manifest.languages()),
            size(manifest),
            manifest.dataLicence());
      } catch (ModelBundleException e) {
        table.row(source.name(), "unusable: " + e.getMessage());
      }
    }
    return print(table.lines());
  }

  @Command(
      name = "show",
      description = "Shows where a model comes from, what it reached, and its card.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(
              paramLabel = "NAME|PATH",
              description = "A name of the list, or the directory or zip file of a model.")
          String name)
      throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelSource.resolve(name));
    List<String> lines = new ArrayList<>(describe(bundle));
    bundle.card().lines().forEach(lines::add);
    return print(lines);
  }

  static String size(Manifest manifest) {
    long bytes = manifest.files().values().stream().mapToLong(Manifest.FileEntry::bytes).sum();
    return "%.1f MB".formatted(bytes / 1e6);
  }

  private static List<String> describe(ModelBundle bundle) {
    Manifest manifest = bundle.manifest();
    Provenance provenance = manifest.provenance();
    Table table = new Table();
    table.row("name", manifest.name());
    table.row("place", bundle.source().place());
    table.row("task", EnumWords.of(manifest.task()));
    table.row("languages", String.join(" to ", manifest.languages()));
    table.row("size", size(manifest));
    manifest.tokenizers().forEach((role, spec) -> table.row("tokenizer " + role, spec.toString()));
    manifest
        .vocabularies()
        .forEach(
            (role, file) ->
                table.row("vocabulary " + role, bundle.vocabulary(role).size() + " tokens"));
    table.row("network", manifest.network().toString());
    table.row("data licence", manifest.dataLicence());
    for (ReportedScore score : manifest.scores()) {
      table.row("score", "%s: %s = %.2f".formatted(score.test(), score.signature(), score.value()));
    }
    table.row(
        "trained",
        "%s, %,d updates in %s, seed %d"
            .formatted(
                provenance.started(),
                provenance.updates(),
                LineProgress.clock(Duration.ofMillis(provenance.durationMillis())),
                provenance.seed()));
    table.row("trained by", provenance.command());
    table.row(
        "trained with",
        "ieum %s, %s, %s, %s"
            .formatted(
                provenance.toolkit(),
                provenance.engine(),
                provenance.java(),
                provenance.platform()));
    provenance
        .corpora()
        .forEach(
            corpus ->
                table.row(
                    "trained on",
                    "%s, %d lines, SHA-256 %s"
                        .formatted(corpus.name(), corpus.lines(), corpus.sha256())));
    return table.row("").lines();
  }

  private int print(List<String> lines) throws IOException {
    console.print(lines.stream().map(Console::visible).toList()); // cards may come from anywhere
    return CommandLine.ExitCode.OK;
  }
}
