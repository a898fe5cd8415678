package dev.ieum.datasets.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The corpora that may lie beside the repository. */
final class SharedData {

  private SharedData() {}

  /** Returns their directory; a test that asks is skipped, with a reason, where there is none. */
  static Path directory() {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    assumeTrue(root != null, "not run inside the repository");
    Path data = root.resolveSibling("shared").resolve("data");
    assumeTrue(Files.isDirectory(data), "no corpora at " + data);
    return data;
  }
}
