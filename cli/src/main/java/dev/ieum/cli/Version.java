package dev.ieum.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Says which build runs, with which libraries, on which Java; Maven writes them when it builds. */
final class Version implements IVersionProvider {
  private static final int COMMIT_DIGITS = 12;

  @Override
  public String[] getVersion() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = build.getProperty("commit");
    return new String[] {
      "ieum %s, commit %s"
          .formatted(
              build.getProperty("version"),
              commit.substring(0, Math.min(COMMIT_DIGITS, commit.length()))),
      "Java %s, DJL %s, PyTorch %s, Lucene %s, OpenNLP %s"
          .formatted(
              Runtime.version(),
              build.getProperty("djl"),
              build.getProperty("pytorch"),
              build.getProperty("lucene"),
              build.getProperty("opennlp"))
    };
  }
}
