package dev.ieum.core.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;

/** The files of a bundle, wherever they lie. Not thread-safe; use one per thread. */
interface BundleFiles extends Closeable {
  /** More files than any bundle has. */
  int MAX_FILES = 1_000;

  /**
   * Returns the relative paths of all files, or nothing where files cannot be listed.
   *
   * @throws ModelBundleException when there is something that no bundle holds, such as a link
   */
  Optional<Set<String>> list() throws IOException;

  /**
   * Opens a file.
   *
   * @throws NoSuchFileException when there is none of that name
   */
  InputStream open(String path) throws IOException;

  @Override
  default void close() throws IOException {}
}
