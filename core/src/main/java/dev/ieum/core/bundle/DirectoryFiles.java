package dev.ieum.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A bundle that is a directory; links inside it are not followed. */
final class DirectoryFiles implements BundleFiles {
  private static final int MAX_DEPTH = 10;

  private final Path root;

  /** Opens a directory, or what a link to one names. */
  DirectoryFiles(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  @Override
  public Optional<Set<String>> list() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(root, MAX_DEPTH)) {
      for (Iterator<Path> paths = tree.iterator(); paths.hasNext(); ) {
        Path path = paths.next();
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new ModelBundleException(
              path + ": is a link or no file; put the file itself there");
        }
        names.add(
            root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/"));
        if (names.size() > MAX_FILES) {
          throw new ModelBundleException(
              "%s: holds more than %d files; give the directory of one model"
                  .formatted(root, MAX_FILES));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // the stream wraps what the walk met
    }
    return Optional.of(names);
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = root.resolve(path);
    // Reading the attributes tells a file that is not there from one that may not be read.
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isRegularFile()) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.newInputStream(file);
  }
}
