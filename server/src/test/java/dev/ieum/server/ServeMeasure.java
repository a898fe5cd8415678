package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import dev.ieum.core.bundle.ModelBundle;
import dev.ieum.core.bundle.ModelSource;
import dev.ieum.seq2seq.TextTranslator;
import dev.ieum.seq2seq.Translation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the server compares with the library, alternately in one process, so that what else a machine
 * does falls on both; the clients' work falls on the server's side. What concerns the process,
 * benchmarks/serve/measure.py measures. See docs/serve.md.
 */
@Tag("slow")
class ServeMeasure {
  private static final int CLIENTS = 64;

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
}
