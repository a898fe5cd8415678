package dev.ieum.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import dev.ieum.server.TestServer.Reply;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the server compares with the library, alternately in one process, so that what else a machine
 * does falls on both; the clients' work falls on the server's side. See docs/serve.md.
 */
@Tag("slow")
class ServeMeasure {
  private static final int CLIENTS = 64;
  private static final int SECONDS = Integer.getInteger("ieum.seconds", 20);

  /** On a busy machine 64 texts may wait for longer than the usual limit. */
  private static final Limits PATIENT =
      new Limits(
          1 << 20,
          5000,
          256,
          4,
          4096,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          1024,
          Duration.ofSeconds(60),
          8 << 10,
          0);

  /** Processor time of all threads, in ms, which other programs hardly change. */
  private static double processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e6;
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("../samples/everyday.ko.txt")).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String body(String line) {
    JsonObject json = new JsonObject();
    json.addProperty("q", line);
    json.addProperty("source", "ko");
    json.addProperty("target", "en");
    return json.toString();
  }

  private static String translation(String reply) {
    return JsonParser.parseString(reply).getAsJsonObject().get("translatedText").getAsString();
  }

  private static double quantile(List<Double> values, double q) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, (long) (q * sorted.length))];
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static TextTranslator library() throws IOException {
    return TextTranslator.open(ModelBundle.open(ModelSource.resolve("translation-ko-en")), 2);
  }

  @Test
  void oneClient_againstTheLibrary() throws Exception {
    List<String> lines = lines();
    try (TextTranslator library = library();
        TestServer server = TestServer.with(Limits.defaults())) {
      List<Double> own = new ArrayList<>();
      List<Double> served = new ArrayList<>();
      List<Double> empty = new ArrayList<>();
      List<Double> ownWork = new ArrayList<>();
      List<Double> allWork = new ArrayList<>(); // the client's too
      for (int i = 0; i < 1200; i++) {
        String line = lines.get(i % lines.size());
        double work = processor();
        long begin = System.nanoTime();
        String expected = library.translate(line);
        long middle = System.nanoTime();
        double servedWork = processor();
        long asked = System.nanoTime();
        String reply = server.plain("/translate", body(line));
        long end = System.nanoTime();
        double lastWork = processor();
        long rested = System.nanoTime();
        server.plain("/health", "");
        long idle = System.nanoTime();
        assertEquals(expected, translation(reply));
        if (i >= 600) { // both are compiled by then
          empty.add((idle - rested) / 1e6);
          own.add((middle - begin) / 1e6);
          served.add((end - asked) / 1e6);
          ownWork.add(servedWork - work);
          allWork.add(lastWork - servedWork);
        }
      }
      System.out.printf(
          "one client: library p50 %.2f ms, server p50 %.2f ms, ratio %.2f; p99 %.1f and %.1f ms;"
              + " /health p50 %.2f ms%n",
          quantile(own, 0.5),
          quantile(served, 0.5),
          quantile(served, 0.5) / quantile(own, 0.5),
          quantile(own, 0.99),
          quantile(served, 0.99),
          quantile(empty, 0.5));
      System.out.printf(
          "one client: processor time of a call %.2f ms, of a request and its client %.2f ms,"
              + " ratio %.2f%n",
          mean(ownWork), mean(allWork), mean(allWork) / mean(ownWork));
    }
  }

  @Test
  void manyClients_againstTheLibrary() throws Exception {
    List<String> lines = lines();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.addAll(lines);
    }
    try (TextTranslator library = library();
        TestServer server = TestServer.with(PATIENT)) {
      List<Double> ratios = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      for (int round = 0; round < 6; round++) {
        long begin = System.nanoTime();
        List<String> expected =
            library.translate(all, library.decoding()).stream().map(Translation::text).toList();
        long middle = System.nanoTime();
        List<Double> roundTimes = closedLoop(server, all, expected);
        long end = System.nanoTime();
        double ratio = (double) (middle - begin) / (end - middle);
        System.out.printf(
            "round %d: library %.0f, server %.0f sentences/s, ratio %.2f%n",
            round, all.size() * 1e9 / (middle - begin), all.size() * 1e9 / (end - middle), ratio);
        if (round >= 2) {
          ratios.add(ratio);
          times.addAll(roundTimes);
        }
      }
      System.out.printf(
          "%d clients: median ratio %.2f; p50 %.0f ms, p99 %.0f ms (%.1f x)%n",
          CLIENTS,
          quantile(ratios, 0.5),
          quantile(times, 0.5),
          quantile(times, 0.99),
          quantile(times, 0.99) / quantile(times, 0.5));
    }
  }

  private static List<Double> closedLoop(
      TestServer server, List<String> lines, List<String> expected) throws Exception {
    Queue<Double> times = new ConcurrentLinkedQueue<>();
    String[] answers = new String[lines.size()];
    AtomicInteger next = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(CLIENTS);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int c = 0; c < CLIENTS; c++) {
      clients.execute(
          () -> {
            for (int i = next.getAndIncrement(); i < lines.size(); i = next.getAndIncrement()) {
              long begin = System.nanoTime();
              HttpResponse<String> reply =
                  server.plainAsync("/translate", body(lines.get(i))).join();
              times.add((System.nanoTime() - begin) / 1e6);
              answers[i] = reply.statusCode() == 200 ? translation(reply.body()) : reply.body();
            }
            ended.countDown();
          });
    }
    ended.await();
    clients.shutdown();
    assertEquals(expected, Arrays.asList(answers));
    return new ArrayList<>(times);
  }

  @Test
  void overload_threeTimesTheCapacity() throws Exception {
    List<String> lines = lines();
    try (TestServer server = TestServer.with(Limits.defaults())) {
      String body = TestServer.longRequest(8);
      long begin = System.nanoTime();
      int warm = 20;
      for (int i = 0; i < warm; i++) {
        server.post("/translate", body);
      }
      double capacity = 1.5 * warm / ((System.nanoTime() - begin) / 1e9); // both cores
      Queue<Double> accepted = new ConcurrentLinkedQueue<>();
      Queue<Double> refused = new ConcurrentLinkedQueue<>();
      Map<Integer, Integer> statuses = new TreeMap<>();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      long start = System.nanoTime();
      int count = (int) (3 * capacity * SECONDS);
      for (int i = 0; i < count; i++) {
        long due = start + (long) (i / (3 * capacity) * 1e9);
        LockSupport.parkNanos(due - System.nanoTime());
        long sent = System.nanoTime();
        all.add(
            server
                .plainAsync("/translate", body)
                .thenAccept(
                    reply -> {
                      double ms = (System.nanoTime() - sent) / 1e6;
                      (reply.statusCode() == 429 ? refused : accepted).add(ms);
                      synchronized (statuses) {
                        statuses.merge(reply.statusCode(), 1, Integer::sum);
                      }
                    }));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
      long over = System.nanoTime();
      Reply after = server.post("/translate", body(lines.get(0)));
      System.out.printf(
          "overload: %.0f requests of 8 texts/s for %d s: %s; accepted p50 %.0f p99 %.0f ms;"
              + " refused p50 %.1f p99 %.1f ms; afterwards %d in %.0f ms%n",
          3 * capacity,
          SECONDS,
          statuses,
          quantile(new ArrayList<>(accepted), 0.5),
          quantile(new ArrayList<>(accepted), 0.99),
          quantile(new ArrayList<>(refused), 0.5),
          quantile(new ArrayList<>(refused), 0.99),
          after.status(),
          (System.nanoTime() - over) / 1e6);
    }
  }

  @Test
  void halfOpen_connectionsAndHealth() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try (TestServer server = TestServer.with(Limits.defaults())) {
      URI uri = server.uri("/");
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        sockets.add(socket);
        socket.getOutputStream().write("POST /translate HTTP/1.1\r\nHost: x\r\n".getBytes(UTF_8));
      }
      List<Double> times = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        long begin = System.nanoTime();
        server.plain("/health/live", "");
        times.add((System.nanoTime() - begin) / 1e6);
      }
      List<Double> steady = times.subList(100, times.size());
      System.out.printf(
          "200 half-open connections: /health/live p50 %.1f, p99 %.1f, most %.1f ms%n",
          quantile(steady, 0.5), quantile(steady, 0.99), quantile(steady, 1));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void soak_residentMemory() throws Exception {
    int sentences = Integer.getInteger("ieum.sentences", 20_000);
    List<String> lines = lines();
    List<String> expected = new ArrayList<>(lines); // as long; filled below
    try (TestServer server = TestServer.with(Limits.defaults())) {
      for (int i = 0; i < lines.size(); i++) {
        expected.set(i, translation(server.plain("/translate", body(lines.get(i)))));
      }
      List<String> texts = new ArrayList<>();
      List<String> answers = new ArrayList<>();
      int rounds = Math.max(4, sentences / (8 * lines.size()));
      double[] resident = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        texts.clear();
        answers.clear();
        for (int copy = 0; copy < 8; copy++) {
          texts.addAll(lines);
          answers.addAll(expected);
        }
        closedLoop(server, texts, answers);
        resident[round] = residentMegabytes();
      }
      System.out.printf(
          "%,d sentences: resident memory %.0f MB after a half, %.0f MB at the end%n",
          rounds * 8L * lines.size(), resident[rounds / 2], resident[rounds - 1]);
    }
  }

  private static double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
