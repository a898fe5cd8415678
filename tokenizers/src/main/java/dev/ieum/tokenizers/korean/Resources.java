package dev.ieum.tokenizers.korean;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text files that lie beside the classes. */
final class Resources {
  private Resources() {}

  static BufferedReader open(String name) throws IOException {
    InputStream stream = Resources.class.getResourceAsStream(name);
    if (stream == null) {
      throw new FileNotFoundException("resource " + name + " is missing from the jar");
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** Returns the lines that say something: neither empty nor a comment. */
  static List<String> lines(String name) throws IOException {
    try (BufferedReader reader = open(name)) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
