package dev.ieum.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Files that come with the program, beside the class that reads them. Stateless. */
public final class Resource {
  private Resource() {}

  /** Returns a file's text. */
  public static String text(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** Returns the texts of a properties file by their keys. */
  public static Properties properties(Class<?> beside, String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(beside, file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
    return properties;
  }
}
