package dev.ieum.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static List<double[]> points(double... xy) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new double[] {xy[i], xy[i + 1]});
    }
    return points;
  }

  @Test
  void html_linear_placesPointsBetweenRoundTicks() {
    String svg = new LineChart("t", "x", "y").line("a", points(0, 0, 10, 4)).html();
    assertTrue(svg.contains("points=\"62.0,236.0 578.0,12.0 \""), svg);
    assertTrue(svg.contains(">10</text>") && svg.contains(">4</text>"), svg);
    assertFalse(svg.contains("<li>"), "one line needs no legend");
  }

  @Test
  void html_logarithmic_leavesOutWhatHasNoPlace() {
    String svg =
        new LineChart("t", "x", "y")
            .logY()
            .line("a", points(0, 1e-9, 1, 0, 2, Double.NaN, 3, 1))
            .dashed("b", points(0, 1))
            .html();
    assertEquals(2, svg.split("<circle", -1).length - 1, svg);
    assertTrue(svg.contains(">10⁻⁹</text>"), svg);
    assertTrue(svg.contains("b - - -"), svg);
  }

  @Test
  void html_withoutPoints_isAnEmptyChart() {
    assertTrue(
        new LineChart("t", "x", "y").logX().logY().line("a", List.of()).html().contains("svg"));
  }

  @Test
  void html_manyPoints_averagesNeighbours() {
    List<double[]> many = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      many.add(new double[] {i, i % 2});
    }
    String svg = new LineChart("t", "x", "y").line("a", many).html();
    String line = svg.replaceAll("(?s).*points=\"([^\"]*)\".*", "$1").strip();
    assertEquals(300, line.split(" ").length);
    assertFalse(svg.contains("<circle"), "marks would run into each other");
  }

  @Test
  void number_ofAnySize_hasAboutFourDigits() {
    assertEquals("0.1235", HtmlPage.number(0.12349));
    assertEquals("12,346", HtmlPage.number(12345.6));
    assertEquals("7", HtmlPage.number(7));
    assertEquals("1.50e-05", HtmlPage.number(1.5e-5));
    assertEquals("–", HtmlPage.number(Double.NaN));
  }

  @Test
  void escape_controlsAndMarkup_areHarmless() {
    assertEquals("&lt;a b=&quot;&#39;&quot;&gt;&amp;\uFFFD", HtmlPage.escape("<a b=\"'\">&\u0007"));
  }

  @Test
  void repetition_wordsTwiceInARow_isFound() {
    assertEquals("the", TranslationSection.repetition("It is the The end"));
    assertEquals("a b", TranslationSection.repetition("x a b a b"));
    assertEquals("", TranslationSection.repetition("a b c a b"));
  }
}
