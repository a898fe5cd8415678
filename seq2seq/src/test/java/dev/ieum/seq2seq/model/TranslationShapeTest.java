package dev.ieum.seq2seq.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ieum.core.config.ConfigException;
import dev.ieum.core.config.Settings;
import dev.ieum.core.nn.CellType;
import dev.ieum.core.nn.EncoderShape.EncoderKind;
import org.junit.jupiter.api.Test;

/** The words of a bundle's settings that name an architecture. */
class TranslationShapeTest {
  private static TranslationShape read(String json) {
    JsonObject network = JsonParser.parseString(json).getAsJsonObject();
    Settings settings = Settings.of("model.json", network);
    TranslationShape shape = TranslationShape.read(settings, 7, 9, false);
    settings.requireAllTaken();
    return shape;
  }

  @Test
  void read_bundleThatNamesNone_isRecurrent() {
    TranslationShape shape = read("{\"cell\": \"gru\"}");
    assertEquals(EncoderKind.RECURRENT, shape.config().encoder());
    assertEquals(DecoderKind.RECURRENT, shape.config().decoder());
    assertEquals(shape, read("{\"cell\": \"gru\", \"encoder\": \"recurrent\"}"));
  }

  @Test
  void toJson_ofEachArchitecture_readsBackTheSame() {
    for (EncoderKind encoder : EncoderKind.values()) {
      for (DecoderKind decoder : DecoderKind.values()) {
        NetworkConfig config =
            new NetworkConfig(
                encoder, decoder, CellType.GRU, 6, 2, 4, 3, 5, AttentionKind.NONE, 2, 10);
        String json = Settings.toJson(config).toString();
        assertEquals(json, Settings.toJson(read(json).config()).toString());
        assertEquals(encoder, read(json).config().encoder());
        assertEquals(decoder, read(json).config().decoder());
      }
    }
  }

  @Test
  void read_unknownArchitecture_saysWhichAreAllowed() {
    for (String side : new String[] {"encoder", "decoder"}) {
      ConfigException e =
          assertThrows(ConfigException.class, () -> read("{\"" + side + "\": \"convolutional\"}"));
      assertTrue(e.getMessage().contains(side), e.getMessage());
      assertTrue(e.getMessage().contains("recurrent"), e.getMessage());
    }
  }
}
