package dev.ieum.core.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;

/** A bundle on the class path: all its files come from the place of its {@code model.json}. */
record ClassPathFiles(URL manifest) implements BundleFiles {

  /** A class path cannot be listed; what the manifest does not name is never read. */
  @Override
  public Optional<Set<String>> list() {
    return Optional.empty();
  }

  @Override
  public InputStream open(String path) throws IOException {
    try {
      return new URL(manifest, path).openStream(); // bundle paths need no escaping
    } catch (FileNotFoundException e) {
      NoSuchFileException missing = new NoSuchFileException(path);
      missing.initCause(e);
      throw missing;
    }
  }
}
