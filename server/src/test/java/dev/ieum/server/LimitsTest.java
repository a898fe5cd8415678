package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.server.TestServer.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Each limit, and that the server is well afterwards. */
class LimitsTest {

  private static Limits limits(int queuedTexts, Duration request, int perMinute) {
    return new Limits(
        20_000,
        5000,
        256,
        4,
        queuedTexts,
        Duration.ofSeconds(10),
        request,
        1024,
        Duration.ofSeconds(30),
        2048,
        perMinute);
  }

  private static void assertWell(TestServer server) {
    assertEquals(200, server.form("/translate", "q=x&source=ko&target=en").status());
  }

  private static String raw(URI uri, String request) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void body_largerThanAllowed_is413WithLengthOrWithout() {
    try (TestServer server = TestServer.with(limits(100, Duration.ofSeconds(30), 0))) {
      Reply known = server.post("/translate", " ".repeat(20_001));
      assertEquals(413, known.status());
      assertTrue(known.error().contains("20000 bytes"), known.error());
      URI uri = server.uri("/");
      String chunk = Integer.toHexString(30_000) + "\r\n" + " ".repeat(30_000) + "\r\n0\r\n\r\n";
      String reply =
          raw(
              uri,
              "POST /translate HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + chunk);
      assertTrue(reply.startsWith("HTTP/1.1 413 "), reply);
      assertWell(server);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void head_largerThanAllowed_is431() throws IOException {
    URI uri = TestServer.usual().uri("/");
    String reply =
        raw(uri, "GET /health HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9000) + "\r\n\r\n");
    assertTrue(reply.startsWith("HTTP/1.1 431 "), reply);
  }

  @Test
  void queue_full_is429AtOnceAndRecovers() throws InterruptedException {
    try (TestServer server = TestServer.with(limits(10, Duration.ofSeconds(60), 0))) {
      CompletableFuture<Reply> first =
          server.send("POST", "/translate", TestServer.JSON, TestServer.longRequest(150));
      while (server.waiting() == 0 && !first.isDone()) {
        Thread.sleep(1);
      }
      Reply refused = server.form("/translate", "q=x&source=ko&target=en");
      assertEquals(429, refused.status());
      assertTrue(refused.error().startsWith("Slowdown:"), refused.error());
      assertTrue(
          refused.response().headers().firstValueAsLong("Retry-After").orElse(0) >= 1,
          "no Retry-After");
      assertEquals(200, first.join().status());
      assertWell(server);
    }
  }

  @Test
  void request_overItsTime_is504AndLeavesTheQueue() {
    try (TestServer server = TestServer.with(limits(1000, Duration.ofMillis(100), 0))) {
      Reply late = server.post("/translate", TestServer.longRequest(150));
      assertEquals(504, late.status());
      assertEquals(0, server.waiting());
    }
  }

  @Test
  void body_thatDoesNotCome_is408() throws IOException {
    try (TestServer server = TestServer.with(limits(1000, Duration.ofMillis(300), 0))) {
      String reply =
          raw(
              server.uri("/"),
              "POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nq=");
      assertTrue(reply.startsWith("HTTP/1.1 408 "), reply);
    }
  }

  @Test
  void rate_ofOneAddress_isLimited() {
    try (TestServer server = TestServer.with(limits(1000, Duration.ofSeconds(30), 3))) {
      for (int i = 0; i < 3; i++) {
        assertWell(server);
      }
      Reply refused = server.form("/translate", "q=x&source=ko&target=en");
      assertEquals(429, refused.status());
      assertEquals(200, server.get("/health").status());
    }
  }

  @Test
  void connections_halfOpen_doNotKeepHealthWaiting() throws IOException {
    TestServer server = TestServer.usual();
    URI uri = server.uri("/");
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        sockets.add(socket);
        socket
            .getOutputStream()
            .write(
                "POST /translate HTTP/1.1\r\nHost: x\r\nContent-Length: 9"
                    .getBytes(StandardCharsets.UTF_8));
      }
      for (int i = 0; i < 20; i++) {
        assertEquals(200, server.get("/health/live").status());
      }
      assertWell(server);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void admission_slowFirstMoment_refusesNothing() throws InterruptedException {
    Admission admission = new Admission(1000, Duration.ofSeconds(10));
    Admission.Ticket first = admission.admit(1, 1);
    Thread.sleep(1100); // a character in more than a second
    first.finish(true);
    admission.admit(1, 1000);
    admission.admit(1, 1); // which would wait for a thousand seconds at that speed
    assertEquals(2, admission.texts());
  }

  @Test
  void admission_workThatTakesTooLong_isRefusedBySpeed() throws InterruptedException {
    Admission admission = new Admission(1000, Duration.ofMillis(500));
    Admission.Ticket first = admission.admit(1, 100);
    Thread.sleep(1100); // 100 characters in more than a second
    first.finish(true);
    Admission.Ticket second = admission.admit(1, 1000); // which take ten
    int status = 0;
    try {
      admission.admit(1, 1);
    } catch (ApiException e) {
      status = e.status();
      assertTrue(Long.parseLong(e.headers().get("Retry-After")) >= 5, e.headers().toString());
    }
    assertEquals(429, status);
    second.finish(false);
    second.finish(false);
    assertEquals(0, admission.texts());
    admission.admit(1, 1);
  }
}
