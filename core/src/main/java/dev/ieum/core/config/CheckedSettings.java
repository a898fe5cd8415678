package dev.ieum.core.config;

import java.util.Map;

/** A record of settings that may contradict each other, checked when it has been read. */
public interface CheckedSettings {

  /**
   * Checks them together.
   *
   * @param settings the section they were read from, for {@link Settings#error}
   * @throws ConfigException when they contradict each other
   */
  void check(Settings settings);

  /**
   * Returns the keys that have no effect beside the other settings, each with the reason: it is an
   * error where a file has one, and none is stored with a result. An empty reason allows the key in
   * a file.
   */
  default Map<String, String> unused() {
    return Map.of();
  }
}
