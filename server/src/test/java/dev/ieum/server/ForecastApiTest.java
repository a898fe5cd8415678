package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.ieum.server.TestServer.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastApiTest {
  private static final String PATH = "/v1/forecast";

  private final TestServer server = TestServer.usual();

  private static String table(int months) {
    StringBuilder text = new StringBuilder("month,anomaly\n");
    for (int i = 0; i < months; i++) {
      text.append("%d-%02d,%.3f%n".formatted(2020 + i / 12, 1 + i % 12, 0.9 + 0.01 * i));
    }
    return text.toString();
  }

  private static JsonObject texts(String... tables) {
    JsonArray texts = new JsonArray();
    List.of(tables).forEach(texts::add);
    JsonObject body = new JsonObject();
    body.add("texts", texts);
    return body;
  }

  private JsonArray results(JsonObject body) {
    Reply reply = server.post(PATH, body.toString());
    assertEquals(200, reply.status(), reply.response().body());
    return reply.object().getAsJsonArray("results");
  }

  @Test
  void forecast_ofTables_hasARowForEachMonthToCome() {
    JsonArray results = results(texts(table(24), table(30)));
    assertEquals(2, results.size());
    JsonArray rows = results.get(0).getAsJsonObject().getAsJsonArray("forecast");
    assertEquals(12, rows.size());
    JsonObject first = rows.get(0).getAsJsonObject();
    assertEquals("2022-01", first.get("time").getAsString());
    assertEquals(List.of("0.1", "0.5", "0.9"), List.copyOf(quantiles(first).keySet()));
    assertTrue(
        quantiles(first).get("0.1").getAsDouble() < quantiles(first).get("0.9").getAsDouble());
    assertFalse(results.get(0).getAsJsonObject().has("past"));
    assertEquals(
        results.get(1), results(texts(table(30), table(30))).get(1)); // whoever is beside it
  }

  private static JsonObject quantiles(JsonObject row) {
    return row.getAsJsonObject("quantiles");
  }

  @Test
  void forecast_withLevelsHorizonAndPast_givesThese() {
    JsonObject body = texts(table(24));
    body.addProperty("levels", "0.9, 0.25");
    body.addProperty("horizon", 2);
    body.addProperty("past", 3);
    JsonObject result = results(body).get(0).getAsJsonObject();
    JsonArray rows = result.getAsJsonArray("forecast");
    assertEquals(2, rows.size());
    assertEquals(
        List.of("0.25", "0.9"), List.copyOf(quantiles(rows.get(1).getAsJsonObject()).keySet()));
    JsonArray past = result.getAsJsonArray("past");
    assertEquals(3, past.size());
    assertEquals("{\"time\":\"2021-12\",\"value\":1.13}", past.get(2).toString());
  }

  @Test
  void forecast_ofRows_isThatOfTheSameTable() {
    JsonArray rows = new JsonArray();
    table(24)
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int comma = line.indexOf(',');
              JsonObject row = new JsonObject();
              row.addProperty("anomaly", Double.valueOf(line.substring(comma + 1)));
              row.addProperty("month", line.substring(0, comma));
              row.addProperty("note", "not read");
              rows.add(row);
            });
    JsonObject body = new JsonObject();
    body.add("rows", rows);
    assertEquals(results(texts(table(24))).get(0), results(body).get(0));
  }

  @Test
  void forecast_ofOtherSteps_warns() {
    String days = "month,anomaly\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n";
    String warning = results(texts(days)).get(0).getAsJsonObject().get("warning").getAsString();
    assertTrue(warning.contains("the model was trained on 1 months"), warning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|missing texts parameter",
        "{'rows':[]}|missing rows parameter",
        "{'rows':5}|rows parameter is not an array of objects",
        "{'rows':[{'month':[]}]}|rows parameter is not an array of objects",
        "{'rows':[{'month':'2024-01'}]}|rows:1: expected a column 'anomaly'",
        "{'rows':[{'month':'2024-01','anomaly':'x'}]}|rows:1: expected a number in column 'anomaly'",
        "{'rows':[{'month':'x','anomaly':1}]}|rows:1: expected a time such as",
        "{'texts':['month,anomaly\\n2024-01,1','month,anomaly\\n2024-01,x']}|texts[1]:2: expected a number",
        "{'texts':'month,anomaly\\n2024-01,1\\n2024-01,2'}|texts[0]:3: expected one row for each time",
        "{'texts':'x','levels':[0.5,'y']}|levels parameter is not an array of numbers",
        "{'texts':'x','levels':[1]}|levels parameter must hold at most 99 numbers from 0.01 to 0.99",
        "{'texts':'x','horizon':13}|horizon parameter must be <= 12",
        "{'texts':'x','model':'y'}|allowed: forecast-temperature",
      })
  void forecast_wrongRequest_is400AndSaysWhere(String json, String words) {
    Reply reply = server.post(PATH, json.replace('\'', '"'));
    assertEquals(400, reply.status());
    assertTrue(reply.error().contains(words), reply.error());
  }

  @Test
  void forecast_ofNothingMeasured_is400() {
    Reply reply = server.post(PATH, texts("month,anomaly\n2024-01,\n").toString());
    assertEquals(400, reply.status());
    assertTrue(reply.error().contains("a value in column 'anomaly'"), reply.error());
  }
}
