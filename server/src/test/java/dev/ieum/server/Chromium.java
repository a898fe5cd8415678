package dev.ieum.server;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A page in headless Chromium, driven over the DevTools protocol. {@code IEUM_CHROMIUM} names the
 * program where it is not {@code chromium} on the path.
 */
final class Chromium implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";
  private static final long SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> replies = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<JsonObject> events = new ConcurrentLinkedQueue<>();
  private String session = "";

  Chromium() throws Exception {
    profile = Files.createTempDirectory("ieum-chromium");
    String program = System.getenv().getOrDefault("IEUM_CHROMIUM", "chromium");
    process =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox", // a container's root has no user namespaces
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-US",
                "--window-size=900,860",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address()), new Listener())
            .get(SECONDS, TimeUnit.SECONDS);
    JsonObject target = call("Target.createTarget", "url", "about:blank");
    JsonObject attach = new JsonObject();
    attach.addProperty("targetId", target.get("targetId").getAsString());
    attach.addProperty("flatten", true);
    session = call("Target.attachToTarget", attach).get("sessionId").getAsString();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", new JsonObject());
    }
  }

  private String address() throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread rest = new Thread(() -> out.lines().forEach(more -> {}), "chromium-output");
        rest.setDaemon(true);
        rest.start();
        return line.substring(LISTENING.length()).strip();
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        JsonObject whole = JsonParser.parseString(message.toString()).getAsJsonObject();
        message.setLength(0);
        if (whole.has("id")) {
          replies.remove(whole.get("id").getAsInt()).complete(whole);
        } else {
          events.add(whole);
        }
      }
      from.request(1);
      return null;
    }
  }

  JsonObject call(String method, String name, String value) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty(name, value);
    return call(method, parameters);
  }

  JsonObject call(String method, JsonObject parameters) {
    int id = ids.incrementAndGet();
    JsonObject message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    if (!session.isEmpty()) {
      message.addProperty("sessionId", session);
    }
    CompletableFuture<JsonObject> reply = new CompletableFuture<>();
    replies.put(id, reply);
    socket.sendText(message.toString(), true).join();
    JsonObject answer = reply.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (answer.has("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.getAsJsonObject("result");
  }

  /** Computes a script in the page and returns its value as text. */
  String script(String script) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", script);
    parameters.addProperty("awaitPromise", true);
    parameters.addProperty("returnByValue", true);
    JsonObject result = call("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
    }
    JsonElement value = result.getAsJsonObject("result").get("value");
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }

  /** Waits until a script gives true. */
  void await(String script) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!script("String(" + script + ")").equals("true")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not after " + SECONDS + " s: " + script);
      }
      Thread.sleep(20);
    }
  }

  void open(URI uri) throws InterruptedException {
    call("Page.navigate", "url", uri.toString());
    await("location.href.startsWith('" + uri + "') && document.readyState === 'complete'");
  }

  /** Types text as an input method gives it when a syllable is done. */
  void type(String text) {
    call("Input.insertText", "text", text);
  }

  /** Shows an unfinished text as an input method does. */
  void compose(String text) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("text", text);
    parameters.addProperty("selectionStart", text.length());
    parameters.addProperty("selectionEnd", text.length());
    call("Input.imeSetComposition", parameters);
  }

  /** Presses a key; {@code modifiers} 2 is Control. */
  void key(String key, int code, int modifiers) {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonObject parameters = new JsonObject();
      parameters.addProperty("type", type);
      parameters.addProperty("key", key);
      parameters.addProperty("code", key);
      parameters.addProperty("windowsVirtualKeyCode", code);
      parameters.addProperty("modifiers", modifiers);
      call("Input.dispatchKeyEvent", parameters);
    }
  }

  /** Lets the page believe that its user wants light or dark. */
  void scheme(String scheme) {
    JsonObject feature = new JsonObject();
    feature.addProperty("name", "prefers-color-scheme");
    feature.addProperty("value", scheme);
    JsonArray features = new JsonArray();
    features.add(feature);
    JsonObject parameters = new JsonObject();
    parameters.add("features", features);
    call("Emulation.setEmulatedMedia", parameters);
  }

  /** Writes what is seen as a PNG. */
  void screenshot(Path file) throws IOException {
    String data = call("Page.captureScreenshot", "format", "png").get("data").getAsString();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  /** Returns the addresses that pages have loaded from. */
  List<String> requests() {
    return events.stream()
        .filter(event -> event.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(event -> event.getAsJsonObject("params").getAsJsonObject("request"))
        .map(request -> request.get("url").getAsString())
        .toList();
  }

  /** Returns what went wrong in pages: errors of the console, exceptions, failed loads. */
  List<String> faults() {
    return events.stream()
        .filter(
            event -> {
              String method = event.get("method").getAsString();
              String text = event.toString();
              return method.equals("Runtime.exceptionThrown")
                  || (method.equals("Runtime.consoleAPICalled")
                      && text.contains("\"type\":\"error\""))
                  || (method.equals("Log.entryAdded") && text.contains("\"level\":\"error\""));
            })
        .map(JsonObject::toString)
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
