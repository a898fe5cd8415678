package dev.ieum.core.bundle;

import dev.ieum.core.config.NearestWord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a model bundle lies: a directory, a zip file, the class path, or memory.
 *
 * <p>Models on the class path stand under {@code META-INF/ieum/models/NAME/}; every {@code
 * META-INF/ieum/models.index} names some, one a line. Merging of jars keeps one index of many, so a
 * model is found by its name without any; the models that this project publishes are listed without
 * one, too. Both the context class loader of the thread and that of this class are asked: threads
 * of pools and containers often have a context that knows nothing of the application. Immutable.
 */
public final class ModelSource {
  private static final String INDEX = "META-INF/ieum/models.index";
  private static final String MODELS = "META-INF/ieum/models/";
  private static final List<String> PUBLISHED =
      List.of(
          "translation-ko-en",
          "translation-en-ko",
          "translation-en-de",
          "sentiment-ko",
          "sentiment-en",
          "next-chess",
          "forecast-temperature",
          "digits-en",
          "chat-ko");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  /** Opens the files; each call opens them again. */
  private interface Opener {
    BundleFiles open() throws IOException;
  }

  private final String name;
  private final String place;
  private final Opener opener;

  private ModelSource(String name, String place, Opener opener) {
    this.name = name;
    this.place = place;
    this.opener = opener;
  }

  /**
   * Finds a model by its name on the class path, else by its path; write {@code ./NAME} for a
   * directory that is called like a known model.
   *
   * @throws ModelBundleException when there is neither; the message lists the known names
   */
  public static ModelSource resolve(String nameOrPath) {
    Objects.requireNonNull(nameOrPath, "nameOrPath");
    if (nameOrPath.matches(NAME) && manifest(nameOrPath).isPresent()) {
      return onClassPath(nameOrPath);
    }
    List<String> known = namesOnClassPath();
    if (known.contains(nameOrPath)) {
      return onClassPath(nameOrPath); // an index without the files
    }
    try {
      Path path = Path.of(nameOrPath);
      if (!nameOrPath.isBlank() && isThere(path)) {
        return of(path);
      }
    } catch (InvalidPathException e) {
      throw unknown(nameOrPath, known, e);
    }
    throw unknown(nameOrPath, known, null);
  }

  /**
   * Returns the bundle in a directory or zip file.
   *
   * @throws ModelBundleException when there is no such file
   */
  public static ModelSource of(Path path) {
    if (!isThere(path)) {
      throw new ModelBundleException(
          path + ": no such file; give the directory or zip file of a model");
    }
    Path file = path.toAbsolutePath().normalize().getFileName();
    String name = file == null ? path.toString() : file.toString();
    if (Files.isDirectory(path) || !Files.exists(path)) {
      return new ModelSource(name, path.toString(), () -> new DirectoryFiles(whole(path)));
    }
    if (!Files.isRegularFile(path)) {
      throw new ModelBundleException(
          path + ": is a pipe or device; give the directory or zip file of a model");
    }
    return new ModelSource(
        name.replaceFirst("\\.zip$", ""), path.toString(), () -> new ZipFiles(path));
  }

  /**
   * Returns a bundle in memory, such as one that came over a network; opening it verifies it.
   *
   * @param name what errors call it
   * @param files the bytes of each file by its path in the bundle; not copied
   */
  public static ModelSource of(String name, Map<String, byte[]> files) {
    Map<String, byte[]> all = Map.copyOf(files);
    return new ModelSource(name, "memory", () -> new MemoryFiles(all));
  }

  /** Returns the models that the class path's indices name, in the order of their names. */
  public static List<ModelSource> onClassPath() {
    return namesOnClassPath().stream().map(ModelSource::onClassPath).toList();
  }

  /** Returns the name: as on the class path, or the directory's or zip file's. */
  public String name() {
    return name;
  }

  /** Returns where the model lies: a path, {@code class path} or {@code memory}. */
  public String place() {
    return place;
  }

  /** Returns what errors call the model. */
  @Override
  public String toString() {
    return place.equals("class path") || place.equals("memory") ? "model " + name : place;
  }

  BundleFiles open() throws IOException {
    return opener.open();
  }

  private static boolean isThere(Path path) {
    return Files.exists(whole(path));
  }

  /** A reader between the two renames of a writer finds the tree that is being replaced. */
  private static Path whole(Path path) {
    return Files.exists(path) ? path : AtomicFiles.previous(path).orElse(path);
  }

  private static ModelBundleException unknown(
      String nameOrPath, List<String> known, InvalidPathException cause) {
    String advice =
        NearestWord.find(nameOrPath, known).map(word -> "did you mean " + word + "? ").orElse("");
    if (PUBLISHED.contains(nameOrPath)) {
      advice = "add dev.ieum:ieum-model-" + nameOrPath + " to the class path; ";
    }
    String names = known.isEmpty() ? "none on the class path" : String.join(", ", known);
    return new ModelBundleException(
        "model '%s': neither a known model nor an existing path; %sknown: %s; give one of these, or the directory or zip file of a model"
            .formatted(nameOrPath, advice, names),
        cause);
  }

  private static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
    loaders.add(ModelSource.class.getClassLoader());
    return loaders;
  }

  private static Optional<URL> manifest(String name) {
    return loaders().stream()
        .map(loader -> loader.getResource(MODELS + name + "/" + Manifest.FILE))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static ModelSource onClassPath(String name) {
    Optional<URL> manifest = manifest(name);
    return new ModelSource(name, "class path", () -> onClassPath(name, manifest));
  }

  /** Fails on opening only: one broken jar must not keep the other models from being listed. */
  private static BundleFiles onClassPath(String name, Optional<URL> manifest) {
    return new ClassPathFiles(
        manifest.orElseThrow(
            () ->
                new ModelBundleException(
                    "model %s: an index on the class path names it, but its files are missing; add"
                            .formatted(name)
                        + " its jar")));
  }

  private static List<String> namesOnClassPath() {
    TreeSet<String> names = new TreeSet<>();
    try {
      Set<URI> indices = new LinkedHashSet<>();
      for (ClassLoader loader : loaders()) {
        for (URL index : Collections.list(loader.getResources(INDEX))) {
          indices.add(URI.create(index.toString()));
        }
      }
      for (URI index : indices) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(index.toURL().openStream(), StandardCharsets.UTF_8))) {
          lines.lines().map(String::strip).filter(line -> line.matches(NAME)).forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read", e);
    }
    PUBLISHED.stream().filter(name -> manifest(name).isPresent()).forEach(names::add);
    return List.copyOf(names);
  }
}
