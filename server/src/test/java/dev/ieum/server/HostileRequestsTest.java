package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes in: a documented status within five seconds, and a server that is well. */
class HostileRequestsTest {
  private static final Set<Integer> DOCUMENTED =
      Set.of(200, 400, 403, 404, 405, 408, 411, 413, 414, 415, 417, 426, 431, 501, 503, 505);
  private static final List<String> PATHS =
      List.of(
          "/translate",
          "/detect",
          "/v1/translate",
          "/v1/sentiment",
          "/v1/tokenize",
          "/v1/forecast",
          "/v1/forecast",
          "/languages",
          "/health",
          "/docs",
          "/metrics",
          "/../etc/passwd",
          "/%2e%2e/%2e%2e/etc/passwd",
          "//x",
          "/translate;a=b",
          "/%00",
          "/%ff%fe",
          "/translate/%2F..%2f",
          "*",
          "http://other/translate",
          "/" + "a".repeat(9000),
          "/openapi.json/../x",
          "\\..\\x");
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=x",
          "text/plain",
          "application/json; charset=utf-16",
          ";;;=",
          "");
  private static final List<String> BODIES =
      List.of(
          "{\"q\":\"영화\",\"source\":\"ko\",\"target\":\"en\"}",
          "{\"texts\":[\"영화를 봤다\"],\"nbest\":2,\"explain\":true,\"mode\":\"words\"}",
          "{\"texts\":[\"month,anomaly\\n2024-01,0.5\\n2024-02,0.6\\n9999-12,1e308\"],\"past\":9}",
          "{\"texts\":\"month,anomaly\\n0001-01,1\\n0001-02,2\\n0001-02,\\\"\"}",
          "{\"rows\":[{\"month\":\"2024-01\",\"anomaly\":1e-308},{\"month\":5,\"anomaly\":[]}]}",
          "{\"texts\":\"" + ",".repeat(200_000) + "\\nmonth,anomaly\"}",
          "q=%EC%98%81%ED%99%94&source=ko&target=en&alternatives=2",
          "--x\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\n영화\r\n--x--\r\n",
          "[".repeat(50_000),
          "{\"q\":" + "{\"a\":".repeat(2000) + "1" + "}".repeat(2000) + "}",
          "{\"q\":\"\\ud800\\udc00\\ud800\",\"source\":\"auto\",\"target\":\"en\"}",
          "q=%ff%fe%zz%&source=ko&target=en",
          "{\"q\":1e999999999,\"source\":null,\"target\":[]}",
          "&=&".repeat(5000),
          "\u0000\u0001\uFFFF\u202E",
          "");

  @Test
  void requests_twoHundredMutated_getDocumentedAnswers() throws IOException {
    run(200, 1);
  }

  @Tag("slow")
  @Test
  void requests_twoThousandMutated_getDocumentedAnswers() throws IOException {
    run(2000, 2);
  }

  private static void run(int count, long seed) throws IOException {
    TestServer server = TestServer.usual();
    Random random = new Random(seed);
    int answered = 0;
    for (int i = 0; i < count; i++) {
      byte[] request = mutated(request(random), random);
      long begin = System.nanoTime();
      int status = status(server.uri("/"), request);
      String shown =
          i + ": " + new String(request, 0, Math.min(300, request.length), StandardCharsets.UTF_8);
      assertTrue(System.nanoTime() - begin < 5_000_000_000L, "hangs: " + shown);
      if (status > 0) { // 0: closed without an answer, where there is no request to answer
        assertTrue(DOCUMENTED.contains(status), status + " for " + shown);
        answered++;
      }
    }
    assertTrue(answered > count / 2, answered + " answered");
    assertEquals(200, server.form("/translate", "q=x&source=ko&target=en").status());
    assertEquals(0, server.waiting());
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] request(Random random) {
    byte[] body = mutated(any(BODIES, random).getBytes(StandardCharsets.UTF_8), random);
    StringBuilder head = new StringBuilder();
    head.append(
            any(List.of("POST", "POST", "POST", "GET", "PUT", "BREW", "post", "OPTIONS"), random))
        .append(' ')
        .append(any(PATHS, random))
        .append(any(List.of("", "", "?q=%e0&source=ko", "?" + "a=b&".repeat(50)), random))
        .append(any(List.of(" HTTP/1.1", " HTTP/1.1", " HTTP/1.0", " HTTP/9.9", ""), random))
        .append("\r\nHost: x\r\nConnection: close\r\n")
        .append("Content-Type: " + any(TYPES, random) + "\r\n");
    if (random.nextInt(8) == 0) {
      head.append(("X-" + random.nextInt() + ": y\r\n").repeat(random.nextInt(400)));
    }
    int length = random.nextInt(6) == 0 ? random.nextInt(body.length + 1) : body.length;
    head.append(
        random.nextInt(10) == 0
            ? any(
                List.of(
                    "Transfer-Encoding: chunked\r\n",
                    "Content-Length: -1\r\n",
                    "Content-Length: 99999999999\r\n"),
                random)
            : "Content-Length: " + length + "\r\n");
    head.append("\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    if (copy.length > 0 && random.nextInt(3) == 0) {
      for (int i = 0; i <= random.nextInt(4); i++) {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
    }
    return copy;
  }

  /** Sends all and says that no more comes; returns the status, 0 where the server just closes. */
  private static int status(URI uri, byte[] request) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(6000);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // refused before all was sent; what it said may still be there
      }
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(12);
      String line = new String(head, StandardCharsets.ISO_8859_1);
      return line.startsWith("HTTP/1.") ? Integer.parseInt(line.substring(9, 12)) : 0;
    } catch (SocketException e) {
      return 0;
    }
  }
}
