package dev.ieum.core.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file in which the tensor engine takes a script: a zip of its source, and two pickles (the
 * format of Python objects), one of an instance of its only class and one of no constants
 * (torch/csrc/jit/docs/serialization.md).
 */
final class ScriptArchive {
  private ScriptArchive() {}

  /**
   * Returns the archive.
   *
   * @param name of the class
   * @param source of the class
   * @param attributes which the instance has, all None
   */
  static byte[] of(String name, String source, String... attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      // Protocol 2; a new __torch__.NAME with the state {"training": false, ATTRIBUTE: None, ...}.
      StringBuilder object = new StringBuilder("\u0080\u0002c__torch__\n");
      object.append(name).append("\n)\u0081}(").append(string("training")).append('\u0089');
      for (String attribute : attributes) {
        object.append(string(attribute)).append('N');
      }
      object.append("ub.");
      add(zip, name + "/data.pkl", object.toString());
      add(zip, name + "/code/__torch__.py", source);
      add(zip, name + "/constants.pkl", "\u0080\u0002)."); // an empty tuple
      add(zip, name + "/version", "3\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return bytes.toByteArray();
  }

  /** Returns a short string as a pickle holds it, after its length in four bytes. */
  private static String string(String text) {
    return "X" + (char) text.length() + "\u0000\u0000\u0000" + text;
  }

  private static void add(ZipOutputStream zip, String path, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(path);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
