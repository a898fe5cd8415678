package dev.ieum.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
  /** Starts the engine in a process of its own and tells every address that it asks for. */
  public static void main(String[] arguments) {
    URL.setURLStreamHandlerFactory(protocol -> protocol.startsWith("http") ? new Telling() : null);
    try (NDManager manager = NativeRuntime.newManager()) {
      System.out.println(manager.ones(new Shape(3)).sum().getFloat());
    }
  }

  private static final class Telling extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      System.out.println("asked for " + url);
      throw new IOException("no network in this test");
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }

  @Test
  void open_inAFreshProcess_asksForNoAddress() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NativeRuntimeTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("3.0", output.strip());
  }

  @Test
  void open_properties_switchTheCallHomeAndDownloadsOff() {
    NativeRuntime.open();
    assertTrue(Boolean.getBoolean("OPT_OUT_TRACKING"));
    assertTrue(Utils.isOfflineMode());
    assertEquals("1", System.getProperty("ai.djl.pytorch.num_threads"));
  }

  @Test
  void open_twice_isOneEngine() {
    assertSame(NativeRuntime.engine(), NativeRuntime.engine());
    assertTrue(NativeRuntime.version().startsWith("PyTorch "), NativeRuntime.version());
  }
}
