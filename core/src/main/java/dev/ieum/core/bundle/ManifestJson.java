package dev.ieum.core.bundle;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
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

  /** What stands before the manifest itself. */
  private record Header(int format, String seal, String requires) {}

  /** Renders a manifest, sealed. */
  static byte[] format(Manifest manifest) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("seal", NO_SEAL);
    json.addProperty("requires", REQUIRES);
    Settings.toJson(manifest).asMap().forEach(json::add);
    String text = GSON.toJson(json) + "\n";
    String seal = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return text.replace("\"seal\": \"" + NO_SEAL + "\"", "\"seal\": \"" + seal + "\"")
        .getBytes(StandardCharsets.UTF_8);
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
    root.read(Header.class);
    Manifest manifest = root.read(Manifest.class);
    root.requireAllTaken();
    int languages =
        switch (manifest.task()) {
          case TRANSLATION -> 2;
          case SENTIMENT -> 1;
          case NEXT, FORECAST, COMMANDS -> 0;
        };
    if (manifest.languages().size() != languages) {
      throw root.error(
          "languages",
          "= %s; allowed: %d of them in a model of this task"
              .formatted(manifest.languages(), languages));
    }
    return manifest;
  }
}
