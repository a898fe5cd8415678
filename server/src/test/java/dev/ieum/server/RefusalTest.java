package dev.ieum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ieum.server.Tasks.Task;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;

/** What a full queue refuses waits neither for its body nor for a thread that works. */
class RefusalTest {
  private static final String HEAD =
      "POST /translate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String BODY = "{\"q\":\"영화\",\"source\":\"ko\",\"target\":\"en\"}";
  private static final String WHOLE_HEAD = HEAD + RawConnection.length(BODY) + "\r\n";

  /** Takes all places of a queue, without a model, until the result is completed. */
  private static CompletableFuture<Void> fill(Tasks tasks) {
    Limits limits = Limits.defaults();
    Call call = new Call(new Parameters(Map.of(), false), limits, Call.deadline(limits.request()));
    CompletableFuture<Void> held = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        tasks.begin(
            call,
            Task.TRANSLATION,
            "held",
            Collections.nCopies(limits.queuedTexts(), "x"),
            () -> held);
    return held;
  }

  @Test
  void queue_full_isRefusedByTheHeadAndTheConnectionStays() throws IOException {
    try (TestServer server = TestServer.with(Limits.defaults());
        RawConnection connection = new RawConnection(server.uri("/"))) {
      CompletableFuture<Void> held = fill(server.server().tasks());
      connection.send(WHOLE_HEAD);
      assertEquals(429, connection.reply().status()); // before a byte of the body
      connection.send(BODY);
      connection.send(WHOLE_HEAD + BODY);
      assertEquals(429, connection.reply().status());
      held.complete(null);
      connection.send(WHOLE_HEAD + BODY);
      assertEquals(200, connection.reply().status());
    }
  }

  @Test
  void refused_largeBody_isReadToItsEndSoThatTheAnswerArrives() throws IOException {
    try (TestServer server = TestServer.with(Limits.defaults());
        RawConnection connection = new RawConnection(server.uri("/"))) {
      CompletableFuture<Void> held = fill(server.server().tasks());
      String body = " ".repeat(1 << 20);
      connection.send(HEAD + RawConnection.length(body) + "\r\n" + body);
      assertEquals(429, connection.reply().status());
      held.complete(null);
      connection.send(WHOLE_HEAD + BODY);
      assertEquals(200, connection.reply().status());
    }
  }

  @Test
  void refused_whoseBodyNeverComes_doesNotHoldUpTheEnd() throws Exception {
    try (TestServer server = TestServer.with(Limits.defaults());
        RawConnection connection = new RawConnection(server.uri("/"))) {
      CompletableFuture<Void> held = fill(server.server().tasks());
      connection.send(WHOLE_HEAD);
      assertEquals(429, connection.reply().status());
      held.complete(null);
      long begin = System.nanoTime();
      assertTrue(server.server().drain());
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
    }
  }

  @Test
  void refusals_needNoThreadThatWorks() throws Exception {
    ServerConfig config = ServerConfig.local(0);
    Lifecycle lifecycle = new Lifecycle();
    lifecycle.enter(Lifecycle.Phase.READY);
    AtomicInteger asked = new AtomicInteger();
    try (Tasks tasks = new Tasks(config.limits())) {
      Route route =
          new Route.Operation(
              call -> CompletableFuture.failedFuture(new AssertionError()), Task.TRANSLATION);
      Server jetty = new Server(0);
      jetty.setHandler(
          new ApiHandler(
              config,
              lifecycle,
              tasks,
              Map.of("/translate", route),
              work -> asked.incrementAndGet())); // all threads are busy, for ever
      jetty.start();
      int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
      try (RawConnection connection = new RawConnection(URI.create("http://127.0.0.1:" + port))) {
        CompletableFuture<Void> held = fill(tasks);
        connection.send(WHOLE_HEAD + BODY);
        assertEquals(429, connection.reply().status());
        assertEquals(0, asked.get());
        held.complete(null);
      } finally {
        jetty.stop();
      }
    }
  }

  @Test
  void heads_areHandledOnTheThreadThatReadsThem() throws IOException {
    ServerConfig plain = ServerConfig.local(0);
    ServerConfig shared =
        new ServerConfig(
            plain.host(),
            0,
            plain.limits(),
            Set.of(),
            Set.of("http://localhost.*"),
            plain.drainDelay(),
            plain.drainTimeout(),
            Optional.empty());
    for (ServerConfig config : List.of(plain, shared)) {
      try (IeumServer server = IeumServer.start(config)) {
        assertEquals(InvocationType.NON_BLOCKING, server.invocationType());
      }
    }
  }
}
