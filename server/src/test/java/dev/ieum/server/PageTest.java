package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page in a browser; see docs/serve.md. */
@Tag("browser")
class PageTest {
  private static final String WEATHER = "이 단어는 무슨 뜻이에요?";
  private static final String ANSWER = "What does this word mean?";
  private static final String TRANSLATED = "document.getElementById('translation').textContent";
  private static final Path SCREENSHOTS = Path.of("target/browser");

  private static Chromium browser;
  private static TestServer server;
  private int before; // requests of earlier tests

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.usual();
    browser = new Chromium();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws InterruptedException {
    browser.scheme("light");
    browser.call("Page.navigate", "url", "about:blank"); // else another fragment loads nothing
    browser.open(server.uri("/"));
    browser.await("document.querySelectorAll('#target option').length > 0");
    browser.script("document.getElementById('text-translate').focus()");
    before = browser.requests().size();
  }

  @AfterEach
  void nothingWentWrongAndNothingWentOut() {
    assertEquals(List.of(), browser.faults());
    String own = server.uri("").toString();
    assertEquals(
        List.of(),
        browser.requests().stream()
            .filter(url -> !url.startsWith(own) && !url.equals("about:blank"))
            .toList());
    assertTrue(browser.requests().stream().anyMatch(url -> url.startsWith(own)));
  }

  private List<String> translations() {
    List<String> all = browser.requests();
    return all.subList(before, all.size()).stream().filter(u -> u.endsWith("/translate")).toList();
  }

  @Test
  void translate_typed_isAnsweredWithOthersAndAttention() throws Exception {
    browser.type(WEATHER);
    browser.await(TRANSLATED + " === '" + ANSWER + "'");
    browser.await("document.querySelectorAll('#others li').length === 3");
    assertEquals(
        "Detected: Korean (100 %)",
        browser.script("document.getElementById('detected').textContent"));
    assertEquals(WEATHER, browser.script("document.getElementById('attention').textContent"));
    assertEquals(
        "true",
        browser.script(
            "document.querySelector('#translation span:nth-of-type(4)')"
                + ".dispatchEvent(new MouseEvent('mouseover', {bubbles: true})),"
                + "String([...document.querySelectorAll('#attention span')]"
                + ".some((part) => part.style.backgroundColor !== ''))"));
    assertTrue(
        browser.script("document.getElementById('looked').textContent").startsWith("word – 단어"),
        browser.script("document.getElementById('looked').textContent"));
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      Path file = SCREENSHOTS.resolve("serve-" + scheme + ".png");
      browser.screenshot(file);
      assertTrue(Files.size(file) > 5000 && Files.size(file) < 150_000, file.toString());
    }
  }

  @Test
  void translate_whileASyllableIsComposed_waits() throws Exception {
    browser.compose("오느");
    Thread.sleep(900); // longer than the page waits after a key
    browser.key("Enter", 13, 2);
    Thread.sleep(300);
    assertEquals(List.of(), translations());
    browser.type(WEATHER); // which ends the composition
    browser.await(TRANSLATED + " === '" + ANSWER + "'");
    assertEquals(1, translations().size());
  }

  @Test
  void translate_controlEnter_answersAtOnceAndTheAddressHoldsIt() throws Exception {
    browser.type(WEATHER);
    browser.key("Enter", 13, 2);
    browser.await(TRANSLATED + " === '" + ANSWER + "'");
    String address = browser.script("location.href");
    browser.call("Page.navigate", "url", "about:blank");
    browser.call("Page.navigate", "url", address);
    browser.await("document.readyState === 'complete' && " + TRANSLATED + " === '" + ANSWER + "'");
  }

  @Test
  void sentiment_typed_showsTheWordsThatMovedIt() throws Exception {
    browser.script("document.getElementById('tab-sentiment').click()");
    browser.script("document.getElementById('text-sentiment').focus()");
    browser.type("정말 재미있는 영화였어요");
    browser.await("document.querySelectorAll('#judgement .word').length > 1");
    assertTrue(
        browser.script("document.getElementById('judgement').textContent").startsWith("positive"));
    browser.screenshot(SCREENSHOTS.resolve("sentiment.png"));
  }

  @Test
  void morphology_typed_isATableInEitherLanguage() throws Exception {
    browser.script("document.getElementById('tab-morphology').click()");
    browser.script("document.getElementById('text-morphology').focus()");
    browser.type("학교에 갔다");
    browser.await("document.querySelectorAll('#morphemes tbody tr').length >= 4");
    browser.script("document.getElementById('language').click()");
    browser.await("document.querySelector('#morphemes th').textContent === '어절'");
    assertEquals("ko", browser.script("document.documentElement.lang"));
    browser.screenshot(SCREENSHOTS.resolve("morphology.png"));
  }

  @Test
  void forecast_ofATable_isAChartAndATable() throws Exception {
    browser.script("document.getElementById('tab-forecast').click()");
    browser.script("document.getElementById('text-forecast').focus()");
    StringBuilder table = new StringBuilder("month,anomaly");
    for (int i = 0; i < 36; i++) {
      double value = 0.9 + 0.2 * Math.sin(i / 3.0);
      table.append("\n%d-%02d,%.2f".formatted(2021 + i / 12, 1 + i % 12, value));
    }
    browser.type(table.toString());
    browser.await("document.querySelectorAll('#future tbody tr').length === 12");
    assertEquals(
        "2024-01", browser.script("document.querySelector('#future tbody td').textContent"));
    assertEquals(
        "36",
        browser.script(
            "String(document.querySelector('#fan .past').getAttribute('points').split(' ').length)"));
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      browser.screenshot(SCREENSHOTS.resolve("forecast-" + scheme + ".png"));
    }
  }

  @Test
  void docs_ofTheApi_areAPage() throws Exception {
    browser.open(server.uri("/docs"));
    browser.await("document.querySelectorAll('section').length > 10");
  }

  @Test
  void tabs_byArrowKeys_leaveOutWhatIsNotServed() throws Exception {
    browser.script("document.getElementById('tab-translate').focus()");
    browser.key("ArrowLeft", 37, 0);
    assertEquals("tab-forecast", browser.script("document.activeElement.id"));
    browser.key("ArrowLeft", 37, 0);
    assertEquals("tab-morphology", browser.script("document.activeElement.id"));
    browser.key("ArrowRight", 39, 0);
    browser.key("ArrowRight", 39, 0);
    assertEquals("tab-translate", browser.script("document.activeElement.id"));
  }
}
