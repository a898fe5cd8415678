package dev.ieum.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void line_anyValues_keepsOrderNullsAndCharacters() {
    assertEquals(
        "{\"b\":\"<가&\",\"a\":null,\"n\":[1,-0.5000,0.0000]}",
        Json.line(
            Json.object(
                "b", "<가&", "a", null, "n", List.of(1, Json.rounded(-0.5), Json.rounded(1e-9)))));
  }

  @Test
  void joined_fieldsAsTheyAreSpelled_commaOnlyBetweenFields() {
    assertEquals("{\"a\": 1.50,\"b\":2}", Json.joined("{\"a\": 1.50 }", "{ \"b\":2}"));
    assertEquals("{\"b\":2}", Json.joined("{}", "{\"b\":2}"));
    assertEquals("{\"a\":1}", Json.joined("{\"a\":1}", "{}"));
  }
}
