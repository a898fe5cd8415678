package dev.ieum.core.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A bundle in a zip file, read in place: nothing is unpacked to the disk.
 *
 * <p>Every entry must have a name that a bundle may use, once, and must not swell beyond reason:
 * text and weights never pack a hundredfold, bombs do.
 */
final class ZipFiles implements BundleFiles {
  private static final int MAX_RATIO = 100;
  private static final int ALWAYS_ALLOWED =
      1 << 16; // small files of one byte repeated are harmless

  private final Path file;
  private final ZipFile zip;

  ZipFiles(Path file) throws IOException {
    this.file = file;
    try {
      this.zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw new ModelBundleException(
          file + ": is no zip file, or a damaged one; give a model bundle or fetch it again", e);
    }
  }

  @Override
  public Optional<Set<String>> list() {
    Set<String> names = new TreeSet<>();
    int entries = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      if (++entries > 2 * MAX_FILES) {
        throw bad("holds more than " + 2 * MAX_FILES + " entries");
      }
      String name = entry.getName();
      boolean directory = name.endsWith("/");
      if (!Manifest.isPath(directory ? name.substring(0, name.length() - 1) : name)) {
        throw bad("entry '" + printable(name) + "' has a name that no bundle may use");
      }
      if (!directory && !names.add(name)) {
        throw bad("entry '" + name + "' stands twice");
      }
      if (entry.getSize() > ALWAYS_ALLOWED
          && entry.getSize() / MAX_RATIO > Math.max(entry.getCompressedSize(), 0)) {
        throw bad("entry '" + name + "' unpacks to more than " + MAX_RATIO + " times its size");
      }
    }
    return Optional.of(names);
  }

  private ModelBundleException bad(String what) {
    return new ModelBundleException(
        file + ": " + what + "; fetch the model from a source you trust");
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public InputStream open(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null || entry.isDirectory()) {
      throw new NoSuchFileException(file + "!/" + path);
    }
    // The size that the entry states is its maker's word.
    long most = Math.max(ALWAYS_ALLOWED, MAX_RATIO * entry.getCompressedSize());
    return new FilterInputStream(zip.getInputStream(entry)) {
      private long left = most;

      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
      }

      private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
          throw bad("entry '" + path + "' unpacks to more than " + MAX_RATIO + " times its size");
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
