package dev.ieum.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a component of a record is read as a setting; {@link Settings#read(Class)} makes the record
 * of a configuration. The key is the component's name in lower case with hyphens.
 *
 * <p>The component's type is int, long, double, boolean, String, Path (relative to the
 * configuration), an enum, a list or set of these, an Optional of one (absent: empty), a record (a
 * section), an Optional of a record, a list of records (a list of sections), an instant, a JSON
 * object, or a map from free keys to any of these.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** The key, where it is not the component's name. */
  String key() default "";

  /**
   * The default as YAML, or {@code @KEY} for the value of another setting, by its dotted key, that
   * was read before; none: the setting is required unless it is Optional.
   */
  String or() default "";

  /** The least number allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The greatest number allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether the settings of a record stand in the section of the record that holds it. */
  boolean inline() default false;

  /** Whether files do not have it: it is {@link #or}. */
  boolean hidden() default false;
}
