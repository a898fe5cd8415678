package dev.ieum.core.config;

/** A record of settings that may contradict each other, checked when it has been read. */
public interface CheckedSettings {

  /**
   * Checks them together.
   *
   * @param settings the section they were read from, for {@link Settings#error}
   * @throws ConfigException when they contradict each other
   */
  void check(Settings settings);
}
