package dev.ieum.core.bundle;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.core.bundle.Manifest.FileEntry;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.EnumWords;
import dev.ieum.core.config.Settings;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code model.json} of format 1, written and strictly read.
 *
 * <p>The file seals itself: {@code seal} is the SHA-256 of the file with 64 zeros in the seal's
 * place. With the checksums of the other files in it, no byte of a bundle can change unseen.
 */
final class ManifestJson {
  /** The newest format that this code reads, and the one it writes. */
  static final int FORMAT = 1;

  private static final String REQUIRES = "0.1.0"; // the first toolkit that reads this format
  private static final String NO_SEAL = "0".repeat(64);
  private static final Pattern SEAL = Pattern.compile("\"seal\": \"(" + Sha256.PATTERN + ")\"");
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n"))
          .disableHtmlEscaping()
          .create();

  private ManifestJson() {}

  /** Renders a manifest, sealed. */
  static byte[] format(Manifest manifest) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("seal", NO_SEAL);
    json.addProperty("requires", REQUIRES);
    json.addProperty("name", manifest.name());
    json.add("task", GSON.toJsonTree(EnumWords.of(manifest.task())));
    json.add("languages", GSON.toJsonTree(manifest.languages()));
    json.add("network", manifest.network());
    json.add("tokenizers", GSON.toJsonTree(manifest.tokenizers()));
    json.add("vocabularies", GSON.toJsonTree(manifest.vocabularies()));
    json.addProperty("data_licence", manifest.dataLicence());
    json.add("scores", GSON.toJsonTree(manifest.scores()));
    json.add("provenance", provenance(manifest.provenance()));
    json.add("files", GSON.toJsonTree(manifest.files()));
    String text = GSON.toJson(json) + "\n";
    String seal = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return text.replace("\"seal\": \"" + NO_SEAL + "\"", "\"seal\": \"" + seal + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject provenance(Provenance provenance) {
    JsonObject json = new JsonObject();
    json.addProperty("toolkit", provenance.toolkit());
    json.addProperty("engine", provenance.engine());
    json.addProperty("java", provenance.java());
    json.addProperty("platform", provenance.platform());
    json.addProperty("seed", provenance.seed());
    json.addProperty("command", provenance.command());
    json.add("config", provenance.config());
    json.add("corpora", GSON.toJsonTree(provenance.corpora()));
    json.addProperty("started", provenance.started().toString());
    json.addProperty("duration_millis", provenance.duration().toMillis());
    json.addProperty("updates", provenance.updates());
    return json;
  }

  /** Reads a manifest; {@code where} names the bundle in errors. */
  static Manifest parse(String where, byte[] bytes) {
    String file = where + ": " + Manifest.FILE;
    JsonObject json = StrictJson.parseObject(file, bytes);
    requireFormat(where, json); // first: a newer format may differ in everything else
    requireSeal(file, bytes);
    try {
      return manifest(file, json);
    } catch (ConfigException e) {
      throw new ModelBundleException(e.getMessage() + "; fetch or write the model again", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ModelBundleException(
          file + ": " + e.getMessage() + "; fetch or write the model again", e);
    }
  }

  private static void requireFormat(String where, JsonObject json) {
    JsonElement format = json.get("format");
    if (!(format instanceof JsonPrimitive number) || !number.isNumber()) {
      throw new ModelBundleException(
          where + ": " + Manifest.FILE + " states no format; give a model bundle of ieum");
    }
    if (!format.getAsString().matches("[1-9][0-9]{0,8}")) {
      throw new ModelBundleException(
          "%s: format %s; allowed: 1 to %d; fetch the model again"
              .formatted(where, format.getAsString(), FORMAT));
    }
    if (format.getAsInt() > FORMAT) {
      JsonElement requires = json.get("requires");
      boolean known = requires instanceof JsonPrimitive version && version.isString();
      throw new ModelBundleException(
          "%s: format %d is newer than this build reads (%d); use ieum %s or later"
              .formatted(
                  where,
                  format.getAsInt(),
                  FORMAT,
                  known ? oneLine(requires.getAsString()) : "of the model's date"));
    }
  }

  /** Text from an unchecked file goes into a message only if it is harmless there. */
  private static String oneLine(String version) {
    return version.matches("[0-9A-Za-z.+-]{1,40}") ? version : "of the model's date";
  }

  private static void requireSeal(String file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1); // a character is a byte
    Matcher seal = SEAL.matcher(text);
    if (seal.find()) {
      String open = text.substring(0, seal.start(1)) + NO_SEAL + text.substring(seal.end(1));
      if (Sha256.of(open.getBytes(StandardCharsets.ISO_8859_1)).equals(seal.group(1))) {
        return;
      }
    }
    throw new ModelBundleException(
        file + ": was changed after it was written (seal differs); fetch the model again");
  }

  private static Manifest manifest(String file, JsonObject json) {
    Settings root = Settings.of(file, json);
    root.has("seal");
    root.requireInt("format", 1, FORMAT);
    root.requireString("requires");
    Manifest manifest =
        new Manifest(
            root.requireString("name"),
            root.requireEnum("task", ModelTask.class),
            root.requireStrings("languages"),
            object(root, json, "network"),
            specs(root.section("tokenizers")),
            texts(root.section("vocabularies")),
            root.requireString("data_licence"),
            root.takeSections("scores").stream()
                .map(score -> score.read(ReportedScore.class))
                .toList(),
            provenance(root.section("provenance"), json),
            files(root.section("files")));
    root.requireAllTaken();
    int languages =
        switch (manifest.task()) {
          case TRANSLATION -> 2;
          case SENTIMENT -> 1;
          case NEXT -> 0;
        };
    if (manifest.languages().size() != languages) {
      throw root.error(
          "languages",
          "= %s; allowed: %d of them in a model of this task"
              .formatted(manifest.languages(), languages));
    }
    return manifest;
  }

  private static JsonObject object(Settings settings, JsonObject json, String key) {
    if (settings.has(key) && json.get(key).isJsonObject()) {
      return json.getAsJsonObject(key);
    }
    throw settings.error(key, "is not an object; allowed: an object");
  }

  private static Map<String, Map<String, String>> specs(Settings section) {
    Map<String, Map<String, String>> specs = new LinkedHashMap<>();
    section.keys().forEach(role -> specs.put(role, texts(section.section(role))));
    return specs;
  }

  private static Map<String, String> texts(Settings section) {
    Map<String, String> texts = new LinkedHashMap<>();
    section.keys().forEach(key -> texts.put(key, section.requireString(key)));
    return texts;
  }

  private static Provenance provenance(Settings section, JsonObject json) {
    List<CorpusFile> corpora =
        section.takeSections("corpora").stream()
            .map(
                corpus ->
                    new CorpusFile(
                        corpus.requireString("name"),
                        corpus.requireString("sha256"),
                        corpus.requireLong("lines", 0, Long.MAX_VALUE)))
            .toList();
    return new Provenance(
        section.requireString("toolkit"),
        section.requireString("engine"),
        section.requireString("java"),
        section.requireString("platform"),
        section.requireLong("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        section.requireString("command"),
        object(section, json.getAsJsonObject("provenance"), "config"),
        corpora,
        Instant.parse(section.requireString("started")),
        Duration.ofMillis(section.requireLong("duration_millis", 0, Long.MAX_VALUE)),
        section.requireLong("updates", 0, Long.MAX_VALUE));
  }

  private static Map<String, FileEntry> files(Settings section) {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    for (String path : section.keys()) {
      Settings entry = section.section(path);
      files.put(
          path,
          new FileEntry(
              entry.requireLong("bytes", 0, Long.MAX_VALUE), entry.requireString("sha256")));
    }
    return files;
  }
}
