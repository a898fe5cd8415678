package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.server.TestServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** From start to end. */
class LifecycleTest {
  private static final String FORM = "q=%EC%98%81%ED%99%94&source=ko&target=en";

  @Test
  void start_beforeModels_livesButIsNotReady() {
    try (TestServer server = new TestServer(ServerConfig.local(0))) {
      assertEquals(200, server.get("/health/live").status());
      assertEquals(503, server.get("/health/ready").status());
      assertEquals("{\"status\":\"starting\"}", server.get("/health/ready").json().toString());
      Reply early = server.form("/translate", FORM);
      assertEquals(503, early.status());
      assertEquals("1", early.response().headers().firstValue("Retry-After").orElse(""));
      server.serving();
      assertEquals(200, server.get("/health/ready").status());
      assertEquals(200, server.form("/translate", FORM).status());
    }
  }

  @Test
  void drain_underLoad_losesNoAcceptedRequest() throws Exception {
    try (TestServer server = TestServer.of(ServerConfig.local(0))) {
      List<CompletableFuture<Reply>> accepted = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        accepted.add(server.send("POST", "/translate", TestServer.JSON, TestServer.longRequest(5)));
      }
      while (server.waiting() < 100 && accepted.stream().noneMatch(CompletableFuture::isDone)) {
        Thread.sleep(1);
      }
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return server.server().drain();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      while (server.get("/health/ready").status() == 200) {
        Thread.sleep(1);
      }
      List<Integer> late = new ArrayList<>();
      while (!drained.isDone()) {
        Reply reply = server.form("/translate", FORM);
        late.add(reply.status());
        assertEquals("close", reply.response().headers().firstValue("Connection").orElse(""));
      }
      assertTrue(drained.join());
      for (CompletableFuture<Reply> reply : accepted) {
        assertEquals(200, reply.join().status());
      }
      assertTrue(late.contains(503), late.toString());
      assertTrue(late.stream().allMatch(status -> status == 200 || status == 503), late.toString());
    }
  }
}
