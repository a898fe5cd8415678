package dev.ieum.core.bundle;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bundle in memory. */
record MemoryFiles(Map<String, byte[]> files) implements BundleFiles {

  @Override
  public Optional<Set<String>> list() {
    return Optional.of(files.keySet());
  }

  @Override
  public InputStream open(String path) throws NoSuchFileException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(bytes);
  }
}
