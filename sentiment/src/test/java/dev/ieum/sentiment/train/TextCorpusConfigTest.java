package dev.ieum.sentiment.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ieum.core.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusConfigTest {
  @TempDir Path dir;

  private TextCorpusConfig read(Map<String, Object> settings) {
    return Settings.of("test", settings).relativeTo(dir).read(TextCorpusConfig.class);
  }

  @Test
  void open_labelOfAllTexts_needsNoColumn() throws IOException {
    Files.writeString(dir.resolve("lines.txt"), "하나\n둘\n");
    Files.writeString(dir.resolve("pairs.tsv"), "ko\ten\n하나\tone\n");
    assertEquals("[하나=ko, 둘=ko]", labels(read(Map.of("file", "lines.txt", "label", "ko"))));
    assertEquals(
        "[one=en]", labels(read(Map.of("file", "pairs.tsv", "text-column", "en", "label", "en"))));
  }

  private static String labels(TextCorpusConfig config) throws IOException {
    return config.open(Optional.empty()).readAll().stream()
        .map(text -> text.text() + "=" + text.label())
        .toList()
        .toString();
  }
}
