package dev.ieum.core.config;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes records of settings and settings of records, by the components that {@link Setting} marks:
 * a record is its own schema. The one place where the toolkit reflects. Stateless.
 */
final class RecordReader {

  private RecordReader() {}

  private record Usual(@Setting int component) {}

  private static final Setting USUAL = setting(Usual.class.getRecordComponents()[0]);

  private static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return setting == null ? USUAL : setting;
  }

  /** Reads a record from a section, but for the components that are given by name. */
  static <R> R read(Settings settings, Class<R> type, Map<String, Supplier<?>> given) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Setting setting = setting(components[i]);
      Supplier<?> own = given.get(components[i].getName());
      values[i] =
          own != null
              ? own.get()
              : setting.inline()
                  ? settings.read(components[i].getType())
                  : value(settings, key(components[i]), components[i].getGenericType(), setting);
    }
    R made = make(type, values);
    if (made instanceof Settings.Checked checked) {
      checked.unused().forEach(settings::drop);
      checked.check(settings);
    }
    return made;
  }

  private static Object value(Settings settings, String key, Type type, Setting setting) {
    Class<?> raw = raw(type);
    Class<?> item = item(type);
    if (setting.hidden()) {
      return parse(key, setting.or()).to(type, setting, settings.base());
    }
    if (raw == Map.class) {
      return map(settings.section(key), ((ParameterizedType) type).getActualTypeArguments()[1]);
    }
    if (raw == JsonObject.class) {
      return settings.object(key);
    }
    if (raw.isRecord()) {
      return settings.section(key).read(raw);
    }
    if (item.isRecord()) {
      return raw == List.class
          ? settings.takeSections(key).stream().map(section -> section.read(item)).toList()
          : Optional.ofNullable(settings.has(key) ? settings.section(key).read(item) : null);
    }
    String allowed = SettingValue.allowed(raw == Optional.class ? item : type, setting);
    if (raw == Optional.class) {
      return settings
          .find(key, allowed, "none")
          .map(given -> keep(settings, key, given, item, setting));
    }
    String or = settings.otherwise(key, setting.or());
    if (or.isEmpty()) {
      return keep(settings, key, settings.required(key, allowed), type, setting);
    }
    boolean refers = or.startsWith("@");
    SettingValue usual = parse(key, refers ? settings.value(or.substring(1)).toString() : or);
    Object documented = refers ? or.substring(1) : plain(usual.to(type, setting, settings.base()));
    SettingValue given = settings.find(key, allowed, documented).orElse(usual);
    return keep(settings, key, given, type, setting);
  }

  private static Object keep(
      Settings settings, String key, SettingValue given, Type type, Setting setting) {
    Object value = given.to(type, setting, settings.base());
    settings.keep(key, value instanceof java.nio.file.Path ? given.text() : plain(value));
    return value;
  }

  private static SettingValue parse(String key, String yaml) {
    return new SettingValue(key, YamlReader.readValue("default", yaml));
  }

  /** Reads a section of free keys. */
  private static Map<String, Object> map(Settings section, Type type) {
    Map<String, Object> map = new LinkedHashMap<>();
    section.keys().forEach(key -> map.put(key, value(section, key, type, USUAL)));
    return Collections.unmodifiableMap(map);
  }

  private static <R> R make(Class<R> type, Object[] values) {
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a record with other values of some components, by their names. */
  static <R extends Record> R with(R record, Map<String, ?> changes) {
    @SuppressWarnings("unchecked") // the class of a record is that of its type
    Class<R> type = (Class<R>) record.getClass();
    return make(
        type,
        Arrays.stream(type.getRecordComponents())
            .map(c -> changes.containsKey(c.getName()) ? changes.get(c.getName()) : get(c, record))
            .toArray());
  }

  private static Object get(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the settings of a record as a section that {@link #read} takes. */
  static JsonObject toJson(Record record) {
    JsonObject json = new JsonObject();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object held = get(component, record);
      Object value = held instanceof Optional<?> optional ? optional.orElse(null) : held;
      if (value != null && !setting(component).hidden()) {
        boolean section = value instanceof Record;
        json.add(
            key(component), section ? toJson((Record) value) : new Gson().toJsonTree(plain(value)));
      }
    }
    if (record instanceof Settings.Checked checked) {
      checked.unused().keySet().forEach(json::remove);
    }
    return json;
  }

  /** Words for constants, lists for sets; all else as it is. */
  private static Object plain(Object value) {
    if (value instanceof Collection<?> items) {
      return items.stream().map(RecordReader::plain).toList();
    }
    if (value instanceof Instant) {
      return value.toString();
    }
    return value instanceof Enum<?> constant ? EnumWords.of(constant) : value;
  }

  private static String key(RecordComponent component) {
    String key = setting(component).key();
    return key.isEmpty()
        ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
        : key;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
  }

  /** Returns what a list, set or Optional holds; of any other type, itself. */
  static Class<?> item(Type type) {
    return type instanceof ParameterizedType of ? raw(of.getActualTypeArguments()[0]) : raw(type);
  }

  static Set<Object> set(List<Object> items) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(items));
  }
}
