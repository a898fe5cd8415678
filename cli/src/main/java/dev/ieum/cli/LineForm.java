package dev.ieum.cli;

import com.google.gson.JsonObject;

/** Lines that are texts. Immutable. */
final class LineForm extends InputForm {
  LineForm(Shape shape, String file, long before) {
    super(shape, file, before);
  }

  @Override
  InputRecord read(String line, long number) {
    String carried =
        switch (shape.format()) {
          case TEXT -> "";
          case JSONL -> {
            JsonObject object = new JsonObject();
            object.addProperty(ID, before + number);
            object.addProperty(shape.textName(), line);
            yield JsonText.of(object);
          }
          case TSV -> unread(number) + (shape.textInRows() ? cell(line) : "");
        };
    return new InputRecord.Text(carried, line);
  }
}
